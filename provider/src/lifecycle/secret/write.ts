import type { SecretKind, SecretInputs, SecretState } from "../../kinds/secret-kind";
import type { Answer } from "../../github/answer";
import { isRefused } from "../../github/errors";
import type { SecretBody } from "../../session/secret-scope";
import { onFreshLook } from "../fresh-look";
import { idsToSend, isUnmanaged, sendIds, type ListWanted, type SentList } from "./list-to-send";
import { textOf } from "../../rules/plain";
import { keepsValue } from "../../rules/secret-value";
import { leavesValue, putWithoutValue } from "./ignored-value";
import { lostChange } from "./lost";
import { ifThere, requireThere, whileKept } from "./kept-value";
import { listChanged, sameIds } from "./repository-list";
import type { IdsByName } from "../../kinds/forms";
import { uniqueIds } from "../../session/whole-lists";
import { canSendValue, putSealed } from "./sealed-put";
import type { Session } from "../../session/session";

const VALUE_INPUTS = ["value", "encryptedValue", "keyId", "valueWritten"] as const;

/** The parts of a secret that an update has to write. */
export interface PartsToWrite {
  value: boolean;
  visibility: boolean;
  list: boolean;
}

export function changeOf(
  kind: SecretKind,
  { olds, news }: { olds: SecretState; news: SecretInputs },
  session: Session,
): PartsToWrite {
  const list = kind.hasList(news) && listChanged(olds, news);
  const visibility = olds.visibility !== news.visibility;
  const value = !keepsValue(news) && VALUE_INPUTS.some((input) => olds[input] !== news[input]);
  const mayRepair =
    olds.valueUncertain === true &&
    canSendValue(news, session.values) &&
    !leavesValue(kind, news, session);
  return { value: value || (mayRepair && (list || visibility)), visibility, list };
}

export function bodyOf(
  kind: SecretKind,
  inputs: SecretInputs,
  ids: IdsByName | undefined,
): SecretBody {
  return {
    ...(kind.inputFields.visibility && { visibility: textOf(inputs, "visibility") }),
    ...(ids && { selectedRepositoryIds: uniqueIds(ids) }),
  };
}

export interface Update extends ListWanted {
  id: string;
  olds: SecretState;
  change: PartsToWrite;
}

/**
 * Sends only what changed, and no value if that is to be kept: then the secret must be there, since a PUT might
 * make an empty one.
 */
export async function updateSecret(update: Update): Promise<SentList> {
  const { scope, name, news, change, inTurn } = update;
  const write = () => writeChange(update);
  try {
    return await inTurn(() => (keepsValue(news) ? whileKept(update, change, write) : write()));
  } catch (error) {
    throw scope.mayBeWritten(name) ? await lostChange(update, error) : error;
  }
}

/** Nothing is sent if the declared list turns out to be the state's, under other names. */
async function writeChange(update: Update): Promise<SentList> {
  const { session, change, known, olds, news } = update;
  const mustBeThere = keepsValue(news) && change.visibility;
  const write = (ids: IdsByName | undefined, beforeSending?: () => void) =>
    sendIds(update, ids, (current) => sendChange(update, current, beforeSending));
  if (isUnmanaged(update) || mustBeThere) {
    const look = async () => {
      const seen = await idsToSend(update);
      if (mustBeThere) await requireThere(update);
      return { seen, at: session.clock.now() };
    };
    return onFreshLook(session.clock, look, write);
  }
  const ids = await idsToSend(update);
  const onlyList = change.list && !change.value && !change.visibility;
  // Otherwise the state's list is not the one that this program declared before.
  const wasManaged = olds.selectedRepositories !== undefined;
  if (onlyList && wasManaged && ids !== undefined && sameIds(ids, known)) {
    return { answer: undefined, ids };
  }
  return write(ids);
}

/**
 * Sends the change; if the secret turns out to be gone or changed, all of it. A value that is left to others is
 * written only to one that is gone.
 */
async function sendChange(
  update: Update,
  ids: IdsByName | undefined,
  beforeSending: (() => void) | undefined,
): Promise<Answer> {
  const { kind, session, scope, name, news, change } = update;
  const body = bodyOf(kind, news, ids);
  const whole = () => putSealed(update, { body, inputs: news, beforeSending });
  if (change.value) return whole();
  const mayWriteAll = canSendValue(news, session.values);
  const rest = { body, beforeSending, whole: mayWriteAll ? whole : undefined };
  const allButValue = () => putWithoutValue(update, rest);
  try {
    if (change.visibility) return await allButValue();
    return await scope.putRepositories(name, uniqueIds(ids));
  } catch (error) {
    if (!isRefused(error, 404, 409, 422) || !mayWriteAll) throw error;
    const mustStay = leavesValue(kind, news, session);
    if (!mustStay || (await ifThere(update)) === undefined) return whole();
    // Somebody gave it a visibility that has no list.
    if (!change.visibility && isRefused(error, 409)) return allButValue();
    throw error;
  }
}
