import type { AccessVisibility } from "../seed/seed";
import { noAccess } from "./access";
import { CodespaceDrift } from "./codespace-drift";
import type { Guard } from "./guards";
import type { Repository } from "./repositories";
import type { SecretScope, SecretVisibility } from "./secret-scope";
import type { World } from "./world";

export interface SecretDrift {
  /** Needed when the secret doesn't exist. */
  value?: string | Uint8Array;
  /** For an organization's secret. A new one is `all`, or `selected` if repositories are given. */
  visibility?: SecretVisibility;
  /** Full names; within an organization the bare name is enough. */
  selectedRepositories?: readonly string[];
}

/**
 * What somebody does by hand at GitHub, outside of the API: no request, no limits, no log. Timestamps move as
 * they would at GitHub. An unknown account or repository is an error.
 */
export class Drift {
  readonly codespaces = new CodespaceDrift(() => this.world());

  constructor(readonly world: () => World) {}

  orgSecret(org: string, name: string, change: SecretDrift): void {
    const world = this.world();
    const scope = world.orgScope(world.accounts.organization(org));
    const isSelected = change.selectedRepositories !== undefined;
    const old = scope.find(name)?.visibility;
    const visibility = change.visibility ?? (isSelected ? "selected" : (old ?? "all"));
    this.#change(scope, name, { ...change, visibility }, org);
  }

  repoSecret(fullName: string, name: string, change: { value: string | Uint8Array }): void {
    const world = this.world();
    this.#change(world.repoScope(repositoryNamed(world, fullName)), name, change);
  }

  userSecret(login: string, name: string, change: Omit<SecretDrift, "visibility">): void {
    const world = this.world();
    this.#change(world.userScope(world.accounts.user(login)), name, change, login);
  }

  deleteOrgSecret(org: string, name: string): void {
    const world = this.world();
    world.orgScope(world.accounts.organization(org)).delete(name, world.now);
  }

  deleteRepoSecret(fullName: string, name: string): void {
    const world = this.world();
    world.repoScope(repositoryNamed(world, fullName)).delete(name, world.now);
  }

  deleteUserSecret(login: string, name: string): void {
    const world = this.world();
    world.userScope(world.accounts.user(login)).delete(name, world.now);
  }

  access(
    org: string,
    setting: { visibility: AccessVisibility; usernames?: readonly string[] },
  ): void {
    const world = this.world();
    const usernames = (setting.usernames ?? []).map((login) => login.toLowerCase()).sort();
    const { visibility } = setting;
    world.setAccess(world.accounts.organization(org), { ...noAccess, visibility, usernames });
  }

  /** Also removes the member from the organization's access setting. */
  removeMember(org: string, login: string): void {
    const world = this.world();
    const organization = world.accounts.organization(org);
    organization.members.delete(login.toLowerCase());
    const { visibility, usernames } = world.access(organization);
    const rest = usernames.filter((name) => name !== login.toLowerCase());
    world.setAccess(organization, { visibility, usernames: rest });
  }

  addMember(org: string, login: string): void {
    const world = this.world();
    const { login: known } = world.accounts.user(login);
    world.accounts.organization(org).members.set(known.toLowerCase(), "member");
  }

  /** From now on an owner's policy keeps every token out; undefined lets them in again. */
  guardOrganization(org: string, guard: Guard | undefined): void {
    this.world().accounts.organization(org).guard = guard;
  }

  /** Ids stay; the old name redirects. */
  renameRepository(from: string, to: string): void {
    const { repositories } = this.world();
    repositories.rename(repositoryNamed(this.world(), from), to);
  }

  /** Nobody can write to it or to its secrets until it is unarchived. */
  archiveRepository(fullName: string, archived = true): void {
    this.world().repositories.archive(repositoryNamed(this.world(), fullName), archived);
  }

  /** Its old name leads nowhere (404); those of its repositories redirect. */
  renameOrganization(from: string, to: string): void {
    this.world().renameOrganization(this.world().accounts.organization(from), to);
  }

  /** Together with its repositories and secrets. */
  deleteOrganization(org: string): void {
    this.world().deleteOrganization(this.world().accounts.organization(org));
  }

  /** It is removed from every secret's list, and its own secrets are deleted with it. */
  deleteRepository(fullName: string): void {
    this.world().deleteRepository(repositoryNamed(this.world(), fullName));
  }

  /** Returns the new id. */
  createRepository(fullName: string, { isPrivate = true } = {}): number {
    return this.world().repositories.create(fullName, isPrivate).id;
  }

  /** For a GitHub App: it gets no more tokens. */
  suspendInstallation(id: number): void {
    this.world().credentials.suspend(id);
  }

  revokeToken(token: string): void {
    this.world().credentials.revoke(token);
  }

  #change(scope: SecretScope, name: string, change: SecretDrift, owner = ""): void {
    const world = this.world();
    const { value, visibility, selectedRepositories } = change;
    const repositoryIds = selectedRepositories?.map(
      (each) => repositoryNamed(world, each, owner).id,
    );
    const old = scope.find(name);
    const isListOnly = old && value === undefined && old.visibility === visibility;
    if (isListOnly && repositoryIds) {
      const moveStamp = world.conditions.switches.updatedAtMovesWithList;
      scope.setRepositories(name, repositoryIds, { now: world.now, moveStamp });
      return;
    }
    const ids = visibility && visibility !== "selected" ? [] : repositoryIds;
    const plain = typeof value === "string" ? Buffer.from(value, "utf8") : value;
    scope.put({ name, plain, visibility, repositoryIds: ids }, world.now, Infinity);
  }
}

function repositoryNamed(world: World, name: string, owner = ""): Repository {
  const fullName = name.includes("/") ? name : `${owner}/${name}`;
  const repository = world.repositories.byName(fullName);
  if (!repository) throw new Error(`the emulator has no repository ${fullName}`);
  return repository;
}
