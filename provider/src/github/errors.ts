import { listed } from "../texts";
import { whatToDo } from "./advice";
import type { Operation } from "./operation";

export { mayLackRight } from "./advice";

/** Everything about a refusal that a person needs. GitHub's answer itself is not kept. */
export interface Refusal {
  operation: Omit<Operation, "read">;
  /**
   * What must be missing if GitHub answers 404, such as `The organization acme`; undefined if that can't be
   * told.
   */
  missing?: string | undefined;
  status: number;
  /** GraphQL's word for a refused part of a query, such as `FORBIDDEN`; the status is REST's equivalent. */
  answered?: string | undefined;
  method: string;
  path: string;
  message: string;
  requestId?: string | undefined;
  /** `X-Accepted-GitHub-Permissions`, or the classic `X-Accepted-OAuth-Scopes`. */
  needs?: string | undefined;
  /** An earlier attempt may already have taken effect: its answer was lost. */
  repeated?: boolean | undefined;
  /** The page of GitHub where a token is authorized for an organization's single sign-on. */
  ssoUrl?: string | undefined;
  /** Where a user accepts the permissions that a devcontainer asks for. */
  permissionsUrl?: string | undefined;
  /** GitHub's clock when it answered, as in the Date header. */
  date?: string | undefined;
  /** Where the credential came from, such as `the environment variable GITHUB_TOKEN`. */
  credential: string;
  /** It may be the token that GitHub Actions gives each job. */
  mayBeJobs?: boolean | undefined;
}

/** GitHub answered, and refused. */
export class GitHubRefused extends Error {
  readonly status: number;
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`${whatHappened(refusal)} ${whatToDo(refusal)}`.trim());
    this.status = refusal.status;
    this.refusal = refusal;
  }
}

export interface Unanswered {
  method: string;
  path: string;
  attempts: number;
  reason: string;
  repeatable: boolean;
  /** Something other than GitHub answered; the reason says what. */
  strange?: true | undefined;
}

/** GitHub did not answer, or not in time, or what arrived isn't an answer of GitHub's. */
export class GitHubUnreachable extends Error {
  constructor(request: Unanswered) {
    const next = request.repeatable
      ? "then run again."
      : "and see whether it took effect before you run again.";
    super(
      `${whatHappenedTo(request)} Check the network, a proxy (HTTPS_PROXY, NO_PROXY) and ` +
        `github-codespaces:baseUrl, ${next}`,
    );
  }
}

function whatHappenedTo({ method, path, attempts, reason, strange }: Unanswered): string {
  const after = `${method} ${path} after ${attempts === 1 ? "1 attempt" : `${attempts} attempts`}`;
  return strange
    ? `The answer to ${after} was ${reason}, which is never GitHub's answer to this request: is ` +
        "there a proxy, a gateway or a portal in between?"
    : `GitHub did not answer ${after} (${reason}).`;
}

/** Names for which GitHub knows no repository, or none that the credential may see. */
export class RepositoriesNotFound extends Error {
  constructor(names: readonly string[], credential: string) {
    const list = listed([...names].sort());
    super(
      `${names.length === 1 ? "The repository" : `${names.length} repositories`} could not be found: ${list}. ` +
        `Check the names, and that the credential (${credential}) may see them.${idsAmong(names)}`,
    );
  }
}

/** Digits are a valid repository name, and a text is always taken as a name; mostly an id was meant. */
function idsAmong(names: readonly string[]): string {
  const ids = names.flatMap((name) => /\/(\d+)$/.exec(name)?.[1] ?? []);
  return ids.length === 0 ? "" : ` Give an id as a number, without quotes: ${listed(ids)}.`;
}

/** The original error, if this one only adds the resource's name to it; otherwise the error itself. */
export function originOf(error: unknown): unknown {
  return error instanceof Error ? (error.cause ?? error) : error;
}

export function isRefused(error: unknown, ...statuses: number[]): error is GitHubRefused {
  return error instanceof GitHubRefused && statuses.includes(error.status);
}

/** The answer; undefined if GitHub answers 404. */
export async function ifFound<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isRefused(error, 404)) return undefined;
    throw error;
  }
}

function whatHappened(refusal: Refusal): string {
  const { status, answered = status, method, path, message, requestId } = refusal;
  const detail = [message.trim().replace(/\.$/, ""), requestId && `request id ${requestId}`];
  const inBrackets = detail.filter(Boolean).join("; ");
  return `GitHub answered ${answered} to ${method} ${path}${inBrackets && ` (${inBrackets})`}.`;
}

/**
 * Whether a failed request may have taken effect all the same: its answer, or that of an earlier attempt, was
 * lost, or a gateway answered in GitHub's place. Every other error happens before sending: a limit, a token, a
 * request that its caller cancelled, an engine that has ended.
 */
export function mayHaveHadEffect(error: unknown): boolean {
  if (error instanceof GitHubRefused) return error.status >= 500 || error.refusal.repeated === true;
  return error instanceof GitHubUnreachable;
}
