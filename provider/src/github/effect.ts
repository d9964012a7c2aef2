import { GitHubRefused, GitHubUnreachable } from "./errors";
import { WaitTooLong } from "./limits/limiter";

/** A request that its own sender took back when its turn had come. */
export class TakenBack extends Error {}

/**
 * Whether a request that failed may have had its effect all the same: its answer, or that of an
 * earlier attempt, got lost on the way, or a gateway answered in GitHub's place.
 */
export function mayHaveHadEffect(error: unknown): boolean {
  if (error instanceof GitHubRefused) return error.status >= 500 || error.refusal.repeated === true;
  return !(error instanceof WaitTooLong || error instanceof TakenBack);
}

/** The same of what was sent alone: an error that comes from before that is none of GitHub's. */
export function wasSentInDoubt(error: unknown): boolean {
  const wasSent = error instanceof GitHubRefused || error instanceof GitHubUnreachable;
  return wasSent && mayHaveHadEffect(error);
}
