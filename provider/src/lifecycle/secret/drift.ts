import type { SecretState } from "../../kinds/secret-kind";
import type { ListedSecret } from "../../session/secret-scope";
import type { Session } from "../../session/session";
import { sameIds } from "./repository-list";
import type { IdsByName } from "../../kinds/forms";

/**
 * How much later than the Date of our own write's answer GitHub's `updated_at` may be and still mean that
 * write, in milliseconds. A change from outside within this time can't be told from ours.
 */
export const STAMP_TOLERANCE = 2_000;

/** Waits, in milliseconds, before asking again for what our last write may not have reached yet. */
export const ASK_AGAIN_AFTER = [1_000, 2_000, 4_000];

/** What GitHub shows of one secret. */
export interface SeenSecret {
  secret: ListedSecret | undefined;
  ids: IdsByName | undefined;
  /** GitHub's clock when it answered. */
  date: string;
}

export function sayNotShownYet({ say }: Session, identity: string): void {
  say.warn(
    `${identity}: GitHub does not show the last write yet, so the ` +
      "state is kept as it is. Refresh again in a minute.",
  );
}

/** GitHub's timestamp is later than our last write: somebody else wrote. */
export function isNewer(stamp: string, recorded: SecretState): boolean {
  return Date.parse(stamp) > lastWrite(recorded) + STAMP_TOLERANCE;
}

/**
 * Whether an answer that disagrees with the state may be older than our own last write, since GitHub's reads
 * lag. The timestamp can't tell the two apart: a write of ours may not move it, and two may lie within its
 * tolerance. So GitHub is asked again, and the state is kept as it is as long as that lasts.
 */
export function maybeStale(seen: SeenSecret, recorded: SecretState, grace: number): boolean {
  if (!(Date.parse(seen.date) - lastWrite(recorded) < grace)) return false;
  if (seen.secret === undefined) return true;
  return !isNewer(seen.secret.updatedAt, recorded) && differs(seen, recorded);
}

/**
 * Timestamp and list come from two requests, and somebody else may write between them. That only matters if one
 * of them has changed.
 */
export function mayBeMixed({ secret, ids }: SeenSecret, recorded: SecretState): boolean {
  if (secret === undefined || ids === undefined || recorded.updatedAt === undefined) return false;
  return isNewer(secret.updatedAt, recorded) || !sameIds(ids, recorded.selectedRepositoryIds ?? {});
}

/**
 * Whether the value was written outside of this stack. `updated_at` also changes when only the list of
 * repositories does: if both changed, the list explains it.
 */
export function valueDrifted(
  secret: ListedSecret,
  ids: IdsByName | undefined,
  recorded: SecretState,
) {
  const { updatedAt, selectedRepositoryIds: known } = recorded;
  if (updatedAt === undefined || !isNewer(secret.updatedAt, recorded)) return false;
  return ids === undefined || known === undefined || sameIds(ids, known);
}

function differs({ secret, ids }: SeenSecret, recorded: SecretState): boolean {
  const { visibility } = recorded;
  if (visibility !== undefined && secret?.visibility !== visibility) return true;
  const managed = recorded.selectedRepositories !== undefined;
  return ids !== undefined && managed && !sameIds(ids, recorded.selectedRepositoryIds ?? {});
}

function lastWrite({ updatedAt }: SecretState): number {
  return updatedAt === undefined ? Number.NaN : Date.parse(updatedAt);
}
