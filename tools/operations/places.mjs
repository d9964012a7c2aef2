// Where this package uses each of GitHub's Codespaces operations, and a test that runs it.

/**
 * @typedef {object} Place
 * @property {string[]} [resources] classes that send it
 * @property {string} [lookup] the function of the package that sends it
 * @property {string} [method] the method of CodespacesClient
 * @property {string} test
 */

const lookups = "test/contract/client/lookups.test.ts";
const client = "test/contract/client/client.test.ts";
const codespaces = "test/e2e/codespace.test.ts";
const creation = "test/contract/codespace/codespace-create.test.ts";
const changes = "test/e2e/changes.test.ts";
const lifecycle = "test/contract/any-github/lifecycle.test.ts";
const access = "test/contract/access/access.test.ts";
const shared = "test/e2e/shared-secret.test.ts";

/** @param {string} className @param {string} test @returns {Place} */
const resource = (className, test) => ({ resources: [className], test });

/** @param {string} lookup @param {string} method @returns {Place} */
const read = (lookup, method) => ({ lookup, method, test: lookups });

/** @param {string} method @returns {Place} */
const action = (method) => ({ method, test: client });

const org = "OrgCodespacesSecret";
const user = "UserCodespacesSecret";
const repo = "RepoCodespacesSecret";

/** By GitHub's id of the operation, without its `codespaces/`.
 * @type {Record<string, Place>}
 */
export const places = {
  "set-codespaces-access": resource("OrgCodespacesAccess", access),
  "set-codespaces-access-users": resource("OrgCodespacesAccess", access),
  "delete-codespaces-access-users": resource("OrgCodespacesAccess", access),

  "list-org-secrets": {
    ...read("getOrgCodespacesSecrets", "listOrgCodespacesSecrets"),
    resources: [org],
  },
  "get-org-secret": {
    ...read("getOrgCodespacesSecret", "getOrgCodespacesSecret"),
    resources: [org],
  },
  "get-org-public-key": {
    ...read("getOrgCodespacesPublicKey", "getOrgCodespacesPublicKey"),
    resources: [org],
  },
  "list-selected-repos-for-org-secret": {
    ...read("getOrgCodespacesSecretRepositories", "listOrgCodespacesSecretRepositories"),
    resources: [org, "OrgCodespacesSecretRepository"],
  },
  "create-or-update-org-secret": resource(org, changes),
  "delete-org-secret": resource(org, changes),
  "set-selected-repos-for-org-secret": resource(org, changes),
  "add-selected-repo-to-org-secret": resource("OrgCodespacesSecretRepository", shared),
  "remove-selected-repo-from-org-secret": resource("OrgCodespacesSecretRepository", shared),

  "list-repo-secrets": {
    ...read("getRepoCodespacesSecrets", "listRepoCodespacesSecrets"),
    resources: [repo],
  },
  "get-repo-secret": {
    ...read("getRepoCodespacesSecret", "getRepoCodespacesSecret"),
    resources: [repo],
  },
  "get-repo-public-key": {
    ...read("getRepoCodespacesPublicKey", "getRepoCodespacesPublicKey"),
    resources: [repo],
  },
  "create-or-update-repo-secret": resource(repo, lifecycle),
  "delete-repo-secret": resource(repo, lifecycle),

  "list-secrets-for-authenticated-user": {
    ...read("getUserCodespacesSecrets", "listUserCodespacesSecrets"),
    resources: [user],
  },
  "get-secret-for-authenticated-user": {
    ...read("getUserCodespacesSecret", "getUserCodespacesSecret"),
    resources: [user],
  },
  "get-public-key-for-authenticated-user": {
    ...read("getUserCodespacesPublicKey", "getUserCodespacesPublicKey"),
    resources: [user],
  },
  "list-repositories-for-secret-for-authenticated-user": {
    ...read("getUserCodespacesSecretRepositories", "listUserCodespacesSecretRepositories"),
    resources: [user, "UserCodespacesSecretRepository"],
  },
  "create-or-update-secret-for-authenticated-user": resource(user, lifecycle),
  "delete-secret-for-authenticated-user": resource(user, lifecycle),
  "set-repositories-for-secret-for-authenticated-user": resource(user, lifecycle),
  "add-repository-for-secret-for-authenticated-user": resource(
    "UserCodespacesSecretRepository",
    shared,
  ),
  "remove-repository-for-secret-for-authenticated-user": resource(
    "UserCodespacesSecretRepository",
    shared,
  ),

  "create-for-authenticated-user": resource("Codespace", creation),
  "create-with-repo-for-authenticated-user": resource("Codespace", codespaces),
  "create-with-pr-for-authenticated-user": resource("Codespace", creation),
  "update-for-authenticated-user": resource("Codespace", codespaces),
  "delete-for-authenticated-user": resource("Codespace", codespaces),
  "get-for-authenticated-user": {
    ...read("getCodespace", "getCodespace"),
    resources: ["Codespace"],
  },
  "list-for-authenticated-user": {
    ...read("getCodespaces", "listCodespaces"),
    resources: ["Codespace"],
  },
  "list-in-repository-for-authenticated-user": read("getRepoCodespaces", "listRepoCodespaces"),
  "list-in-organization": read("getOrgCodespaces", "listOrgCodespaces"),
  "get-codespaces-for-user-in-org": read("getOrgMemberCodespaces", "listOrgMemberCodespaces"),
  "repo-machines-for-authenticated-user": {
    ...read("getRepoCodespaceMachines", "listRepoCodespaceMachines"),
    resources: ["Codespace"],
  },
  "codespace-machines-for-authenticated-user": {
    ...read("getCodespaceMachines", "listCodespaceMachines"),
    resources: ["Codespace"],
  },
  "list-devcontainers-in-repository-for-authenticated-user": read(
    "getRepoDevcontainers",
    "listRepoDevcontainers",
  ),
  "pre-flight-with-repo-for-authenticated-user": read(
    "getRepoCodespaceDefaults",
    "getRepoCodespaceDefaults",
  ),
  "check-permissions-for-devcontainer": read(
    "getRepoCodespacePermissions",
    "getRepoCodespacePermissions",
  ),
  "get-export-details-for-authenticated-user": read("getCodespaceExport", "getCodespaceExport"),

  "start-for-authenticated-user": { ...action("startCodespace"), resources: ["Codespace"] },
  "stop-for-authenticated-user": { ...action("stopCodespace"), resources: ["Codespace"] },
  "export-for-authenticated-user": action("exportCodespace"),
  "publish-for-authenticated-user": action("publishCodespace"),
  "stop-in-organization": action("stopOrgMemberCodespace"),
  "delete-from-organization": action("deleteOrgMemberCodespace"),
};
