import type { SecretInputs, SecretState } from "../../kinds/secret-kind";
import type { Answer } from "../../github/answer";
import type { ListedSecret } from "../../session/secret-scope";
import { byGitHubsClock } from "../../operations/waiting";
import { onFreshLook } from "../fresh-look";
import { idsToSend, isUnmanaged, sendIds } from "./list-to-send";
import type { IdsByName } from "../../kinds/forms";
import { keepsValue } from "../../rules/secret-value";
import { followedBy, partlyDone } from "../failure";
import { isValueIgnored, putAllButValue } from "./ignored-value";
import { putSealed } from "./sealed-put";
import { madeByOthers, WRITE_LOST } from "./lost";
import { lookingFor, takeOver, type Created, type Creation } from "./take-over";
import { identityIn } from "../../session/identity";
import { bodyOf } from "./write";
import type { Session } from "../../session/session";
import type { Workplace } from "./workplace";

interface PutResult {
  /** Undefined if there was nothing to write but the value, which `ignoreChanges` leaves to others. */
  answer: Answer | undefined;
  /** Whether the value was left as it was. */
  keeps: boolean;
  /** What was there before, unless that look turned out to be outdated. */
  existing: ListedSecret | undefined;
  ids: IdsByName | undefined;
}

/** Makes a secret that the state doesn't know, or takes one over. */
export async function createSecret(creation: Creation): Promise<Created> {
  if (keepsValue(creation.inputs)) return takeOver(creation);
  const { answer, existing, ids } = await makeOrAdopt(creation);
  const stamps = {
    createdAt: existing?.createdAt ?? answer?.date,
    updatedAt: answer?.date ?? existing?.updatedAt,
    valueWrittenAt: creation.scope.valueWrittenAt(creation.name),
  };
  return { stamps, ids };
}

/** Writes it. Says so if it exists already, or refuses. */
async function makeOrAdopt(creation: Creation): Promise<PutResult> {
  const { kind, session, scope, name, title, inputs } = creation;
  const isReplaced = () => session.declared.isReplaced(identityIn(kind, inputs));
  const fails = isFailing(inputs, session);
  const leavesValue = isValueIgnored(title, session);
  const write = async (listed: ListedSecret | undefined, beforeSending?: () => void) => {
    const theirs = (await wasLostByUs(creation)) ? undefined : listed;
    if (fails && !isReplaced()) refuseExisting(theirs);
    const keeps = leavesValue && theirs !== undefined;
    const seen = { theirs, keeps, isNew: listed === undefined, beforeSending };
    const sent = await writeNew({ ...creation, ...seen });
    // 201: it was gone, and the list was outdated.
    return { ...sent, keeps, existing: sent.answer?.status === 201 ? undefined : listed };
  };
  // A secret that the program manages and adopts is written in the same way whether it exists or not.
  const sent =
    fails || leavesValue || isUnmanaged({ kind, news: inputs })
      ? await onFreshLook(session.clock, lookingFor(creation), write)
      : await write((await scope.existedBefore(name)).secret);
  if (!isReplaced()) sayAdoption(title, sent, session);
  return sent;
}

interface Writing extends Creation {
  /** What somebody else has made. */
  theirs: ListedSecret | undefined;
  /** Its value is left as it is. */
  keeps: boolean;
  isNew: boolean;
  beforeSending: (() => void) | undefined;
}

async function writeNew(writing: Writing) {
  const { kind, scope, inputs, theirs, keeps, beforeSending } = writing;
  const list = { ...writing, news: inputs, known: {} };
  const needsKey = inputs.encryptedValue === undefined && !keeps;
  const [ids] = await Promise.all([idsToSend(list), needsKey ? scope.key() : undefined]);
  const send = (current: IdsByName | undefined) => {
    const put = { body: bodyOf(kind, inputs, current), inputs, beforeSending };
    const whole = () => putSealed(writing, put);
    const hasOwnList = kind.hasList(inputs) && !isUnmanaged(list);
    return keeps ? putAllButValue(writing, { ...put, hasOwnList, whole }) : whole();
  };
  return sendIds(list, ids, send).catch(async (error: unknown) => {
    if (!scope.mayBeWritten(writing.name)) throw error;
    // It may be a person's, or this stack's own under another name of the resource: no state can say it, and a destroy leaves it.
    if (theirs) throw followedBy(MAY_BE_OVERWRITTEN, error);
    throw await mayBeMade(writing, error);
  });
}

/** It isn't known whether this run made it, and when it gave up. */
async function mayBeMade(creation: Creation, error: unknown): Promise<Error> {
  const { kind, session, inputs, marks } = creation;
  const look = await creation.scope.existedBefore(creation.name);
  const creationLostAt = byGitHubsClock(look, session.clock.now());
  const outputs = { ...inputs, ...marks, valueWritten: WRITE_LOST, creationLostAt };
  return partlyDone({ id: kind.id(inputs), outputs, error });
}

const MAY_BE_OVERWRITTEN =
  "It was there before, and it is not known whether it was overwritten: run again, or " +
  "`pulumi refresh` if you take the change of the program back.";

/** A creation of this run got lost, and is asked for again, as an `onError` hook does. */
async function wasLostByUs({ scope, name }: Creation): Promise<boolean> {
  return scope.mayBeWritten(name) && (await scope.existedBefore(name)).secret === undefined;
}

/** A creation of ours got lost, and somebody else has made it since. */
export async function refuseMadeByOthers(
  at: Workplace,
  { olds, news }: { olds: SecretState; news: SecretInputs },
): Promise<void> {
  if (keepsValue(news) || !isFailing(news, at.session)) return;
  refuseExisting(await madeByOthers(at, olds));
}

function isFailing({ onExisting }: SecretInputs, { settings }: Session): boolean {
  return (onExisting ?? settings.onExisting) === "fail";
}

function refuseExisting(existing: ListedSecret | undefined): void {
  if (existing === undefined) return;
  throw new Error(
    `it exists already (created ${existing.createdAt}, updated ${existing.updatedAt}) and onExisting ` +
      'is "fail". Nothing was written. Delete it; or take it over with its value, by keepValue: true in the place of value; ' +
      'or overwrite its value with onExisting: "adopt".',
  );
}

/** A 204 to a repeated PUT proves nothing: the lost first answer may have been our own 201. */
function sayAdoption(name: string, { existing, answer, keeps }: PutResult, session: Session): void {
  if (existing !== undefined) {
    session.say.warn(
      `${name} existed already (created ${existing.createdAt}, updated ${existing.updatedAt}): it was taken over, and its value ${keeps ? "left as it is (ignoreChanges)" : "overwritten"}.`,
    );
  } else if (answer?.status === 204 && !answer.repeated) {
    session.say.warn(`${name} appeared while this program ran: it was taken over.`);
  }
}
