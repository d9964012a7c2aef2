import {
  clientIp,
  displayName,
  folders,
  IDLE_TIMEOUT,
  minutes,
  pullRequest,
  RETENTION,
  timeouts,
} from "../rules/codespace";
import { flag, text } from "../rules/fields";
import { oneOf, repositoryReference } from "../rules/names";
import type { CodespaceGitStatus, CodespaceState } from "../operations/answers/codespace";
import { aFlag, aNumber, aPerson, aText, of } from "./forms";
import {
  guard,
  kept,
  output,
  type CheckedOf,
  type StateOf,
  type Table,
  type TypeOf,
} from "./table";

/** A machine that was asked for, and the one that GitHub shows until the codespace next starts. */
export interface PendingMachine {
  asked: string;
  before: string | undefined;
}

const fields = {
  /**
   * The repository as `"owner/name"`, or its id as a number, which doesn't change when the repository is
   * renamed. A change replaces the codespace.
   */
  repository: { check: repositoryReference, replaces: true },
  /** The branch, tag or commit; default: the default branch. Not with `pullRequest`. A change replaces. */
  ref: { check: text, replaces: true },
  /**
   * The pull request as `"owner/name#7"` or any of its URLs, or as `"1001#7"` with the id of the repository.
   * A change replaces.
   */
  pullRequest: { check: pullRequest, replaces: true },
  /** The geographic area; default: by IP address. A change replaces; removing it does not. */
  geo: { check: oneOf("EuropeWest", "SoutheastAsia", "UsEast", "UsWest"), replaces: true },
  /** The path of the `devcontainer.json`; default: the repository's. A change replaces. */
  devcontainerPath: { check: text, replaces: true },
  /**
   * The machine type, such as `standardLinux32gb`; default: GitHub's choice. A change updates the codespace in
   * place and takes effect when it next starts. If the machine isn't allowed, the error names those that are.
   */
  machine: { check: text, output: true },
  /**
   * At most 48 characters; default: a generated name, such as `hello-world 3f9a1c2b7e`, by which it is found
   * again if the answer to its creation was lost. A change updates in place.
   */
  displayName: { check: displayName, output: true },
  /**
   * The folders that clients offer to open. A change updates in place. Clients write this list too, so it is
   * not compared with GitHub's.
   */
  recentFolders: { check: folders },
  /**
   * If left out, a codespace runs once it is created; whether it runs later is up to its user.
   * `running`: a codespace that has stopped (also by idling) is drift, and the next `up` starts it.
   * `stopped`: it is stopped once it is created, and a running one is drift.
   */
  desiredState: { check: oneOf("running", "stopped") },
  /** Minutes without use until it stops, 5 to 240; default: the user's setting. Only for a new codespace. */
  idleTimeoutMinutes: { check: minutes(IDLE_TIMEOUT), onlyNew: true, output: true },
  /**
   * Minutes that it is kept once it has stopped, 0 to 43,200 (30 days); default: the user's setting. Only for a
   * new codespace.
   */
  retentionPeriodMinutes: { check: minutes(RETENTION), onlyNew: true, output: true },
  /** The folder in which it opens. Only for a new codespace. */
  workingDirectory: { check: text, onlyNew: true },
  /**
   * Whether to deny the permissions that `devcontainer.json` asks for in other repositories; default: false.
   * Only for a new codespace.
   */
  multiRepoPermissionsOptOut: { check: flag, onlyNew: true },
  /**
   * The IP address to derive the area from, if a program creates it for somebody else. Only for a new
   * codespace.
   */
  clientIp: { check: clientIp, onlyNew: true },
  /**
   * Whether to delete it, also for a replacement, even if it has uncommitted or unpushed changes or GitHub
   * doesn't tell; default: false. It counts once an `up` has applied it.
   */
  forceDelete: { check: flag },
  /**
   * How long to wait for GitHub, as `{ create: "20m" }`; default: 15 minutes each. What is left out here is
   * taken from the `customTimeouts` of the options.
   */
  timeouts: { check: timeouts },
  /** The name that GitHub gave it, which is also its Pulumi id. */
  name: output(aText),
  /** GitHub's number for it. */
  codespaceId: output(aNumber),
  /** The user whose codespace it is. */
  owner: guard(output(aPerson)),
  /** The repository as `owner/name`. */
  repositoryFullName: output<string | undefined>(aText),
  /** Where to open it. */
  webUrl: output(aText),
  /** Its state when last seen: `Available`, `Shutdown` and so on. */
  state: output(of<CodespaceState>("text")),
  /** When last seen: uncommitted and unpushed changes, commits ahead and behind, the branch. */
  gitStatus: output(of<CodespaceGitStatus>("object")),
  /** When GitHub deletes it, as an ISO time; undefined while it runs. */
  retentionExpiresAt: output<string | undefined>(aText),
  /** When it was created, as an ISO time of GitHub's clock. */
  createdAt: output(aText),
  /** When it was last changed, as an ISO time of GitHub's clock. */
  updatedAt: output(aText),
  /** When it was last used, as an ISO time of GitHub's clock; undefined if it never was. */
  lastUsedAt: output<string | undefined>(aText),
  /** The id of its repository; undefined if it was created from a template and isn't published. */
  repositoryId: guard(kept<number | undefined>(aNumber)),
  /** Where it is, by GitHub's older names. */
  location: kept<string | undefined>(aText),
  /** The API's URL of the pull request that it was created for. */
  pullRequestUrl: kept<string | undefined>(aText),
  /** A machine that was asked for, until GitHub shows it when the codespace next starts. */
  pendingMachine: kept(of<PendingMachine>("object")),
  /** The checked inputs, as far as they are reached. */
  declared: kept(of<object>("object")),
  /** It was never ready, or is lost: the next update deals with it. */
  unsettled: kept(aFlag),
  /** It has not been ready since it was created, as far as is known. */
  creating: kept(aFlag),
} satisfies Table;

export const codespace = { className: "Codespace", fields };

/** The geographic area of a codespace. */
export type CodespaceGeo = TypeOf<typeof fields.geo>;

/** A codespace's checked inputs. */
export type CodespaceInputs = CheckedOf<typeof fields> & {
  /** What a refresh has seen of a codespace that can't be used. */
  readiness?: string | undefined;
};

type Held = StateOf<typeof fields>;

/**
 * What the state holds of a codespace: GitHub's answer, not its inputs. Those are under `declared`, as far as
 * they are reached.
 */
export type CodespaceRecord = Omit<Held, Exclude<keyof CodespaceInputs, Answered> | "declared"> & {
  devcontainerPath?: string | undefined;
  declared?: CodespaceInputs | undefined;
};

/** What GitHub answers under the name of an input. */
type Answered = "machine" | "displayName" | "idleTimeoutMinutes" | "retentionPeriodMinutes";
