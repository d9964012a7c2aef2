import { saidIn, type Outcome } from "./answer";
import type { Credential } from "./credentials/credential";
import { GitHubRefused, GitHubUnreachable } from "./errors";
import type { Operation, Params } from "./operation";
import { hiddenIn, destinationOf } from "./route";

/** A request to make, with GitHub's argument names. */
export interface Request {
  operation: Operation;
  params: Params;
}

/** A request that was sent, as its error describes it. */
interface SentRequest extends Request {
  attempt: number;
  repeated: boolean;
  repeatable: boolean;
}

export function errorOf(
  outcome: Exclude<Outcome, { kind: "answered" }>,
  { operation, params, attempt, repeated, repeatable }: SentRequest,
  { source, mayBeJobs }: Credential,
): Error {
  const { route } = operation;
  const { method, path } = destinationOf(route, params);
  if (outcome.kind === "lost") {
    const { reason, strange } = outcome;
    return new GitHubUnreachable({ method, path, attempts: attempt, reason, strange, repeatable });
  }
  const said = saidIn(outcome, hiddenIn(route, params));
  const missing = ownerOf(operation, params);
  const request = { operation, missing, method, path, credential: source, mayBeJobs, repeated };
  return new GitHubRefused({ ...request, ...said });
}

/** Lists, keys and the access setting exist as long as their owner does. */
function ownerOf({ thereWith }: Operation, params: Params): string | undefined {
  if (thereWith === undefined) return undefined;
  const { org, owner, repo, repository_id: id } = params as Record<string, string | number>;
  if (thereWith === "organization") return `The organization ${org}`;
  return `The repository ${id ?? `${owner}/${repo}`}`;
}
