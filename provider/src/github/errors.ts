import { listed } from "../texts";
import { adviceOnCodespace } from "./codespace-advice";

export { hasReason } from "./codespace-advice";

/** Everything about a refusal that a person needs. GitHub's answer itself is not kept. */
export interface Refusal {
  status: number;
  method: string;
  path: string;
  message: string;
  requestId?: string | undefined;
  /** `X-Accepted-GitHub-Permissions`, or the classic `X-Accepted-OAuth-Scopes`. */
  needs?: string | undefined;
  /** An earlier attempt may have had its effect already: its answer was lost. */
  repeated?: boolean | undefined;
  /** Where a user accepts what a devcontainer asks for. */
  permissionsUrl?: string | undefined;
  /** GitHub's clock when it answered, as its header has it. */
  date?: string | undefined;
  /** Where the credential came from, such as `the environment variable GITHUB_TOKEN`. */
  credential: string;
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
  /** Something answered that isn't GitHub; what, is the reason. */
  strange?: true | undefined;
}

/** GitHub did not answer, not in time, or what came is no answer of GitHub's. */
export class GitHubUnreachable extends Error {
  constructor(request: Unanswered) {
    const next = request.repeatable
      ? "then run again."
      : "and see whether it had its effect before you run again.";
    super(
      `${request.strange ? whatCame(request) : whatDidNot(request)} Check the network, a proxy (HTTPS_PROXY, NO_PROXY) and ` +
        `github-codespaces:baseUrl, ${next}`,
    );
  }
}

function whatDidNot({ method, path, attempts, reason }: Unanswered): string {
  return `GitHub did not answer ${method} ${path}, asked ${times(attempts)} (${reason}).`;
}

function whatCame({ method, path, attempts, reason }: Unanswered): string {
  return (
    `The answer to ${method} ${path}, asked ${times(attempts)}, was ${reason}, which GitHub never gives to that: ` +
    "is there a proxy, a gateway or a portal in between?"
  );
}

function times(attempts: number): string {
  return attempts === 1 ? "once" : `${attempts} times`;
}

/** Names that GitHub knows no repository for, or none that the credential may see. */
export class RepositoriesNotFound extends Error {
  constructor(names: readonly string[], credential: string) {
    const list = listed([...names].sort());
    super(
      `${names.length === 1 ? "The repository" : `${names.length} repositories`} could not be found: ${list}. ` +
        `Check the names, and that the credential (${credential}) may see them.${idsAmong(names)}`,
    );
  }
}

/** A repository may be named by digits, and a text is always a name; mostly it was meant as an id. */
function idsAmong(names: readonly string[]): string {
  const ids = names.flatMap((name) => /\/(\d+)$/.exec(name)?.[1] ?? []);
  return ids.length === 0 ? "" : ` An id is given as a number, without quotes: ${listed(ids)}.`;
}

export function isRefused(error: unknown, ...statuses: number[]): error is GitHubRefused {
  return error instanceof GitHubRefused && statuses.includes(error.status);
}

function whatHappened({ status, method, path, message, requestId }: Refusal): string {
  const detail = [sentenceEnd(message), requestId && `request id ${requestId}`];
  const inBrackets = detail.filter(Boolean).join("; ");
  return `GitHub answered ${status} to ${method} ${path}${inBrackets && ` (${inBrackets})`}.`;
}

function whatToDo(refusal: Refusal): string {
  const ofCodespace = adviceOnCodespace(refusal);
  if (ofCodespace !== undefined) return ofCodespace;
  const from = `The credential came from ${refusal.credential}.`;
  switch (refusal.status) {
    case 401:
      if (refusal.permissionsUrl !== undefined) return howToAccept(refusal.permissionsUrl);
      return `${from} It is not valid, or expired: give a new one.${whereRecorded(refusal)}`;
    case 403:
      return refusal.needs === undefined
        ? `The credential lacks a right, or is not allowed here (SSO, IP allow list). ${from}`
        : `The token needs ${refusal.needs}. ${from}`;
    case 404:
      return (
        `${whatIsMissing(refusal)} does not exist, or the credential lacks the right to see it` +
        `${refusal.needs === undefined ? "" : ` (${refusal.needs})`}, or the organization's plan has no codespaces. ${from}`
      );
    case 402:
      return "Whoever pays for the codespace has reached a spending limit, or has no way of paying.";
    case 409:
      return whatIsInTheWay(refusal);
    case 400:
    case 422:
      return whatToCheck(refusal);
    case 301:
    case 307:
    case 308:
      return "It was renamed or moved at GitHub in the meantime: run again.";
    default:
      return refusal.status < 500
        ? ""
        : "Run again later; https://www.githubstatus.com may say more.";
  }
}

/** An environment variable is read by each run; the configuration is that of the last `up`. */
function whereRecorded({ credential }: Refusal): string {
  return credential.includes("the configuration ")
    ? " refresh and destroy use the configuration that the last `pulumi up` recorded: run `pulumi up` first, or add --run-program."
    : "";
}

/** Lists, keys and the access are there as long as their owner is. */
function whatIsMissing({ path }: Refusal): string {
  const ofOwner =
    /^\/(orgs|repos)\/(.+?)\/codespaces(\/(secrets|secrets\/public-key|access.*|machines|devcontainers|new))?$/;
  const [, kind, owner = ""] = ofOwner.exec(path) ?? [];
  if (kind === undefined) return "It";
  return kind === "orgs" ? `The organization ${owner}` : `The repository ${owner}`;
}

function howToAccept(url: string): string {
  return `The devcontainer asks for permissions: accept them at ${url}, or set multiRepoPermissionsOptOut: true.`;
}

function whatIsInTheWay(refusal: Refusal): string {
  return isOfSecret(refusal)
    ? "At GitHub the secret's visibility is not selected any more, or somebody changes it at the same " +
        "time: run `pulumi refresh`, then `pulumi up`."
    : "Something else is being done with it at the same time: run again later.";
}

function whatToCheck(refusal: Refusal): string {
  if (isOfSecret(refusal)) {
    return "Check the ids of the repositories, and that the scope has fewer than 100 secrets.";
  }
  if (refusal.path.endsWith("/publish")) {
    return "Check the name of the repository, and that the codespace has none yet.";
  }
  if (refusal.path.endsWith("/exports")) {
    return "Check that there is something to push, and that nothing else is being done with the codespace.";
  }
  return /\/codespaces\/access(\/selected_users)?$/.test(refusal.path)
    ? "Check that every login is a member or an outside collaborator of the organization."
    : "Check the branch, the devcontainer, the machine and what else was asked for.";
}

function isOfSecret({ path }: Refusal): boolean {
  return path.includes("/codespaces/secrets");
}

function sentenceEnd(text: string): string {
  return text.trim().replace(/\.$/, "");
}
