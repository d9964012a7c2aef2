import {
  identityOf,
  type SecretKind,
  type SecretInputs,
  type SecretState,
} from "../../kinds/secret-kind";
import type { Answer } from "../../github/answer";
import type { ListedSecret, SecretScope } from "../../session/secret-scope";
import { byGitHubsClock } from "../../operations/waiting";
import { onFreshLook } from "../fresh-look";
import { idsToSend, isUnmanaged, sendIds } from "./list-to-send";
import { textOf } from "../../rules/plain";
import type { IdsByName } from "../../kinds/forms";
import { putSealed } from "./sealed-put";
import { madeByOthers } from "./lost";
import { identityIn } from "../../session/identity";
import { bodyOf } from "./write";
import type { Session } from "../../session/session";

export interface Creation {
  scope: SecretScope;
  inputs: SecretInputs;
  /**
   * The error with what the state is to hold if it isn't known whether this run made the secret, and when it
   * gave up.
   */
  asLost: (error: unknown, when: SecretState) => Error;
}

export interface Created {
  answer: Answer;
  /** What was there before, unless that look turned out to be outdated. */
  existing: ListedSecret | undefined;
  ids: IdsByName | undefined;
}

/** Writes a secret that the state doesn't know. Says so if it exists already, or refuses. */
export async function createSecret(
  kind: SecretKind,
  { scope, inputs, asLost }: Creation,
  session: Session,
): Promise<Created> {
  const name = textOf(inputs, "secretName");
  const identity = identityIn(kind, inputs);
  const fails = isFailing(inputs, session);
  const write = async (listed: ListedSecret | undefined, beforeSending?: () => void) => {
    if (fails && !session.declared.isReplaced(identity)) refuseExisting(listed);
    const list = { kind, scope, news: inputs, known: {}, isNew: listed === undefined };
    const [ids] = await Promise.all([
      idsToSend(list, session),
      inputs.encryptedValue === undefined ? scope.key() : undefined,
    ]);
    const send = (current: IdsByName | undefined) => {
      const body = bodyOf(kind, inputs, current);
      return putSealed(scope, { name, body, inputs, beforeSending }, session.values);
    };
    const sent = await sendIds(list, ids, { send, session }).catch(async (error: unknown) => {
      // A secret that existed before, and that the lost write may not have overwritten, is a person's: a
      // destroy leaves it.
      if (listed !== undefined || !scope.mayBeWritten(name)) throw error;
      const looked = await scope.existedBefore(name);
      throw asLost(error, { creationLostAt: byGitHubsClock(looked, session.clock.now()) });
    });
    // 201: it was gone, and the list was outdated.
    return { ...sent, existing: sent.answer.status === 201 ? undefined : listed };
  };
  // A secret that the program manages and adopts is written in the same way whether it exists or not.
  const sent =
    fails || isUnmanaged({ kind, news: inputs })
      ? await onFreshLook(session.clock, looking(scope, name), write)
      : await write((await scope.existedBefore(name)).secret);
  if (!session.declared.isReplaced(identity)) {
    sayAdoption(identityOf(kind, kind.id(inputs)), sent, session);
  }
  return sent;
}

/** Creates that start together share the run's one list. Later ones look for themselves. */
function looking(scope: SecretScope, name: string) {
  let first = true;
  return async () => {
    const { secret, at, early } = await scope.existedBefore(name);
    const serves = first && early;
    first = false;
    if (serves) return { seen: secret, at };
    const now = await scope.existsNow(name);
    return { seen: now.secret, at: now.at };
  };
}

/** Refuses if our creation got lost and somebody else has made the secret since. */
export async function refuseOthers(
  { scope, olds, news }: { scope: SecretScope; olds: SecretState; news: SecretInputs },
  session: Session,
): Promise<void> {
  if (isFailing(news, session)) refuseExisting(await madeByOthers(scope, olds));
}

function isFailing({ onExisting }: SecretInputs, { settings }: Session): boolean {
  return (onExisting ?? settings.onExisting) === "fail";
}

function refuseExisting(existing: ListedSecret | undefined): void {
  if (existing === undefined) return;
  throw new Error(
    `it exists already (created ${existing.createdAt}, updated ${existing.updatedAt}) and onExisting ` +
      'is "fail". Nothing was written. Delete it, or take it over with onExisting: "adopt".',
  );
}

/** A 204 to a repeated PUT proves nothing: the lost first answer may have been our own 201. */
function sayAdoption(name: string, { existing, answer }: Created, session: Session): void {
  if (existing !== undefined) {
    session.say.warn(
      `${name} existed already (created ${existing.createdAt}, updated ${existing.updatedAt}): it was taken over, and its value overwritten.`,
    );
  } else if (answer.status === 204 && !answer.repeated) {
    session.say.warn(`${name} appeared while this program ran: it was taken over.`);
  }
}
