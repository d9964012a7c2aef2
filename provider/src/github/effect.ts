import { GitHubRefused, GitHubUnreachable } from "./errors";

/**
 * Whether a failed request may have taken effect all the same: its answer, or that of an earlier attempt, was
 * lost, or a gateway answered in GitHub's place. Every other error happens before sending: a limit, a token, a
 * request that its caller cancelled, an engine that has ended.
 */
export function mayHaveHadEffect(error: unknown): boolean {
  if (error instanceof GitHubRefused) return error.status >= 500 || error.refusal.repeated === true;
  return error instanceof GitHubUnreachable;
}
