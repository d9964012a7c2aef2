import type { Level, Permissions } from "../seed/seed";

/** What an operation is about, and thereby which parameters of its path the token must be able to see. */
export type Target = "organization" | "repository" | "user" | "app" | "anyone";

/** What an operation requires of a token. */
export interface Need {
  target: Target;
  /** For a fine-grained, user-to-server or installation token. */
  permissions?: Permissions;
  /** For a classic token: one of these, or one that includes it. */
  scopes?: readonly string[];
  /** Whether its user must own the organization. */
  ownersOnly?: boolean;
  /** Whether its user must be able to write to the repository. */
  writersOnly?: boolean;
  /** Whether it is about the token's own user; an installation has none. */
  ownUser?: boolean;
  /** Whether it answers 404 on the Free plan. */
  paidPlan?: boolean;
}

const ofOrganization = { target: "organization", paidPlan: true, ownersOnly: true } as const;

export const orgSecrets = (level: Level): Need => ({
  ...ofOrganization,
  permissions: { organization_codespaces_secrets: level },
  scopes: ["admin:org"],
});

export const orgAccess: Need = {
  ...ofOrganization,
  permissions: { organization_codespaces_settings: "write" },
  scopes: ["admin:org"],
};

/** Repository secrets need write even to be listed. */
export const repoSecrets: Need = {
  target: "repository",
  permissions: { codespaces_secrets: "write" },
  writersOnly: true,
  scopes: ["repo"],
};

export const userSecrets = (level: Level): Need => ({
  target: "user",
  permissions: { codespaces_user_secrets: level },
  ownUser: true,
  scopes: ["codespace:secrets"],
});

export const orgMembers: Need = {
  target: "organization",
  permissions: { members: "read" },
  scopes: ["read:org"],
};

type CodespacePermission = "codespaces" | "codespaces_lifecycle_admin" | "codespaces_metadata";

/** What the token's user does with their own codespaces, found by name or in a list. */
export const ownCodespaces = (permission: CodespacePermission, level: Level): Need => ({
  target: "user",
  permissions: { [permission]: level },
  scopes: ["codespace"],
  ownUser: true,
});

/** The same below a repository: whoever sees the repository may have a codespace in it. */
export const repoCodespaces = (permission: CodespacePermission, level: Level): Need => ({
  ...ownCodespaces(permission, level),
  target: "repository",
});

/** What an organization's owners do with the codespaces that it pays for. */
export const orgCodespaces = (permission: CodespacePermission, level: Level): Need => ({
  ...ofOrganization,
  permissions: { [permission]: level, organization_codespaces: level },
  scopes: ["admin:org"],
});

export const aRepository: Need = { target: "repository" };
export const anyone: Need = { target: "anyone" };
export const aUser: Need = { target: "user", ownUser: true };
export const anApp: Need = { target: "app" };

/** Classic scopes that include others. */
const includes: Readonly<Record<string, readonly string[]>> = {
  "admin:org": ["write:org", "read:org"],
  "write:org": ["read:org"],
  codespace: ["codespace:secrets"],
};

export function scopeCovers(has: readonly string[], wanted: readonly string[]): boolean {
  const all = new Set(has.flatMap((scope) => [scope, ...(includes[scope] ?? [])]));
  return wanted.some((scope) => all.has(scope));
}

/** As in X-Accepted-GitHub-Permissions: a comma separates permissions that are needed together. */
export function permissionText({ permissions = {} }: Need): string {
  return Object.entries(permissions)
    .map(([permission, level]) => `${permission}=${level}`)
    .join(",");
}
