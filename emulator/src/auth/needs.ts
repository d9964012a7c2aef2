import type { Level, Permission } from "../seed/seed.js";

/** What an operation is about, and so which parameters of its path must be visible to the token. */
export type Target = "organization" | "repository" | "user" | "app" | "anyone";

/** What an operation asks of a token. */
export interface Need {
  target: Target;
  /** Of a fine-grained, user-to-server or installation token. */
  permission?: Permission;
  level?: Level;
  /** Of a classic token: one of these, or one that includes it. */
  scopes?: readonly string[];
  /** Whether its user must own the organization. */
  ownersOnly?: boolean;
  /** Whether it is 404 on the Free plan. */
  paidPlan?: boolean;
}

const ofOrganization = { target: "organization", paidPlan: true, ownersOnly: true } as const;

export const orgSecrets = (level: Level): Need => ({
  ...ofOrganization,
  permission: "organization_codespaces_secrets",
  level,
  scopes: ["admin:org"],
});

export const orgAccess: Need = {
  ...ofOrganization,
  permission: "organization_codespaces_settings",
  level: "write",
  scopes: ["admin:org"],
};

/** Repository secrets need write even to be listed. */
export const repoSecrets: Need = {
  target: "repository",
  permission: "codespaces_secrets",
  level: "write",
  scopes: ["repo"],
};

export const userSecrets = (level: Level): Need => ({
  target: "user",
  permission: "codespaces_user_secrets",
  level,
  scopes: ["codespace:secrets"],
});

export const orgMembers: Need = {
  target: "organization",
  permission: "members",
  level: "read",
  scopes: ["read:org"],
};

export const aRepository: Need = { target: "repository" };
export const anyone: Need = { target: "anyone" };
export const aUser: Need = { target: "user" };
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

export function permissionText({ permission, level }: Need): string | undefined {
  return permission && `${permission}=${level ?? "read"}`;
}
