export type Level = "read" | "write";

/** The permissions the emulator knows, by the names GitHub uses in X-Accepted-GitHub-Permissions. */
export type Permission =
  | "organization_codespaces_secrets"
  | "organization_codespaces_settings"
  | "organization_codespaces"
  | "codespaces_secrets"
  | "codespaces_user_secrets"
  | "codespaces"
  | "members"
  | "metadata";

export type Permissions = Partial<Record<Permission, Level>>;

export interface SeedToken {
  /** The text a client sends. */
  token: string;
  kind: "classic" | "fine-grained" | "user" | "installation";
  /** Whom it acts for; an installation token acts for an installation instead. */
  login?: string;
  installationId?: number;
  /** Of a classic token, such as `admin:org`. */
  scopes?: readonly string[];
  /** Of every other kind. */
  permissions?: Permissions;
  /** Organizations it sees; default: all its user is a member of. */
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
  /** On the Free plan, an organization's codespaces routes are 404. */
  plan: "free" | "team" | "enterprise";
  admins: readonly string[];
  members: readonly string[];
  outsideCollaborators?: readonly string[];
}

export interface SeedRepository {
  id: number;
  /** `owner/name`. */
  fullName: string;
  private: boolean;
}

export interface SeedApp {
  id: number;
  slug: string;
  clientId: string;
  /** PEM; without it the emulator makes a pair, and `appPrivateKey` gives the private half. */
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
}
