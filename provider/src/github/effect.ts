import { GitHubRefused, GitHubUnreachable } from "./errors";

/**
 * Whether a request that failed may have had its effect all the same: its answer, or that of an
 * earlier attempt, got lost on the way, or a gateway answered in GitHub's place. Any other error comes from
 * before it was sent: a limit, a token, its own sender who took it back, an engine that has ended.
 */
export function mayHaveHadEffect(error: unknown): boolean {
  if (error instanceof GitHubRefused) return error.status >= 500 || error.refusal.repeated === true;
  return error instanceof GitHubUnreachable;
}
