import { GitHubRefused, GitHubUnreachable } from "../github/errors";

/** What was to be done, and why it could not be. */
interface Stuck {
  className: string;
  verb: string;
  error: unknown;
}

export const STATE_DELETE =
  "`pulumi state delete` with its URN (`pulumi stack --show-urns` has it) takes it out of the state and asks GitHub nothing";

/**
 * How a stack gets on where GitHub will never do what is asked: what is gone, or has another name, can be neither
 * read nor deleted, and an archive can't be written.
 */
export function wayOut({ className, verb, error }: Stuck): string {
  const refused = error instanceof Error ? (error.cause ?? error) : error;
  if (!(refused instanceof GitHubRefused) || refused instanceof GitHubUnreachable) return "";
  const { refusal } = refused;
  if (refusal.status === 404 || refusal.status === 410)
    return ofMissing(className, verb, refusal.missing);
  return isArchived(refused) && verb === "deleted"
    ? ` Unarchive it, or leave the secret where it is: ${STATE_DELETE}.`
    : "";
}

function ofMissing(className: string, verb: string, missing: string | undefined): string {
  if (verb === "deleted" && className === "OrgCodespacesAccess") {
    return ` To leave the access as it is: give it onDestroy: "leave" and run \`pulumi up\` first; or ${STATE_DELETE}.`;
  }
  if (verb !== "deleted" && verb !== "read") return "";
  const renamed = missing?.startsWith("The organization")
    ? "If it was renamed, what it has is under its new name, and stays there"
    : "If it is gone, nothing is left to be done there";
  return ` ${renamed}: ${STATE_DELETE}.`;
}

export function isArchived({ refusal }: GitHubRefused): boolean {
  return refusal.status === 403 && /\barchived\b/i.test(refusal.message);
}
