import type { Conditions } from "../options";
import type { Seed } from "../seed/seed";
import { type AccessSetting, noAccess } from "./access";
import { Accounts, type Organization, type User } from "./accounts";
import { AcceptedPermissions } from "./accepted-permissions";
import { Codespaces } from "./codespaces";
import { Credentials } from "./credentials";
import { Repositories, type Repository } from "./repositories";
import { SecretScope } from "./secret-scope";

/** Everything that GitHub holds. Scopes are stored by id, so that a renamed repository keeps its secrets. */
export class World {
  readonly accounts: Accounts;
  readonly repositories: Repositories;
  readonly credentials: Credentials;
  readonly codespaces: Codespaces;
  readonly acceptedPermissions = new AcceptedPermissions();
  readonly #scopes = new Map<string, SecretScope>();
  readonly #access = new Map<number, AccessSetting>();

  constructor(
    seed: Seed,
    readonly conditions: Conditions,
  ) {
    this.accounts = new Accounts(seed);
    this.repositories = new Repositories(seed.repositories);
    this.credentials = new Credentials(seed, conditions.clock);
    this.codespaces = new Codespaces(conditions);
    for (const { id, access } of seed.organizations) {
      if (access) this.#access.set(id, { ...noAccess, visibility: access });
    }
  }

  get now(): number {
    return this.conditions.clock.now();
  }

  /** The time whose state reads show. */
  get readTime(): number {
    return this.now - this.conditions.readLagMs;
  }

  orgScope(organization: Organization): SecretScope {
    return this.#scope(`organization ${organization.id}`);
  }

  repoScope(repository: Repository): SecretScope {
    return this.#scope(`repository ${repository.id}`);
  }

  userScope(user: User): SecretScope {
    return this.#scope(`user ${user.id}`);
  }

  access(organization: Organization): AccessSetting {
    return this.#access.get(organization.id) ?? noAccess;
  }

  setAccess(organization: Organization, setting: AccessSetting): void {
    this.#access.set(organization.id, setting);
  }

  /** Its repositories' old names redirect. An app that is installed there stays installed. */
  renameOrganization(organization: Organization, login: string): void {
    this.accounts.renameOrganization(organization, login);
    for (const repository of this.repositories.ofOwner(organization.login)) {
      this.repositories.rename(repository, `${login}/${repository.name}`);
    }
    this.credentials.renameAccount(organization.login, login);
  }

  deleteOrganization(organization: Organization): void {
    for (const repository of this.repositories.ofOwner(organization.login)) {
      this.deleteRepository(repository);
    }
    this.accounts.organizations.delete(organization.login.toLowerCase());
  }

  deleteRepository(repository: Repository): void {
    this.repositories.delete(repository);
    this.codespaces.forgetRepository(repository.id);
    this.#scopes.delete(`repository ${repository.id}`);
    for (const scope of this.#scopes.values()) scope.forgetRepository(repository.id, this.now);
  }

  #scope(id: string): SecretScope {
    const scope = this.#scopes.get(id) ?? new SecretScope(id);
    this.#scopes.set(id, scope);
    return scope;
  }
}
