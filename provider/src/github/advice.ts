import { adviceOnCodespace, hasReason } from "./codespace-advice";
import type { Refusal } from "./errors";
import { adviceOnForbidden, isOfRights } from "./forbidden";

/** Whether naming the required permissions helps: GitHub also answers 404 when one is missing. */
export function mayLackRight(refusal: Refusal): boolean {
  if (hasReason(refusal)) return false;
  return refusal.status === 404 || (refusal.status === 403 && isOfRights(refusal));
}

/** What a person can do about a refusal; empty if GitHub's own message says it. */
export function whatToDo(refusal: Refusal): string {
  if (isOfVersion(refusal)) return OTHER_VERSION;
  const ofCodespace = adviceOnCodespace(refusal);
  if (ofCodespace !== undefined) return ofCodespace;
  const from = `The credential came from ${refusal.credential}.`;
  switch (refusal.status) {
    case 401:
      if (refusal.permissionsUrl !== undefined)
        return `The devcontainer asks for permissions: accept them at ${refusal.permissionsUrl}, or set multiRepoPermissionsOptOut: true.`;
      if (OF_KEY.test(refusal.message)) return `${from} ${OTHER_KEY}`;
      return `${from} It is not valid, or has expired: use a new one.${whereRecorded(refusal)}`;
    case 403:
      return adviceOnForbidden(refusal);
    case 404:
    case 410:
      return whatMayBeMissing(refusal, from);
    case 402:
      return "Whoever pays for the codespace has reached a spending limit, or has no payment method.";
    case 409:
      return refusal.operation.inTheWay ?? IN_THE_WAY;
    case 400:
    case 422:
      return refusal.operation.check ?? "";
    case 301:
    case 307:
    case 308:
      return "It was renamed or moved at GitHub in the meantime: run again.";
    default:
      return refusal.status < 500 && refusal.status !== 200
        ? ""
        : "Run again later; https://www.githubstatus.com may say more.";
  }
}

function whatMayBeMissing(refusal: Refusal, from: string): string {
  const { operation, status, missing = "It", needs } = refusal;
  if (operation.ended !== undefined) return `${operation.ended} ${from}`;
  if (status === 410) return `It no longer exists at GitHub. ${from}`;
  const right = needs === undefined ? "" : ` (${needs})`;
  const others =
    operation.thereWith === "repository" ? ", or was given access to other repositories only" : "";
  return (
    `${missing} does not exist, or the credential lacks the right to see ` +
    `it${right}${others}, or the organization's plan does not include Codespaces. ` +
    from
  );
}

const IN_THE_WAY = "Another operation on it is in progress: run again later.";

const OTHER_VERSION =
  "This version of pulumi-github-codespaces uses a version of GitHub's API " +
  "that this host does not support: install a newer version of the package. " +
  "A GitHub Enterprise host must be recent enough, too.";

/**
 * 410 for a version that GitHub has retired, 400 for one that it doesn't know
 * (https://docs.github.com/rest/about-the-rest-api/api-versions).
 */
export function isOfVersion({ status, message }: Refusal): boolean {
  return [400, 410].includes(status) && /\bversion\b/i.test(message) && OF_VERSION.test(message);
}

const OF_VERSION = /no longer supported|not (a )?(supported|valid)|unsupported|retired|sunset/i;

const OTHER_KEY =
  "GitHub can't verify this key's signature: use a private key that the app still has " +
  "(at GitHub: the app's settings, Private keys), and check the app's id.";

/** GitHub's message for a JWT that was signed with another key. */
const OF_KEY = /JSON web token could not be decoded/i;

/** An environment variable is read by each run; the configuration is the one of the last `up`. */
function whereRecorded({ credential }: Refusal): string {
  return credential.includes("the configuration ")
    ? " refresh and destroy use the configuration that the last `pulumi up` recorded: run `pulumi up` first, or add --run-program."
    : "";
}
