import { isOfVersion } from "../github/advice";
import { GitHubRefused, originOf, RepositoriesNotFound } from "../github/errors";
import type { Operation } from "../github/operation";

export const STATE_DELETE =
  "`pulumi state delete` with its URN in single quotes (`pulumi stack " +
  "--show-urns` has it) removes it from the state without asking GitHub";

/**
 * How a stack gets on if GitHub will never do what is asked: what is gone or has another name can't be read or
 * deleted, and an archived repository can't be written to.
 */
export function wayOut(className: string, verb: string, error: unknown): string {
  const told = originOf(error);
  if (told instanceof RepositoriesNotFound) return ofMissing(className, verb, "repository");
  if (!(told instanceof GitHubRefused)) return "";
  // The thing exists all the same.
  if (isOfVersion(told.refusal)) return "";
  const { status, operation, message } = told.refusal;
  if (status === 404 || status === 410) return ofMissing(className, verb, operation.thereWith);
  return status === 403 && /\barchived\b/i.test(message) && verb === "deleted"
    ? " Or leave the secret where it is: set retainOnDelete: true and run " +
        `\`pulumi up\` before you remove it; or ${STATE_DELETE}.`
    : "";
}

function ofMissing(className: string, verb: string, owner: Operation["thereWith"]): string {
  if (className === "OrgCodespacesAccess") return ofAccess(verb);
  if (verb !== "deleted" && verb !== "read") return "";
  const renamed =
    owner === "organization"
      ? "If it was renamed, everything it has is under its new name, and stays there"
      : "If it is gone, there is nothing left to do there";
  return ` ${renamed}: ${STATE_DELETE}.`;
}

/** An `up` that changes more of it sends a request, which is refused again. */
function ofAccess(verb: string): string {
  return verb === "deleted"
    ? ` To leave the access as it is: set onDestroy: "leave" and run \`pulumi up\` ` +
        `first, without changing anything else of it; or ${STATE_DELETE}.`
    : " If they have ended, set the access at GitHub itself (the " +
        "organization's Settings, Codespaces), and remove it from the program.";
}
