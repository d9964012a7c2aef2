import { identityOf, type SecretState } from "../../kinds/secret-kind";
import { isRefused } from "../../github/errors";
import { keepsValue } from "../../rules/secret-value";
import type { ListedSecret } from "../../session/secret-scope";
import { askAgain, byGitHubsClock, sinceAsked } from "../../operations/waiting";
import { LOOK_LASTS, onFreshLook, type Look } from "../fresh-look";
import { ASK_AGAIN_AFTER, isNewer } from "./drift";
import { lastWriteOf, madeByOthers } from "./lost";
import type { Workplace } from "./workplace";

interface Removing extends Workplace {
  outputs: SecretState;
  id: string;
  /** May cancel the request when its turn has come. */
  beforeSending: () => void;
}

/**
 * Removes a secret, unless somebody else has written it since this operation began, such as another stack that
 * takes it over. Only a program that goes on without the secret checks this; a destroy always deletes.
 */
export async function removeUnlessTaken(removing: Removing): Promise<void> {
  const { kind, session, scope, name, outputs, id, beforeSending } = removing;
  const isOurs = scope.lastWriteOf(name) !== undefined;
  if (!isOurs && (await madeByOthers(removing, outputs)) !== undefined) {
    session.say.warn(
      `${identityOf(kind, id)} stays at GitHub: the answer to its ` +
        "creation here was lost, and somebody else created it later.",
    );
    return;
  }
  if (!session.declared.isProgramRunning) return removeIfThere(removing);
  await onFreshLook(
    session.clock,
    () => whenTaken(removing),
    async (theirs, ifFresh) => {
      const guard = () => {
        ifFresh();
        beforeSending();
      };
      if (theirs === undefined) return removeIfThere({ ...removing, beforeSending: guard });
      session.say.info(`${identityOf(kind, id)} stays at GitHub: somebody else has ${theirs}.`);
    },
  );
}

/**
 * When somebody else wrote it: GitHub's timestamp, if it is later than everything that this stack and run
 * wrote.
 */
async function whenTaken(removing: Removing): Promise<Look<string | undefined>> {
  const { session, scope, name, outputs } = removing;
  const { secrets, date, at } = await scope.listBeforeDeletes(LOOK_LASTS);
  const secret = secrets.get(name);
  if (isOnlySeen(outputs)) return { seen: sinceSeen(secret, outputs), at };
  const writtenAt = scope.lastWriteOf(name);
  // A write that got lost left only the time when it was given up.
  const ours = [
    lastWriteOf(outputs),
    writtenAt === undefined ? undefined : byGitHubsClock({ date, at }, writtenAt),
  ].filter((time) => time !== undefined);
  const isTheirs = (stamp: string) => ours.every((updatedAt) => isNewer(stamp, { updatedAt }));
  if (secret === undefined || !isTheirs(secret.updatedAt)) return { seen: undefined, at };
  const began = sinceAsked(date, session.startedAt, { now: () => at });
  if (Date.parse(secret.updatedAt) >= began) {
    return { seen: `written it since this operation began (${secret.updatedAt})`, at };
  }
  const isAnother = ours.length > 0 && isTheirs(secret.createdAt);
  return { seen: isAnother ? `recreated it (${secret.createdAt})` : undefined, at };
}

/** No `up` of this stack wrote it: a refresh saw it where a set lacks it. */
function isOnlySeen(outputs: SecretState): boolean {
  return outputs.valueWritten === undefined && !keepsValue(outputs);
}

/** Only what was seen is to be deleted. GitHub's own timestamps tell whether it is still the same. */
function sinceSeen(
  secret: ListedSecret | undefined,
  { createdAt, updatedAt }: SecretState,
): string | undefined {
  if (secret === undefined) return undefined;
  if (secret.createdAt !== createdAt) return `recreated it (${secret.createdAt})`;
  return secret.updatedAt === updatedAt
    ? undefined
    : `written it since the refresh (${secret.updatedAt})`;
}

/**
 * "Gone" needs proof: a 404 may also mean that the credential sees nothing at all. A list that still has the
 * secret may be outdated, so it is asked for again: another 404 for the secret itself would prove no more.
 */
async function removeIfThere({ session, scope, name, beforeSending }: Removing): Promise<void> {
  const { clock } = session;
  try {
    await scope.remove(name, beforeSending);
  } catch (error) {
    if (!isRefused(error, 404)) throw error;
    const ask = async (last: boolean | undefined) => {
      const list = await scope.listAfterMissing(last === undefined ? undefined : clock.now());
      return list.secrets.has(name);
    };
    const isEnough = (isThere: boolean) => !isThere;
    if (await askAgain({ ask, isEnough, waits: ASK_AGAIN_AFTER, clock })) throw error;
  }
}
