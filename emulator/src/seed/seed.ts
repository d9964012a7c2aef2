/** Who may use codespaces that an organization pays for. */
export type AccessVisibility =
  "disabled" | "selected_members" | "all_members" | "all_members_and_outside_collaborators";

export type Level = "read" | "write";

/** The permissions the emulator knows, by the names GitHub uses in X-Accepted-GitHub-Permissions. */
export type Permission =
  | "organization_codespaces_secrets"
  | "organization_codespaces_settings"
  | "organization_codespaces"
  | "codespaces_secrets"
  | "codespaces_user_secrets"
  | "codespaces"
  | "codespaces_lifecycle_admin"
  | "codespaces_metadata"
  | "members"
  | "metadata";

export type Permissions = Partial<Record<Permission, Level>>;

export interface SeedToken {
  /** The text a client sends. */
  token: string;
  kind: "classic" | "fine-grained" | "user" | "installation";
  /** The user that it acts for. An installation token acts for an installation instead. */
  login?: string;
  installationId?: number;
  /** For a classic token, such as `admin:org`. */
  scopes?: readonly string[];
  /** For every other kind. */
  permissions?: Permissions;
  /** Organizations that it sees; default: all that its user is a member of. */
  organizations?: readonly string[];
  /** ISO time; default: never. */
  expiresAt?: string;
}

export interface SeedUser {
  login: string;
  id: number;
}

export interface SeedOrganization {
  login: string;
  id: number;
  /** On the Free plan, an organization's codespaces routes answer 404. */
  plan: "free" | "team" | "enterprise";
  admins: readonly string[];
  members: readonly string[];
  outsideCollaborators?: readonly string[];
  /** The logins of each team's members, child teams' too, by the team's slug. */
  teams?: Readonly<Record<string, readonly string[]>>;
  /** Who may use its codespaces at the start; default: nobody (`disabled`). */
  access?: Exclude<AccessVisibility, "selected_members">;
  codespacePolicy?: CodespacePolicy;
}

/** What an organization's policies allow for the codespaces that it pays for. */
export interface CodespacePolicy {
  /** Names of machines; default: all. */
  machines?: readonly string[];
  /** A longer request is reduced to it, with an `idle_timeout_notice`. */
  maxIdleTimeoutMinutes?: number;
  maxRetentionPeriodMinutes?: number;
}

export interface SeedRepository {
  id: number;
  /** `owner/name`. */
  fullName: string;
  private: boolean;
  /** The first is the default branch. Default: `main` alone. */
  branches?: readonly string[];
  /** Default: `.devcontainer/devcontainer.json` alone. */
  devcontainers?: readonly SeedDevcontainer[];
  /** Default: none. */
  pullRequests?: readonly SeedPullRequest[];
  /** Names of the machines that its configuration allows; default: all. */
  machines?: readonly string[];
  /** A codespace of a template is unpublished: it can become a repository of its own. */
  template?: boolean;
}

export interface SeedDevcontainer {
  path: string;
  name?: string;
  displayName?: string;
  /** Whether it asks for permissions beyond its own repository. Each user must then accept them first. */
  asksPermissions?: boolean;
}

export interface SeedPullRequest {
  number: number;
  /** The branch to be merged. */
  head: string;
  base: string;
}

export interface SeedApp {
  id: number;
  slug: string;
  clientId: string;
  /** PEM. Without it the emulator makes a pair, and `appPrivateKey` returns the private half. */
  publicKey?: string;
  installations: readonly {
    id: number;
    account: string;
    permissions: Permissions;
  }[];
}

/** The world an emulator starts with: no secrets, access `disabled` everywhere. */
export interface Seed {
  users: readonly SeedUser[];
  organizations: readonly SeedOrganization[];
  repositories: readonly SeedRepository[];
  tokens: readonly SeedToken[];
  apps: readonly SeedApp[];
  /** Part of the tokens that an app is issued, so that an emulator of another run refuses them. */
  run?: string;
}
