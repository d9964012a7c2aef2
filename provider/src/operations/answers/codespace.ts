import { Json, NotAsDescribed } from "../../github/json";
import type { Reader } from "../../github/operation";

/** GitHub's word for what a codespace is doing. */
export type CodespaceState =
  | "Unknown"
  | "Created"
  | "Queued"
  | "Provisioning"
  | "Available"
  | "Awaiting"
  | "Unavailable"
  | "Deleted"
  | "Moved"
  | "Shutdown"
  | "Archived"
  | "Starting"
  | "ShuttingDown"
  | "Failed"
  | "Exporting"
  | "Updating"
  | "Rebuilding";

/** Whether a codespace in this state runs or is stopped; undefined for a passing or any other state. */
export function steadyState(state: CodespaceState | undefined): "running" | "stopped" | undefined {
  if (state === "Available") return "running";
  return state === "Shutdown" || state === "Archived" ? "stopped" : undefined;
}

/** Whether it is being created for the first time. */
export function isComing(state: CodespaceState): boolean {
  return ["Created", "Queued", "Provisioning", "Awaiting"].includes(state);
}

/** Whether it can't leave this state by itself. */
export function isLost(state: CodespaceState): boolean {
  return ["Failed", "Deleted", "Moved", "Unavailable"].includes(state);
}

/** Where a codespace is, by GitHub's older names. */
export type CodespaceLocation = "EastUs" | "SouthEastAsia" | "WestEurope" | "WestUs2";

/** What GitHub last knew of the codespace's working copy. */
export interface CodespaceGitStatus {
  ahead: number | undefined;
  behind: number | undefined;
  hasUncommittedChanges: boolean | undefined;
  hasUnpushedChanges: boolean | undefined;
  /** The branch, or the commit if no branch is checked out. */
  ref: string | undefined;
}

/** A codespace as GitHub answers it. Times are ISO times of GitHub's clock. */
export interface CodespaceResult {
  id: number;
  /** The name that GitHub gave it. Every operation needs it. */
  name: string;
  displayName: string | undefined;
  /** Login of its user. */
  owner: string;
  /** Login of the account that pays for it. */
  billableOwner: string | undefined;
  /** `owner/name`; undefined for a codespace that was created from a template and isn't published. */
  repository: string | undefined;
  repositoryId: number | undefined;
  /** The name of the machine type, such as `standardLinux32gb`. */
  machine: string | undefined;
  state: CodespaceState;
  /** Where to open it. */
  webUrl: string;
  gitStatus: CodespaceGitStatus;
  devcontainerPath: string | undefined;
  location: CodespaceLocation | undefined;
  idleTimeoutMinutes: number | undefined;
  /** Given if a policy of the organization set another idle timeout. */
  idleTimeoutNotice: string | undefined;
  /** How long it is kept once it is stopped. */
  retentionPeriodMinutes: number | undefined;
  /** When it will be deleted at the end of that period. */
  retentionExpiresAt: string | undefined;
  createdAt: string;
  updatedAt: string;
  lastUsedAt: string | undefined;
  /** Why it was last stopped, if that needs somebody to do something. */
  lastKnownStopNotice: string | undefined;
  recentFolders: string[];
  /** The API's URL of the pull request that it was created for. */
  pullRequestUrl: string | undefined;
  /** Whether it was created from a prebuild. */
  prebuild: boolean;
  /** GitHub is working on it: it can only be deleted. */
  pendingOperation: boolean;
  pendingOperationDisabledReason: string | undefined;
}

/** A codespace of GitHub's JSON, as `codespaces/get-for-authenticated-user` answers it. */
export function codespaceOf(data: unknown): CodespaceResult {
  return codespaceFrom(new Json(data, "codespace"));
}

/** A codespace that was asked for by its name. An answer about another one isn't GitHub's answer to that. */
export const codespaceNamed: Reader<CodespaceResult> = (data, _, { name }) => {
  const codespace = codespaceOf(data);
  if (codespace.name.toLowerCase() === String(name).toLowerCase()) return codespace;
  throw new NotAsDescribed("another codespace");
};

/** Undefined if it was not modified. */
export function unless304<T>(read: Reader<T>): Reader<T | undefined> {
  return (data, head, args) => (head.status === 304 ? undefined : read(data, head, args));
}

export function codespaceFrom(codespace: Json): CodespaceResult {
  const repository = codespace.under("repository");
  return {
    id: codespace.number("id"),
    name: nameOf(codespace),
    displayName: codespace.textIfAny("display_name"),
    owner: codespace.under("owner").text("login"),
    billableOwner: codespace.under("billable_owner").textIfAny("login"),
    repository: repository.textIfAny("full_name"),
    repositoryId: repository.numberIfAny("id"),
    machine: codespace.under("machine").textIfAny("name"),
    webUrl: codespace.text("web_url"),
    devcontainerPath: codespace.textIfAny("devcontainer_path"),
    location: codespace.textIfAny("location") as CodespaceLocation | undefined,
    pullRequestUrl: codespace.textIfAny("pulls_url"),
    recentFolders: codespace.texts("recent_folders"),
    state: codespace.text("state") as CodespaceState,
    prebuild: codespace.flagIfAny("prebuild") ?? false,
    pendingOperation: codespace.flagIfAny("pending_operation") ?? false,
    pendingOperationDisabledReason: codespace.textIfAny("pending_operation_disabled_reason"),
    lastKnownStopNotice: codespace.textIfAny("last_known_stop_notice"),
    idleTimeoutMinutes: codespace.numberIfAny("idle_timeout_minutes"),
    idleTimeoutNotice: codespace.textIfAny("idle_timeout_notice"),
    retentionPeriodMinutes: codespace.numberIfAny("retention_period_minutes"),
    retentionExpiresAt: codespace.textIfAny("retention_expires_at"),
    createdAt: codespace.text("created_at"),
    updatedAt: codespace.text("updated_at"),
    lastUsedAt: codespace.textIfAny("last_used_at"),
    gitStatus: gitStatusOf(codespace.under("git_status")),
  };
}

/** The name is the id in a state and part of addresses, so no other text is accepted. */
function nameOf(codespace: Json): string {
  const name = codespace.text("name");
  if (/^[a-z\d][\w.-]*$/i.test(name)) return name;
  throw new NotAsDescribed("a codespace without a name that could be one");
}

function gitStatusOf(status: Json): CodespaceGitStatus {
  return {
    ahead: status.numberIfAny("ahead"),
    behind: status.numberIfAny("behind"),
    hasUncommittedChanges: status.flagIfAny("has_uncommitted_changes"),
    hasUnpushedChanges: status.flagIfAny("has_unpushed_changes"),
    ref: status.textIfAny("ref"),
  };
}
