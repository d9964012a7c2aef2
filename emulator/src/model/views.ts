import { stamp } from "../clock";
import type { AccessVisibility } from "../seed/seed";
import type { SecretRecord, SecretScope, SecretVisibility } from "./secret-scope";
import type { World } from "./world";

/** What a test may know about a secret: everything, including its opened value. */
export interface SecretView {
  name: string;
  /** The plain value, read as UTF-8. */
  openedValue: string;
  /** The plain value byte for byte. */
  openedBytes: Uint8Array;
  /** Undefined for a repository's secret. */
  visibility?: SecretVisibility;
  /** Full names in the order of ids. */
  selectedRepositories: string[];
  selectedRepositoryIds: number[];
  createdAt: string;
  updatedAt: string;
}

export interface AccessView {
  visibility: AccessVisibility;
  /** Logins, sorted. */
  usernames: string[];
}

/** Everything there is, in plain objects. */
export interface StateView {
  organizations: Record<string, { secrets: SecretView[]; access: AccessView }>;
  users: Record<string, { secrets: SecretView[] }>;
  /** By full name, with its `id`. */
  repositories: Record<string, { id: number; private: boolean; secrets: SecretView[] }>;
}

export function secretView(world: World, secret: SecretRecord): SecretView {
  const { repositories } = world;
  return {
    name: secret.name,
    openedValue: Buffer.from(secret.plain).toString("utf8"),
    openedBytes: secret.plain,
    ...(secret.visibility && { visibility: secret.visibility }),
    selectedRepositories: secret.repositoryIds.flatMap(
      (id) => repositories.byId(id)?.fullName ?? [],
    ),
    selectedRepositoryIds: [...secret.repositoryIds],
    createdAt: stamp(secret.createdAt),
    updatedAt: stamp(secret.updatedAt),
  };
}

export function secretViews(world: World, scope: SecretScope): SecretView[] {
  return scope.listAsOf(Infinity).map((secret) => secretView(world, secret));
}

export function accessView(world: World, org: string): AccessView {
  const setting = world.access(world.accounts.organization(org));
  const logins = setting.usernames.map((login) => world.accounts.user(login).login);
  return { visibility: setting.visibility, usernames: logins };
}

export function stateView(world: World): StateView {
  const organizations = [...world.accounts.organizations.values()].map((organization) => {
    const secrets = secretViews(world, world.orgScope(organization));
    return [
      organization.login,
      { secrets, access: accessView(world, organization.login) },
    ] as const;
  });
  const users = [...world.accounts.users.values()].map(
    (user) => [user.login, { secrets: secretViews(world, world.userScope(user)) }] as const,
  );
  const repositories = world.repositories.all().map((each) => {
    const secrets = secretViews(world, world.repoScope(each));
    return [each.fullName, { id: each.id, private: each.private, secrets }] as const;
  });
  return {
    organizations: Object.fromEntries(organizations),
    users: Object.fromEntries(users),
    repositories: Object.fromEntries(repositories),
  };
}
