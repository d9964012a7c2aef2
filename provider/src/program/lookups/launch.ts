import type * as pulumi from "@pulumi/pulumi";
import { lookups } from "../../operations/by-name/lookups";
import type { CodespaceNameArgs } from "../../operations/codespaces";
import type {
  DevcontainerResult,
  RepoCodespaceDefaultsResult,
  RepoCodespacePermissionsResult,
  RepoDefaultsArgs,
  RepoPermissionsArgs,
} from "../../operations/launch";
import type { RepoMachinesArgs } from "../../operations/machines";
import type { RepoArgs } from "../../operations/answers/repository";
import { lookUp, lookUpOutput, type OutputArgs } from "./lookup";
import type { CodespaceMachinesResult } from "./results";

export interface RepoDevcontainersResult {
  /** All of them, in GitHub's order. */
  devcontainers: DevcontainerResult[];
}

/**
 * The types of machine that a new codespace of a repository can have. Needs "Codespaces metadata"
 * (read), or the classic scope `codespace`. Operation:
 * `codespaces/repo-machines-for-authenticated-user`. Throws CodespacesError, with `status` 404 where there is none or the token may not see it.
 */
export function getRepoCodespaceMachines(
  args: RepoMachinesArgs,
  opts?: pulumi.InvokeOptions,
): Promise<CodespaceMachinesResult> {
  return lookUp(lookups.getRepoCodespaceMachines, args, opts);
}

/** `getRepoCodespaceMachines` with arguments that may be outputs, as an output. */
export function getRepoCodespaceMachinesOutput(
  args: OutputArgs<RepoMachinesArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespaceMachinesResult> {
  return lookUpOutput(lookups.getRepoCodespaceMachines, args, opts);
}

/**
 * The types of machine that a codespace can change to. Needs "Codespaces metadata" (read), or the
 * classic scope `codespace`. Operation: `codespaces/codespace-machines-for-authenticated-user`.
 * Throws CodespacesError, with `status` 404 where there is none or the token may not see it.
 */
export function getCodespaceMachines(
  args: CodespaceNameArgs,
  opts?: pulumi.InvokeOptions,
): Promise<CodespaceMachinesResult> {
  return lookUp(lookups.getCodespaceMachines, args, opts);
}

/** `getCodespaceMachines` with arguments that may be outputs, as an output. */
export function getCodespaceMachinesOutput(
  args: OutputArgs<CodespaceNameArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespaceMachinesResult> {
  return lookUpOutput(lookups.getCodespaceMachines, args, opts);
}

/**
 * The devcontainer.json files of a repository's default branch. Needs "Codespaces metadata" (read),
 * or the classic scope `codespace`. Operation:
 * `codespaces/list-devcontainers-in-repository-for-authenticated-user`. Throws CodespacesError, with `status` 404 where there is none or the token
 * may not see it.
 */
export function getRepoDevcontainers(
  args: RepoArgs,
  opts?: pulumi.InvokeOptions,
): Promise<RepoDevcontainersResult> {
  return lookUp(lookups.getRepoDevcontainers, args, opts);
}

/** `getRepoDevcontainers` with arguments that may be outputs, as an output. */
export function getRepoDevcontainersOutput(
  args: OutputArgs<RepoArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<RepoDevcontainersResult> {
  return lookUpOutput(lookups.getRepoDevcontainers, args, opts);
}

/**
 * What a new codespace of a repository would be, and who would pay for it. Needs "Codespaces"
 * (write), or the classic scope `codespace`. Operation:
 * `codespaces/pre-flight-with-repo-for-authenticated-user`. Throws CodespacesError, with `status` 404 where there is none or the token
 * may not see it.
 */
export function getRepoCodespaceDefaults(
  args: RepoDefaultsArgs,
  opts?: pulumi.InvokeOptions,
): Promise<RepoCodespaceDefaultsResult> {
  return lookUp(lookups.getRepoCodespaceDefaults, args, opts);
}

/** `getRepoCodespaceDefaults` with arguments that may be outputs, as an output. */
export function getRepoCodespaceDefaultsOutput(
  args: OutputArgs<RepoDefaultsArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<RepoCodespaceDefaultsResult> {
  return lookUpOutput(lookups.getRepoCodespaceDefaults, args, opts);
}

/**
 * Whether the user whose token it is has accepted the permissions that a devcontainer asks for.
 * Needs "Codespaces" (write), or the classic scope `codespace`. Operation:
 * `codespaces/check-permissions-for-devcontainer`. Throws CodespacesError, with `status` 404 where there is none or
 * the token may not see it.
 */
export function getRepoCodespacePermissions(
  args: RepoPermissionsArgs,
  opts?: pulumi.InvokeOptions,
): Promise<RepoCodespacePermissionsResult> {
  return lookUp(lookups.getRepoCodespacePermissions, args, opts);
}

/** `getRepoCodespacePermissions` with arguments that may be outputs, as an output. */
export function getRepoCodespacePermissionsOutput(
  args: OutputArgs<RepoPermissionsArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<RepoCodespacePermissionsResult> {
  return lookUpOutput(lookups.getRepoCodespacePermissions, args, opts);
}
