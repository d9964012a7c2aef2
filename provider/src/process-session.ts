import type { CredentialSetting } from "./credential-settings";
import type { GitHub } from "./github/client";
import { systemClock, type Clock } from "./github/clock";
import { connect, type Around } from "./github/connect";
import { RepositoryIds, type ExpectedNames } from "./github/repository-ids";
import type { Say } from "./github/say";
import { SecretScope, type ScopeRoute } from "./github/secret-scope";
import { SingleFlight } from "./github/single-flight";
import { Declarations } from "./lifecycle/declared";
import { ValueMemory } from "./lifecycle/fingerprint";
import type { Account, Owner, Session } from "./lifecycle/session";
import { UserCodespaces } from "./operations/user-codespaces";
import type { Settings } from "./settings";

/** One account at one host: its client, and what was asked of it once. */
class Connection {
  readonly github: SingleFlight<GitHub>;
  readonly repositoryIds: SingleFlight<RepositoryIds>;
  readonly codespaces: SingleFlight<UserCodespaces>;
  readonly user: SingleFlight<Owner>;
  readonly expectedNames: ExpectedNames = new Set();
  readonly #scopes = new Map<string, Promise<SecretScope>>();
  readonly #clock: Clock;

  constructor(settings: Settings, credential: CredentialSetting, around: Around) {
    this.#clock = around.clock;
    this.github = new SingleFlight(() => connect(settings, credential, around));
    this.repositoryIds = new SingleFlight(
      async () => new RepositoryIds(await this.github.get(), this.expectedNames),
    );
    this.codespaces = new SingleFlight(async () => new UserCodespaces(await this.github.get()));
    this.user = new SingleFlight(async () => {
      const { data } = await (await this.github.get()).request("GET /user", {});
      const { login, id } = data as Owner;
      return { login, id };
    });
  }

  scope(route: ScopeRoute): Promise<SecretScope> {
    const key = JSON.stringify(route);
    const scope = this.#scopes.get(key) ?? this.#newScope(route);
    this.#scopes.set(key, scope);
    return scope;
  }

  async #newScope(route: ScopeRoute): Promise<SecretScope> {
    return new SecretScope(await this.github.get(), route, this.#clock);
  }
}

/** What the resources of one process share. Made without asking network, disk or another program. */
export class ProcessSession implements Session {
  readonly settings: Settings;
  readonly say: Say;
  readonly clock: Clock;
  readonly values = new ValueMemory();
  readonly declared = new Declarations();
  readonly #connections: Record<Account, Connection>;

  constructor(settings: Settings, say: Say, clock: Clock = systemClock) {
    this.settings = settings;
    this.say = say;
    this.clock = clock;
    const around = { say, clock };
    const { credential, userCredential } = settings;
    const connection = new Connection(settings, credential, around);
    this.#connections = {
      token: connection,
      userToken: isSame(credential, userCredential)
        ? connection
        : new Connection(settings, userCredential, around),
    };
  }

  github(account: Account): Promise<GitHub> {
    return this.#connections[account].github.get();
  }

  scope(account: Account, scope: ScopeRoute): Promise<SecretScope> {
    return this.#connections[account].scope(scope);
  }

  repositoryIds(account: Account): Promise<RepositoryIds> {
    return this.#connections[account].repositoryIds.get();
  }

  expectRepositories(account: Account, names: readonly string[]): void {
    const { expectedNames } = this.#connections[account];
    for (const name of names) expectedNames.add(name);
  }

  codespaces(): Promise<UserCodespaces> {
    return this.#connections.userToken.codespaces.get();
  }

  user(): Promise<Owner> {
    return this.#connections.userToken.user.get();
  }
}

/** The same token from two places is one account, with one limit. */
function isSame(a: CredentialSetting, b: CredentialSetting): boolean {
  return a === b || (a.kind === "token" && b.kind === "token" && a.text === b.text);
}
