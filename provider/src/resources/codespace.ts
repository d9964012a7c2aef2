import * as pulumi from "@pulumi/pulumi";
import type { CodespaceGeo, CodespaceTimeouts } from "../inputs";
import type { CodespaceGitStatus, CodespaceState } from "../operations/codespace";
import { withCustomTimeouts } from "./custom-timeouts";
import { Registration } from "./registration";

type Input<T> = pulumi.Input<T> | undefined;

/** One of `repository` and `pullRequest` is required. */
export interface CodespaceArgs {
  /**
   * The repository as `"owner/name"`, or its id as a number, which a rename leaves as it is. A change
   * replaces the codespace.
   */
  repository?: Input<string | number>;
  /** The branch, tag or commit; default: the default branch. Not with `pullRequest`. A change replaces. */
  ref?: Input<string>;
  /**
   * The pull request as `"owner/name#7"` or any of its URLs, or as `"1001#7"` with the id of the repository.
   * A change replaces.
   */
  pullRequest?: Input<string>;
  /** The geographic area; default: by IP address. A change replaces; leaving it out does not. */
  geo?: Input<CodespaceGeo>;
  /** The path of the `devcontainer.json`; default: the repository's. A change replaces. */
  devcontainerPath?: Input<string>;
  /**
   * The machine type, such as `standardLinux32gb`; default: GitHub's choice. A change updates the
   * codespace in place, and is there from its next start on. One that isn't allowed is an error that
   * names those that are.
   */
  machine?: Input<string>;
  /**
   * At most 48 characters; default: a name of ours, such as `hello-world 3f9a1c2b7e`, by which it is found
   * again where the answer to its creation got lost. A change updates in place.
   */
  displayName?: Input<string>;
  /**
   * The folders that clients offer to open. A change updates in place. Clients write this list
   * too, so that it is not compared with GitHub's.
   */
  recentFolders?: Input<pulumi.Input<string>[]>;
  /**
   * Left out, a codespace runs once it is created, and whether it runs later is its user's affair.
   * `running`: one that has stopped (by idling, too) is drift, and started by the next `up`.
   * `stopped`: it is stopped once it is created, and one that runs is drift.
   */
  desiredState?: Input<"running" | "stopped">;
  /** Minutes without use until it stops, 5 to 240; default: the user's. Only for a new codespace. */
  idleTimeoutMinutes?: Input<number>;
  /** Minutes that it is kept once it has stopped, 0 to 43,200 (30 days); default: the user's. Only for a new codespace. */
  retentionPeriodMinutes?: Input<number>;
  /** The folder that it opens in. Only for a new codespace. */
  workingDirectory?: Input<string>;
  /** Whether not to grant what `devcontainer.json` asks for in other repositories; default: false. Only for a new codespace. */
  multiRepoPermissionsOptOut?: Input<boolean>;
  /** The IP address that the area is found by, where a program asks for somebody else. Only for a new codespace. */
  clientIp?: Input<string>;
  /**
   * Whether to delete it with uncommitted or unpushed changes, or where GitHub doesn't tell, also for a
   * replacement; default: false. It counts once an `up` has applied it.
   */
  forceDelete?: Input<boolean>;
  /**
   * How long to wait for GitHub, as `{ create: "20m" }`; default: 15 minutes each. `customTimeouts` of the
   * options are taken for what is left out here.
   */
  timeouts?: Input<CodespaceTimeouts>;
}

const OUTPUTS = [
  ...["name", "codespaceId", "owner", "repositoryFullName", "webUrl", "machine", "displayName"],
  ...["state", "gitStatus", "idleTimeoutMinutes", "retentionPeriodMinutes", "retentionExpiresAt"],
  ...["createdAt", "updatedAt", "lastUsedAt"],
];

/**
 * A codespace of the user whose token it is (`github-codespaces:userToken`, else the token). Needs
 * "Codespaces" (write), "Codespaces lifecycle admin" (write) and "Codespaces metadata" (read), or the
 * classic scope `codespace`.
 *
 * Creating waits until it is available, and says each state on the way. One that GitHub reports
 * unsaved work of, or doesn't know, is neither deleted nor replaced, unless `forceDelete` says so. One that its user or GitHub's retention
 * deleted is created again by the next `up` after a refresh. What can only be given to a new codespace
 * changes nothing later, and a warning says so. A POST whose answer got lost is never sent twice: the codespace is
 * looked for, by the name that it was given where `displayName` is left out. Operations: `codespaces/create-with-repo-for-authenticated-user`,
 * `codespaces/create-with-pr-for-authenticated-user`, `codespaces/create-for-authenticated-user`, and
 * get, list, update, start, stop, delete and machines `for-authenticated-user`.
 *
 * ```ts
 * new Codespace("api", {
 *   repository: "acme/api",
 *   ref: "main",
 *   machine: "standardLinux32gb",
 *   idleTimeoutMinutes: 30,
 * });
 * ```
 */
export class Codespace extends pulumi.CustomResource {
  // `declare`: a plain field would be set back to undefined after the base constructor filled it.
  /** The name that GitHub gave it, which is also its Pulumi id. */
  declare readonly name: pulumi.Output<string>;
  /** GitHub's number of it. */
  declare readonly codespaceId: pulumi.Output<number>;
  /** The user whose codespace it is. */
  declare readonly owner: pulumi.Output<{ login: string; id: number }>;
  /** The repository as `owner/name`. */
  declare readonly repositoryFullName: pulumi.Output<string | undefined>;
  /** Where to open it. */
  declare readonly webUrl: pulumi.Output<string>;
  /** The machine type; one that was asked for while it runs is there from its next start on. */
  declare readonly machine: pulumi.Output<string | undefined>;
  declare readonly displayName: pulumi.Output<string | undefined>;
  /** As it was last seen: `Available`, `Shutdown` and so on. */
  declare readonly state: pulumi.Output<CodespaceState>;
  /** As it was last seen: uncommitted and unpushed changes, commits ahead and behind, the branch. */
  declare readonly gitStatus: pulumi.Output<CodespaceGitStatus>;
  /** Minutes; a policy of the organization may have set another one than was asked for. */
  declare readonly idleTimeoutMinutes: pulumi.Output<number | undefined>;
  /** Minutes. */
  declare readonly retentionPeriodMinutes: pulumi.Output<number | undefined>;
  /** When GitHub deletes it, as an ISO time; undefined while it runs. */
  declare readonly retentionExpiresAt: pulumi.Output<string | undefined>;
  /** ISO times of GitHub's clock. */
  declare readonly createdAt: pulumi.Output<string>;
  declare readonly updatedAt: pulumi.Output<string>;
  declare readonly lastUsedAt: pulumi.Output<string | undefined>;

  constructor(name: string, args: CodespaceArgs, opts?: pulumi.CustomResourceOptions) {
    const registration = new Registration("Codespace", OUTPUTS, {
      name,
      args: withCustomTimeouts(args, opts),
      opts,
    });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** An existing codespace by its name; read, never changed. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): Codespace {
    return new Codespace(name, {}, { ...opts, id });
  }
}
