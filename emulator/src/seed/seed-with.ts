import type {
  Permission,
  Permissions,
  Seed,
  SeedApp,
  SeedOrganization,
  SeedRepository,
  SeedToken,
  SeedUser,
} from "./seed";

export interface SeedSizes {
  /** Organizations: `acme`, `acme-2`, `acme-3`, … Default 1. */
  organizations?: number;
  /** Repositories of each: api, web, docs, infra, then `repo-005`, … Default 8. */
  repositories?: number;
  /** Members of each: octocat (owner), hubot, monalisa, then `member-004`, … Default 8. */
  members?: number;
  /** Outside collaborators of each: `contractor-001`, … Default 1. */
  outsideCollaborators?: number;
  /** Who may use the codespaces of `acme`, `acme-2` …; default: nobody. */
  access?: SeedOrganization["access"];
  /**
   * Ends each token, so that an emulator of another run refuses it (401): letters and digits. Default: the tokens are those
   * of `tokens`.
   */
  run?: string;
  /** Teams of each, by slug. */
  teams?: SeedOrganization["teams"];
}

/** The seeded tokens by what they may do. They look like GitHub's, but are worthless there. */
export const tokens = {
  /** octocat's fine-grained token with every permission. */
  full: "github_pat_emulator_octocat_full",
  /** octocat's, with read permissions only. */
  readOnly: "github_pat_emulator_octocat_readonly",
  /** octocat's, without the organization secrets. */
  withoutOrgSecrets: "github_pat_emulator_octocat_noorgsecrets",
  /** octocat's classic token with admin:org, codespace and repo. */
  classic: "ghp_emulatorOctocatClassic",
  /** octocat's classic token without a scope. */
  classicWithoutScopes: "ghp_emulatorOctocatNoScopes",
  /** hubot's fine-grained token with every permission; hubot is a member, not an owner. */
  hubot: "github_pat_emulator_hubot_full",
  /** A user-to-server token of the app, for octocat. */
  userToServer: "ghu_emulatorOctocatApp",
  /** An installation token of the app in `acme`. */
  installation: "ghs_emulatorAcmeInstallation",
} as const;

const everything: Permissions = {
  organization_codespaces_secrets: "write",
  organization_codespaces_settings: "write",
  organization_codespaces: "write",
  codespaces_secrets: "write",
  codespaces_user_secrets: "write",
  codespaces: "write",
  codespaces_lifecycle_admin: "write",
  codespaces_metadata: "read",
  members: "read",
  metadata: "read",
};
const readOnly = Object.fromEntries(
  Object.keys(everything).map((name) => [name, "read"]),
) as Permissions;

const without = (left: Permission): Permissions =>
  Object.fromEntries(Object.entries(everything).filter(([name]) => name !== left));

/** An installation has no user, and so no user's secrets. */
const installed = without("codespaces_user_secrets");

const seedTokens: readonly SeedToken[] = [
  { token: tokens.full, kind: "fine-grained", login: "octocat", permissions: everything },
  { token: tokens.readOnly, kind: "fine-grained", login: "octocat", permissions: readOnly },
  {
    token: tokens.withoutOrgSecrets,
    kind: "fine-grained",
    login: "octocat",
    permissions: without("organization_codespaces_secrets"),
  },
  {
    token: tokens.classic,
    kind: "classic",
    login: "octocat",
    scopes: ["admin:org", "codespace", "repo"],
  },
  { token: tokens.classicWithoutScopes, kind: "classic", login: "octocat", scopes: [] },
  { token: tokens.hubot, kind: "fine-grained", login: "hubot", permissions: everything },
  { token: tokens.userToServer, kind: "user", login: "octocat", permissions: everything },
  {
    token: tokens.installation,
    kind: "installation",
    installationId: 4001,
    permissions: installed,
  },
];

const app: SeedApp = {
  id: 3001,
  slug: "acme-codespaces",
  clientId: "Iv23emulatorAcme",
  installations: [{ id: 4001, account: "acme", permissions: installed }],
};

const numbered = (prefix: string, from: number, to: number): string[] =>
  Array.from(
    { length: Math.max(0, to - from + 1) },
    (_, index) => `${prefix}-${String(from + index).padStart(3, "0")}`,
  );

const firstOf = (names: readonly string[], count: number, prefix: string): string[] => [
  ...names.slice(0, count),
  ...numbered(prefix, names.length + 1, count),
];

function organization(
  index: number,
  people: { members: string[]; outside: string[] },
  { access, teams }: SeedSizes,
) {
  const login = index === 0 ? "acme" : `acme-${index + 1}`;
  return {
    login,
    id: 9001 + index,
    plan: "team",
    admins: ["octocat"],
    members: people.members.filter((member) => member !== "octocat"),
    outsideCollaborators: people.outside,
    ...(access && { access }),
    ...(teams && { teams }),
  } satisfies SeedOrganization;
}

/** A repository that people work in: `api` of an organization, and `octocat/hello-world`. */
const developed = {
  branches: ["main", "develop", "feature"],
  devcontainers: [
    { path: ".devcontainer/devcontainer.json", name: "Default", displayName: "Default" },
    { path: ".devcontainer/node/devcontainer.json", name: "Node", displayName: "Node" },
    { path: ".devcontainer/cloud/devcontainer.json", name: "Cloud", asksPermissions: true },
  ],
  pullRequests: [{ number: 7, head: "feature", base: "main" }],
} satisfies Partial<SeedRepository>;

const otherRepositories: readonly SeedRepository[] = [
  { id: 501, fullName: "octocat/dotfiles", private: true },
  { id: 502, fullName: "octocat/hello-world", private: false, ...developed },
  { id: 503, fullName: "hubot/scripts", private: true },
  { id: 504, fullName: "free-org/site", private: true },
  { id: 505, fullName: "stranger/private", private: true },
  { id: 506, fullName: "stranger/template", private: false, template: true },
];

function repositoriesOf(
  organizations: readonly SeedOrganization[],
  names: readonly string[],
): SeedRepository[] {
  return organizations.flatMap(({ login }, org) =>
    names.map((name, index) => ({
      id: 1001 + org * 10_000 + index,
      fullName: `${login}/${name}`,
      private: name !== "docs",
      ...(name === "api" && developed),
    })),
  );
}

/** Ids are stable: octocat is 1, `acme` 9001, `acme/api` 1001, `octocat/dotfiles` 501. */
export function seedWith(sizes: SeedSizes = {}): Seed {
  const members = firstOf(["octocat", "hubot", "monalisa"], sizes.members ?? 8, "member");
  const outside = numbered("contractor", 1, sizes.outsideCollaborators ?? 1);
  const names = firstOf(["api", "web", "docs", "infra"], sizes.repositories ?? 8, "repo");
  const organizations = Array.from({ length: sizes.organizations ?? 1 }, (_, index) =>
    organization(index, { members, outside }, sizes),
  );
  const ending = sizes.run === undefined ? "" : `_${sizes.run}`;
  const logins = new Set(["octocat", "hubot", "monalisa", ...members, ...outside, "stranger"]);
  const users = [...logins].map((login, index): SeedUser => ({ login, id: index + 1 }));
  return {
    users,
    organizations: [
      ...organizations,
      { login: "free-org", id: 8001, plan: "free", admins: ["octocat"], members: ["hubot"] },
    ],
    repositories: [...otherRepositories, ...repositoriesOf(organizations, names)],
    tokens: seedTokens.map((each) => ({ ...each, token: each.token + ending })),
    ...(sizes.run !== undefined && { run: sizes.run }),
    apps: [app],
  };
}

export const defaultSeed: Seed = seedWith();
