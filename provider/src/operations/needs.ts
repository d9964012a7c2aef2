/** What a token needs for an operation. */
export interface Need {
  /** Of a fine-grained token or a GitHub App, in the words of GitHub's pages. */
  permission: string;
  /** Of a classic token. */
  scope: string;
}

type Level = "read" | "write";

const orgSecrets = (level: Level): Need => ({
  permission: `"Organization codespaces secrets" (${level})`,
  scope: "admin:org",
});
const oneRepository = (level: Level): Need => ({
  permission: `"Organization codespaces secrets" (${level}), "Metadata" (read)`,
  scope: "admin:org",
});
const repoSecrets: Need = { permission: '"Codespaces secrets" (write)', scope: "repo" };
const userSecrets = (level: Level): Need => ({
  permission: `"Codespaces user secrets" (${level})`,
  scope: "codespace:secrets",
});
const access: Need = {
  permission: '"Organization codespaces settings" (write)',
  scope: "admin:org",
};
const codespaces = (level: Level): Need => ({
  permission: `"Codespaces" (${level})`,
  scope: "codespace",
});
const lifecycle = (level: Level): Need => ({
  permission: `"Codespaces lifecycle admin" (${level})`,
  scope: "codespace",
});
const metadata: Need = { permission: '"Codespaces metadata" (read)', scope: "codespace" };
const orgCodespaces = (level: Level): Need => ({
  permission: `"Codespaces" (${level}) and "Organization codespaces" (${level})`,
  scope: "admin:org",
});
const orgLifecycle: Need = {
  permission: '"Codespaces lifecycle admin" (write) and "Organization codespaces" (write)',
  scope: "admin:org",
};

/** By GitHub's id of the operation, without its `codespaces/`: all 48 of them. */
export const needs = {
  "list-in-organization": orgCodespaces("read"),
  "set-codespaces-access": access,
  "set-codespaces-access-users": access,
  "delete-codespaces-access-users": access,
  "list-org-secrets": orgSecrets("read"),
  "get-org-public-key": orgSecrets("read"),
  "get-org-secret": orgSecrets("read"),
  "create-or-update-org-secret": orgSecrets("write"),
  "delete-org-secret": orgSecrets("write"),
  "list-selected-repos-for-org-secret": orgSecrets("read"),
  "set-selected-repos-for-org-secret": orgSecrets("write"),
  "add-selected-repo-to-org-secret": oneRepository("write"),
  "remove-selected-repo-from-org-secret": oneRepository("write"),
  "get-codespaces-for-user-in-org": orgCodespaces("read"),
  "delete-from-organization": orgCodespaces("write"),
  "stop-in-organization": orgLifecycle,
  "list-in-repository-for-authenticated-user": codespaces("read"),
  "create-with-repo-for-authenticated-user": codespaces("write"),
  "list-devcontainers-in-repository-for-authenticated-user": metadata,
  "repo-machines-for-authenticated-user": metadata,
  "pre-flight-with-repo-for-authenticated-user": codespaces("write"),
  "check-permissions-for-devcontainer": codespaces("write"),
  "list-repo-secrets": repoSecrets,
  "get-repo-public-key": repoSecrets,
  "get-repo-secret": repoSecrets,
  "create-or-update-repo-secret": repoSecrets,
  "delete-repo-secret": repoSecrets,
  "create-with-pr-for-authenticated-user": codespaces("write"),
  "list-for-authenticated-user": codespaces("read"),
  "create-for-authenticated-user": codespaces("write"),
  "list-secrets-for-authenticated-user": userSecrets("read"),
  "get-public-key-for-authenticated-user": userSecrets("read"),
  "get-secret-for-authenticated-user": userSecrets("read"),
  "create-or-update-secret-for-authenticated-user": userSecrets("write"),
  "delete-secret-for-authenticated-user": userSecrets("write"),
  "list-repositories-for-secret-for-authenticated-user": userSecrets("read"),
  "set-repositories-for-secret-for-authenticated-user": userSecrets("write"),
  "add-repository-for-secret-for-authenticated-user": userSecrets("write"),
  "remove-repository-for-secret-for-authenticated-user": userSecrets("write"),
  "get-for-authenticated-user": codespaces("read"),
  "update-for-authenticated-user": codespaces("write"),
  "delete-for-authenticated-user": codespaces("write"),
  "export-for-authenticated-user": lifecycle("write"),
  "get-export-details-for-authenticated-user": lifecycle("read"),
  "codespace-machines-for-authenticated-user": metadata,
  "publish-for-authenticated-user": codespaces("write"),
  "start-for-authenticated-user": lifecycle("write"),
  "stop-for-authenticated-user": lifecycle("write"),
} satisfies Record<string, Need>;

/** By class of resource, for all that is done to one; a refresh asks for less. */
export const classNeeds: Readonly<Record<string, Need>> = {
  OrgCodespacesSecret: orgSecrets("write"),
  UserCodespacesSecret: userSecrets("write"),
  RepoCodespacesSecret: repoSecrets,
  OrgCodespacesSecretRepository: oneRepository("write"),
  UserCodespacesSecretRepository: userSecrets("write"),
  OrgCodespacesAccess: access,
  Codespace: {
    permission: [codespaces("write"), lifecycle("write"), metadata]
      .map(({ permission }) => permission)
      .join(", "),
    scope: "codespace",
  },
};

/** A sentence for who was refused. */
export function rightOf(subject: string, { permission, scope }: Need): string {
  return `${subject} needs ${permission}, or the classic scope ${scope}.`;
}

/** One of the 48. */
export type OperationId = keyof typeof needs;
