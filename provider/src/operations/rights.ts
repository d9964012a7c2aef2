import type { Need } from "../github/operation";

type Level = "read" | "write";

export const orgSecrets = (level: Level): Need => ({
  permission: `"Organization codespaces secrets" (${level})`,
  scope: "admin:org",
});
/** To add one repository to a secret, or to remove it. */
export const oneRepository: Need = {
  permission: '"Organization codespaces secrets" (write), "Metadata" (read)',
  scope: "admin:org",
};
export const repoSecrets: Need = { permission: '"Codespaces secrets" (write)', scope: "repo" };
export const userSecrets = (level: Level): Need => ({
  permission: `"Codespaces user secrets" (${level})`,
  scope: "codespace:secrets",
});
export const access: Need = {
  permission: '"Organization codespaces settings" (write)',
  scope: "admin:org",
};
export const codespaces = (level: Level): Need => ({
  permission: `"Codespaces" (${level})`,
  scope: "codespace",
});
export const lifecycle = (level: Level): Need => ({
  permission: `"Codespaces lifecycle admin" (${level})`,
  scope: "codespace",
});
export const metadata: Need = { permission: '"Codespaces metadata" (read)', scope: "codespace" };
export const orgCodespaces = (level: Level): Need => ({
  permission: `"Codespaces" (${level}) and "Organization codespaces" (${level})`,
  scope: "admin:org",
});
export const orgLifecycle: Need = {
  permission: '"Codespaces lifecycle admin" (write) and "Organization codespaces" (write)',
  scope: "admin:org",
};

/** By class of resource, for everything that is done to one. A refresh needs less. */
export const classNeeds: Readonly<Record<string, Need>> = {
  OrgCodespacesSecret: orgSecrets("write"),
  UserCodespacesSecret: userSecrets("write"),
  RepoCodespacesSecret: repoSecrets,
  OrgCodespacesSecrets: orgSecrets("write"),
  UserCodespacesSecrets: userSecrets("write"),
  RepoCodespacesSecrets: repoSecrets,
  OrgCodespacesSecretRepository: oneRepository,
  UserCodespacesSecretRepository: userSecrets("write"),
  OrgCodespacesAccess: access,
  Codespace: {
    permission: [codespaces("write"), lifecycle("write"), metadata]
      .map(({ permission }) => permission)
      .join(", "),
    scope: "codespace",
  },
};

/** Whether a classic token with these scopes has what is needed: `codespace` includes `codespace:secrets`. */
export function isCovered({ scope }: Need, scopes: readonly string[]): boolean {
  return scopes.some((one) => one === scope || scope.startsWith(`${one}:`));
}

/** A sentence for somebody whose request was refused. */
export function rightOf(subject: string, { permission, scope }: Need): string {
  return `${subject} needs ${permission}, or the classic scope ${scope}.`;
}
