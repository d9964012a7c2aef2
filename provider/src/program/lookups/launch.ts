import { lookups } from "../../operations/by-name/lookups";
import type { CodespaceNameArgs } from "../../operations/codespaces";
import type { DevcontainerResult } from "../../operations/launch";
import type { RepoMachinesArgs } from "../../operations/machines";
import type { RepoArgs } from "../../operations/answers/repository";
import { lookupOf, outputOf } from "./lookup";
import type { CodespaceMachinesResult } from "./results";

export interface RepoDevcontainersResult {
  /** All of them, in GitHub's order. */
  devcontainers: DevcontainerResult[];
}

/**
 * The types of machine that a new codespace of a repository can have. Needs "Codespaces metadata" (read), or
 * the classic scope `codespace`. Operation: `codespaces/repo-machines-for-authenticated-user`. Throws
 * CodespacesError, with `status` 404 if there is none or the token may not see it.
 */
export const getRepoCodespaceMachines = lookupOf<RepoMachinesArgs, CodespaceMachinesResult>(
  lookups.getRepoCodespaceMachines,
);

/** `getRepoCodespaceMachines` with arguments that may be outputs, as an output. */
export const getRepoCodespaceMachinesOutput = outputOf<RepoMachinesArgs, CodespaceMachinesResult>(
  lookups.getRepoCodespaceMachines,
);

/**
 * The types of machine that a codespace can change to. Needs "Codespaces metadata" (read), or the classic scope
 * `codespace`. Operation: `codespaces/codespace-machines-for-authenticated-user`. Throws CodespacesError, with
 * `status` 404 if there is none or the token may not see it.
 */
export const getCodespaceMachines = lookupOf<CodespaceNameArgs, CodespaceMachinesResult>(
  lookups.getCodespaceMachines,
);

/** `getCodespaceMachines` with arguments that may be outputs, as an output. */
export const getCodespaceMachinesOutput = outputOf<CodespaceNameArgs, CodespaceMachinesResult>(
  lookups.getCodespaceMachines,
);

/**
 * The devcontainer.json files of a repository's default branch. Needs "Codespaces metadata" (read), or the
 * classic scope `codespace`. Operation: `codespaces/list-devcontainers-in-repository-for-authenticated-user`.
 * Throws CodespacesError, with `status` 404 if there is none or the token may not see it.
 */
export const getRepoDevcontainers = lookupOf<RepoArgs, RepoDevcontainersResult>(
  lookups.getRepoDevcontainers,
);

/** `getRepoDevcontainers` with arguments that may be outputs, as an output. */
export const getRepoDevcontainersOutput = outputOf<RepoArgs, RepoDevcontainersResult>(
  lookups.getRepoDevcontainers,
);

/**
 * What a new codespace of a repository would get by default, and who would pay for it. Needs "Codespaces"
 * (write), or the classic scope `codespace`. Operation:
 * `codespaces/pre-flight-with-repo-for-authenticated-user`. Throws CodespacesError, with `status` 404 if there
 * is none or the token may not see it.
 */
export const getRepoCodespaceDefaults = lookupOf(lookups.getRepoCodespaceDefaults);

/** `getRepoCodespaceDefaults` with arguments that may be outputs, as an output. */
export const getRepoCodespaceDefaultsOutput = outputOf(lookups.getRepoCodespaceDefaults);

/**
 * Whether the token's user has accepted the permissions that a devcontainer asks for. Needs "Codespaces"
 * (write), or the classic scope `codespace`. Operation: `codespaces/check-permissions-for-devcontainer`. Throws
 * CodespacesError, with `status` 404 if there is none or the token may not see it.
 */
export const getRepoCodespacePermissions = lookupOf(lookups.getRepoCodespacePermissions);

/** `getRepoCodespacePermissions` with arguments that may be outputs, as an output. */
export const getRepoCodespacePermissionsOutput = outputOf(lookups.getRepoCodespacePermissions);
