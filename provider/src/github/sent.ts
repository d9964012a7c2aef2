import { refusalOf, type Outcome } from "./answer";
import type { Params } from "./client";
import type { Credential } from "./credential";
import { GitHubRefused, GitHubUnreachable } from "./errors";
import { hiddenIn, placeOf } from "./route";

/** A request that was sent, as its error tells of it. */
export interface Sent {
  route: string;
  params: Params;
  attempt: number;
  repeated: boolean;
  repeatable: boolean;
}

export function errorOf(
  outcome: Exclude<Outcome, { kind: "answered" }>,
  { route, params, attempt, repeated, repeatable }: Sent,
  { source, mayBeJobs }: Credential,
): Error {
  const { method, path } = placeOf(route, params);
  if (outcome.kind === "lost") {
    const { reason, strange } = outcome;
    return new GitHubUnreachable({ method, path, attempts: attempt, reason, strange, repeatable });
  }
  const request = { method, path, credential: source, mayBeJobs, repeated };
  return new GitHubRefused(refusalOf(outcome, request, hiddenIn(route, params)));
}
