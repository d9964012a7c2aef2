import { steadyState, type CodespaceResult } from "../../operations/answers/codespace";
import { listed } from "../../texts";
import { counted } from "../counted";
import { nameOf, type Scope } from "../scopes";
import type { Unreadable } from "./declaring";
import { DAY, type AuditedSecret, type Report } from "./report";

// Words for what was found, which the table, Markdown and the page share.

export function days(count: number): string {
  return counted(count, "day");
}

/** At most this many names are listed. */
const MOST = 3;

/** Which repositories' codespaces get a secret. */
export function whoGets({ scope, visibility, repositories }: AuditedSecret, most = MOST): string {
  if (scope.kind === "repo") return scope.repository;
  if (visibility === "all") return "all repositories";
  if (visibility === "private") return "private and internal repositories";
  const names = (repositories ?? []).map(({ repository }) => repository);
  if (names.length === 0) return "no repository";
  const more = names.length - most;
  return names.slice(0, most).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

export function declaredBy({ declaredBy: stacks, mayBeDeclaredBy }: AuditedSecret): string {
  if (stacks === undefined) return "";
  if (mayBeDeclaredBy.length > 0) return "not known";
  return stacks.length === 0 ? "nobody" : stacks.join(", ");
}

/** No stack that was looked at declares it, as far as is known. */
export function isUndeclared(secret: AuditedSecret): boolean {
  return ["nobody", "not known"].includes(declaredBy(secret));
}

/** The resources, each with its stack. */
export function resourcesInWords(resources: readonly Unreadable[]): string {
  const names = resources.map(({ resource, stack }) => `${resource} of ${stack}`);
  return listed([...new Set(names)], " or ");
}

/** The columns of a codespace. */
export const CODESPACE_COLUMNS = [
  "Owner",
  "Codespace",
  "Repository",
  "State",
  "Unused for",
  "Retention",
  "Unsaved work",
] as const;

/** The same of one, in words. */
export function wordsOf(codespace: CodespaceResult, at: number): string[] {
  const { owner, name, displayName, repository, state } = codespace;
  return [
    owner,
    displayName ?? name,
    repository ?? "none",
    state,
    idleOf(codespace, at),
    retentionOf(codespace, at),
    unsavedOf(codespace),
  ];
}

function idleOf({ state, lastUsedAt }: CodespaceResult, at: number): string {
  if (steadyState(state) === "running") return "in use";
  const used = Date.parse(lastUsedAt ?? "");
  return Number.isNaN(used) ? "unknown" : ago(at - used);
}

function ago(ms: number): string {
  const count = Math.floor(ms / DAY);
  return count <= 0 ? "less than a day" : days(count);
}

function retentionOf({ retentionExpiresAt }: CodespaceResult, at: number): string {
  const end = Date.parse(retentionExpiresAt ?? "");
  if (Number.isNaN(end)) return "not set to be deleted";
  if (end <= at) return "about to be deleted";
  const count = Math.ceil((end - at) / DAY);
  return `deleted in ${days(count)}`;
}

function unsavedOf({ gitStatus }: CodespaceResult): string {
  const { hasUncommittedChanges, hasUnpushedChanges, ahead } = gitStatus;
  const isUnpushed = hasUnpushedChanges === true || (ahead ?? 0) > 0;
  const found = [hasUncommittedChanges === true && "uncommitted", isUnpushed && "unpushed"];
  const words = found.filter((word) => word !== false);
  if (words.length > 0) return words.join(" and ");
  const isTold = hasUncommittedChanges !== undefined && hasUnpushedChanges !== undefined;
  return isTold ? "none" : "unknown";
}

export function isUnsaved(codespace: CodespaceResult): boolean {
  return !["none", "unknown"].includes(unsavedOf(codespace));
}

/** The scopes, such as `acme, acme/api and the user`. */
export function scopesInWords(scopes: readonly Scope[]): string {
  return inWords(scopes.map(nameOf));
}

/** Undefined if no stack was looked at. */
export function stacksInWords({ stacks }: Report): string | undefined {
  if (stacks.length === 0) return undefined;
  return `Compared with what ${inWords(stacks)} ${stacks.length === 1 ? "declares" : "declare"}.`;
}

function inWords(names: readonly string[]): string {
  const last = names.at(-1) ?? "nothing";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** As 2026-12-01 10:00 UTC. */
export function timeOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Why it isn't known who declares some, and the cure; undefined if it is known of all. */
export function unreadableInWords({ secrets }: Report): string | undefined {
  const resources = secrets.flatMap(({ mayBeDeclaredBy }) => mayBeDeclaredBy);
  if (resources.length === 0) return undefined;
  return (
    `Not known what ${resourcesInWords(resources)} declares: all of its \`secrets\`, the names too, is a secret of Pulumi's. ` +
    "Make only each value a secret in the program, and run `pulumi up`."
  );
}

/** What could not be compared, by its name in the program; undefined if everything could. */
export function unknownInWords({ unknown }: Report): string | undefined {
  if (unknown.length === 0) return undefined;
  const names = unknown.map(({ resource, className }) => `${resource} (${className})`);
  const whose = names.length === 1 ? "its name is" : "their names are";
  return `Not compared, because ${whose} secret or not known yet: ${listed([...new Set(names)])}.`;
}

/** What the `up` of the preview would do to what is there; undefined without a preview. */
export function previewInWords({ creates, secrets, deletes, unknown }: Report): string | undefined {
  if (creates === undefined) return undefined;
  const count = (what: AuditedSecret["preview"]) =>
    secrets.filter(({ preview }) => preview === what).length;
  const [kept, overwritten, refused] = [count("kept"), count("overwritten"), count("refused")];
  const whose = kept === 1 ? "its value" : "their values";
  const isSure = !unknown.some(({ toExisting }) => toExisting === "overwritten");
  const none = isSure ? "no existing value" : "no existing value of those whose names are known";
  const values = overwritten === 0 ? none : counted(overwritten, "existing value");
  const gone = count("deleted");
  const parts = [
    kept > 0 && `takes over ${counted(kept, "secret")} with ${whose}`,
    `creates ${kept > 0 ? creates.toLocaleString("en") : counted(creates, "secret")}`,
    gone > 0 && `deletes ${counted(gone, "secret")}`,
    deletes.length > 0 && `deletes ${deletes.map(({ id, resource }) => id ?? resource).join(", ")}`,
    refused > 0 && `is refused for ${refused.toLocaleString("en")}`,
  ].filter((part) => part !== false);
  return `The preview ${parts.join(", ")}, and overwrites ${values}.`;
}
