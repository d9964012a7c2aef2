import { lookups } from "../../operations/by-name/lookups";
import { lookupOf, outputOf } from "./lookup";

/**
 * The types of machine that a new codespace of a repository can have. Needs "Codespaces metadata" (read), or
 * the classic scope `codespace`. Operation: `codespaces/repo-machines-for-authenticated-user`. Throws
 * CodespacesError, with `status` 404 if there is none or the token may not see it.
 */
export const getRepoCodespaceMachines = lookupOf(lookups.getRepoCodespaceMachines);

/** `getRepoCodespaceMachines` with arguments that may be outputs, as an output. */
export const getRepoCodespaceMachinesOutput = outputOf(lookups.getRepoCodespaceMachines);

/**
 * The types of machine that a codespace can change to. Needs "Codespaces metadata" (read), or the classic scope
 * `codespace`. Operation: `codespaces/codespace-machines-for-authenticated-user`. Throws CodespacesError, with
 * `status` 404 if there is none or the token may not see it.
 */
export const getCodespaceMachines = lookupOf(lookups.getCodespaceMachines);

/** `getCodespaceMachines` with arguments that may be outputs, as an output. */
export const getCodespaceMachinesOutput = outputOf(lookups.getCodespaceMachines);

/**
 * The devcontainer.json files of a repository's default branch. Needs "Codespaces metadata" (read), or the
 * classic scope `codespace`. Operation: `codespaces/list-devcontainers-in-repository-for-authenticated-user`.
 * Throws CodespacesError, with `status` 404 if there is none or the token may not see it.
 */
export const getRepoDevcontainers = lookupOf(lookups.getRepoDevcontainers);

/** `getRepoDevcontainers` with arguments that may be outputs, as an output. */
export const getRepoDevcontainersOutput = outputOf(lookups.getRepoDevcontainers);

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
