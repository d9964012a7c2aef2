import type { CredentialSetting } from "../settings/credential";
import type { GitHub } from "../github/client";
import { systemClock, type Clock } from "../clock";
import { connect, type Around } from "../github/connect";
import { Json } from "../github/json";
import type { Operation } from "../github/operation";
import { RepositoryIds, type ExpectedNames } from "./repository-ids";
import type { Say } from "../say";
import type { ScopeOf } from "../operations/secrets";
import { SecretScope } from "./secret-scope";
import { SingleFlight } from "../github/single-flight";
import { Declarations } from "./declarations";
import type { Others } from "./declared";
import { GATEWAY } from "./elsewhere";
import { ValueMemory } from "./values";
import { hashed } from "./identity";
import type { Owner } from "./session";
import { Turns } from "./turns";
import { WholeLists } from "./whole-lists";
import type { Account } from "../operations/operation";
import { UserCodespaces } from "./user-codespaces";
import { isGateway } from "../settings/base-url";
import type { Settings } from "../settings/reading";

/** One account at one host: its client, and the answers it has already got. */
class Connection {
  readonly github: SingleFlight<GitHub>;
  readonly repositoryIds: SingleFlight<RepositoryIds>;
  readonly codespaces: SingleFlight<UserCodespaces>;
  readonly user: SingleFlight<Owner>;
  readonly expectedNames: ExpectedNames = new Set();
  readonly #scopes = new Map<string, SingleFlight<SecretScope>>();
  readonly #clock: Clock;

  constructor(settings: Settings, credential: CredentialSetting, around: Around) {
    this.#clock = around.clock;
    this.github = new SingleFlight(() => connect(settings, credential, around));
    this.repositoryIds = new SingleFlight(
      async () => new RepositoryIds(await this.github.get(), this.expectedNames, around),
    );
    this.codespaces = new SingleFlight(async () => new UserCodespaces(await this.github.get()));
    this.user = new SingleFlight(async () => {
      const github = await this.github.get();
      return (await github.request(getUser, {})).data;
    });
  }

  scope(whose: ScopeOf): Promise<SecretScope> {
    const key = JSON.stringify([whose.operations.list.id, whose.owner]);
    const make = async () => new SecretScope(await this.github.get(), whose, this.#clock);
    const scope = this.#scopes.get(key) ?? new SingleFlight(make);
    this.#scopes.set(key, scope);
    return scope.get();
  }
}

/** What belongs to the process rather than to its settings. */
interface Process {
  clock?: Clock;
  /** What the other processes of this operation tell about the program. */
  notes?: Others | undefined;
  /** When the process began, by its clock; default now. */
  startedAt?: number;
  /** How long ids and the GitHub CLI's token stay valid, in milliseconds. Default: as long as the process. */
  livesFor?: number;
  /** Throws if nobody waits for a write any more. */
  beforeWriting?: (() => Promise<void>) | undefined;
}

/** What the resources of one process share. Creating it uses no network, disk or other program. */
export class ProcessSession {
  readonly settings: Settings;
  readonly say: Say;
  readonly clock: Clock;
  readonly values = new ValueMemory();
  readonly declared: Declarations;
  readonly lists = new WholeLists();
  readonly turns = new Turns();
  /** When this process started, by its clock. */
  readonly startedAt: number;
  readonly #connections: Record<Account, Connection>;

  constructor(
    settings: Settings,
    say: Say,
    { clock = systemClock, notes, startedAt, livesFor, beforeWriting }: Process = {},
  ) {
    this.settings = settings;
    this.say = say;
    this.clock = clock;
    this.startedAt = startedAt ?? clock.now();
    this.declared = new Declarations(hostMark(settings.baseUrl), notes);
    const around = { say, clock, livesFor, beforeWriting };
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

  scope(account: Account, scope: ScopeOf): Promise<SecretScope> {
    return this.#connections[account].scope(scope);
  }

  repositoryIds(account: Account): Promise<RepositoryIds> {
    return this.#connections[account].repositoryIds.get();
  }

  /** Announces names of repositories that this run may ask for later. Sends nothing. */
  expectRepositories(account: Account, names: readonly string[]): void {
    const { expectedNames } = this.#connections[account];
    for (const name of names) expectedNames.add(name);
  }

  /** The codespaces of the token's user. */
  codespaces(): Promise<UserCodespaces> {
    return this.#connections.userToken.codespaces.get();
  }

  /** The user that the token belongs to. */
  user(): Promise<Owner> {
    return this.#connections.userToken.user.get();
  }
}

/** The owner of the token. */
const getUser: Operation<Owner> = {
  id: "users/get-authenticated",
  route: "GET /user",
  done: [200],
  read: (data) => {
    const user = new Json(data, "user");
    return { login: user.text("login"), id: user.number("id") };
  },
};

function hostMark(baseUrl: string): string {
  return isGateway(baseUrl) ? `${GATEWAY}${hashed(baseUrl)}` : hashed(baseUrl);
}

/** The same token from two places is one account, with one limit. */
function isSame(a: CredentialSetting, b: CredentialSetting): boolean {
  return a === b || (a.kind === "token" && b.kind === "token" && a.text === b.text);
}
