import type { PublicKey } from "../seal";
import type { Answer } from "./answer";
import type { GitHub, Params } from "./client";
import type { Clock } from "./clock";
import { mayHaveHadEffect } from "./effect";
import { GitHubRefused, GitHubUnreachable, isRefused } from "./errors";
import { Json, NotAsDescribed } from "./json";
import { listedRepositoryOf, RepositoryLists, type ListedRepository } from "./repository-lists";
import { SingleFlight } from "./single-flight";

/** Whose secrets: the route of their list, such as `/orgs/{org}/codespaces/secrets`, and its parameters. */
export interface ScopeRoute {
  route: string;
  params: Params;
}

/** A secret as GitHub lists it. Its value is never among it. */
export interface ListedSecret {
  name: string;
  created_at: string;
  updated_at: string;
  visibility?: string;
}

export interface SecretBody {
  encrypted_value?: string;
  key_id?: string;
  visibility?: string;
  selected_repository_ids?: readonly number[];
}

export interface SecretList {
  secrets: Map<string, ListedSecret>;
  date: string;
}

const ONE_REPOSITORY = "/repositories/{repository_id}";

/** A secret as it was at a time of this machine's clock; undefined: there was none. */
export interface Sighting {
  secret: ListedSecret | undefined;
  at: number;
}

/** A request for one secret, or for something under it. */
interface One {
  body?: Params;
  under?: string;
  beforeSending?: (() => void) | undefined;
}

/** The list; when it came in, by this machine's clock, and after how many of our own writes. */
interface ScopeLook extends SecretList {
  at: number;
  writes: number;
}

/** The secrets of one organization, repository or user. Keys and lists are asked for once. */
export class SecretScope {
  readonly github: GitHub;
  /** The repositories of each secret. */
  readonly lists: RepositoryLists;
  readonly #scope: ScopeRoute;
  readonly #key: SingleFlight<PublicKey>;
  readonly #clock: Clock;
  readonly #list: SingleFlight<ScopeLook>;
  readonly #listBeforeWrites: SingleFlight<ScopeLook>;
  readonly #listBeforeDeletes: SingleFlight<SecretList>;
  readonly #listAfterMissing: SingleFlight<SecretList>;

  /** What this run removed, and when by GitHub's clock. */
  readonly #removed = new Map<string, string>();
  readonly #written = new Set<string>();
  /** Whose last write failed in a way that doesn't tell whether it had its effect. */
  readonly #lost = new Set<string>();
  /** Ended writes of this run. */
  #writes = 0;

  constructor(github: GitHub, scope: ScopeRoute, clock: Clock) {
    this.github = github;
    this.#scope = scope;
    this.#clock = clock;
    this.lists = new RepositoryLists(
      (name) => this.#askRepositories(name),
      async (name) => {
        const found = await this.get(name);
        // A user's secret has no visibility, and always a list.
        return found !== undefined && (found.secret.visibility ?? "selected") === "selected";
      },
    );
    this.#key = new SingleFlight(() => this.#askKey());
    this.#list = new SingleFlight(() => this.#askList());
    this.#listBeforeWrites = new SingleFlight(() => this.#list.get());
    this.#listBeforeDeletes = new SingleFlight(() => this.#askList());
    this.#listAfterMissing = new SingleFlight(() => this.#askList());
  }

  key(): Promise<PublicKey> {
    return this.#key.get();
  }

  /** The current key, after GitHub refused what was sealed with the key named here. */
  keyOtherThan(refused: string): Promise<PublicKey> {
    return this.#key.getUnless(({ keyId }) => keyId === refused);
  }

  /** The secrets as they are; a write to this scope makes the next call ask again. */
  list(): Promise<SecretList> {
    return this.#list.get();
  }

  /**
   * The secret as it was before this run's first create, unless this run removed it. `early`: this
   * run has written nothing of the scope since, so that it still is the first look.
   */
  async existedBefore(name: string): Promise<Sighting & { early: boolean }> {
    const { secrets, at, writes } = await this.#listBeforeWrites.get();
    const secret = this.#removed.has(name) ? undefined : secrets.get(name);
    return { secret, at, early: this.#writes === writes };
  }

  /** The secret as it is. A read that lags may still show one that this run removed. */
  async existsNow(name: string): Promise<Sighting> {
    const secret = (await this.get(name))?.secret;
    const removed = this.#removed.get(name);
    const isOld = removed !== undefined && secret !== undefined && secret.updated_at <= removed;
    return { secret: isOld ? undefined : secret, at: this.#clock.now() };
  }

  /** The secrets at this run's first DELETE, when what the program declares was written. */
  listBeforeDeletes(): Promise<SecretList> {
    return this.#listBeforeDeletes.get();
  }

  /** Whether this process wrote the secret or its list, or was about to. */
  wasWritten(name: string): boolean {
    return this.#written.has(name);
  }

  /** Whether this run's last write of the secret or its list may have had its effect, though it failed. */
  mayBeWritten(name: string): boolean {
    return this.#lost.has(name);
  }

  /** The secrets after a DELETE found one missing, asked at most once a run. */
  listAfterMissing(): Promise<SecretList> {
    return this.#listAfterMissing.get();
  }

  /** One secret, or undefined when GitHub answers that there is none. */
  async get(name: string): Promise<{ secret: ListedSecret; date: string } | undefined> {
    const { route, params } = this.#scope;
    const read = (data: unknown) => secretNamed(name, data);
    try {
      const one = { ...params, secret_name: name };
      const answer = await this.github.request(`GET ${route}/{secret_name}`, one, { read });
      return { secret: answer.data, date: answer.date };
    } catch (error) {
      if (isRefused(error, 404)) return undefined;
      throw error;
    }
  }

  /** `beforeSending` may take it back when its turn has come. */
  async put(name: string, body: SecretBody, beforeSending?: () => void): Promise<Answer> {
    const put = () => this.#one("PUT", name, { body: { ...body }, beforeSending });
    const answer = await this.#writing(name, put);
    this.lists.replaced(name);
    // It may be the one that a DELETE found missing.
    this.#listAfterMissing.forget();
    return answer;
  }

  async remove(name: string): Promise<void> {
    try {
      const { date } = await this.#writing(name, () => this.#one("DELETE", name));
      this.#removed.set(name, date);
    } catch (error) {
      // The one that was listed before is not there any more, whoever removed it.
      if (isRefused(error, 404)) this.#removed.set(name, "");
      throw error;
    }
    this.lists.replaced(name);
  }

  async putRepositories(name: string, ids: readonly number[]): Promise<Answer> {
    const body = { selected_repository_ids: ids };
    const put = () => this.#one("PUT", name, { body, under: "/repositories" });
    const answer = await this.#writing(name, put);
    this.lists.replaced(name);
    return answer;
  }

  async addRepository(name: string, repository: ListedRepository): Promise<Answer> {
    const { id } = repository;
    const more = { under: ONE_REPOSITORY, body: { repository_id: id } };
    const add = () => this.#one("PUT", name, more);
    const answer = await this.#writing(name, add);
    this.lists.changed(name, id, repository);
    return answer;
  }

  async removeRepository(name: string, id: number): Promise<void> {
    const more = { under: ONE_REPOSITORY, body: { repository_id: id } };
    const remove = () => this.#one("DELETE", name, more);
    await this.#writing(name, remove);
    this.lists.changed(name, id, undefined);
  }

  /** A list asked for while a write is under way may be of before it: it is dropped afterwards too. */
  async #writing(name: string, write: () => Promise<Answer>): Promise<Answer> {
    const forget = () => {
      this.#list.forget();
      this.lists.forget(name);
    };
    forget();
    this.#written.add(name);
    try {
      const answer = await write();
      this.#lost.delete(name);
      return answer;
    } catch (error) {
      // A write that this process took back itself has not been sent.
      const wasSent = error instanceof GitHubRefused || error instanceof GitHubUnreachable;
      if (wasSent && mayHaveHadEffect(error)) this.#lost.add(name);
      throw error;
    } finally {
      this.#writes += 1;
      forget();
    }
  }

  #one(
    method: "PUT" | "DELETE",
    name: string,
    { body, under = "", beforeSending }: One = {},
  ): Promise<Answer> {
    const { route, params } = this.#scope;
    const path = `${method} ${route}/{secret_name}${under}` as const;
    const all = { ...params, secret_name: name, ...body };
    return this.github.request(path, all, beforeSending && { beforeSending });
  }

  #askRepositories(name: string): Promise<Answer<ListedRepository[]>> {
    const { route, params } = this.#scope;
    return this.github.all({
      route: `GET ${route}/{secret_name}/repositories`,
      params: { ...params, secret_name: name },
      under: "repositories",
      itemOf: listedRepositoryOf,
    });
  }

  async #askKey(): Promise<PublicKey> {
    const { route, params } = this.#scope;
    const answer = await this.github.request(`GET ${route}/public-key`, params, { read: keyOf });
    return answer.data;
  }

  async #askList(): Promise<ScopeLook> {
    const { route, params } = this.#scope;
    const writes = this.#writes;
    const list = { route: `GET ${route}`, params, under: "secrets", itemOf: listedSecretOf };
    const { data, date } = await this.github.all(list);
    const secrets = new Map(data.map((secret) => [secret.name.toUpperCase(), secret]));
    return { secrets, date, at: this.#clock.now(), writes };
  }
}

function secretNamed(name: string, data: unknown): ListedSecret {
  const secret = listedSecretOf(new Json(data, "secret"));
  if (secret.name.toUpperCase() === name.toUpperCase()) return secret;
  throw new NotAsDescribed("another secret");
}

function listedSecretOf(secret: Json): ListedSecret {
  const visibility = secret.textIfAny("visibility");
  return {
    name: secret.text("name"),
    created_at: secret.time("created_at"),
    updated_at: secret.time("updated_at"),
    ...(visibility !== undefined && { visibility }),
  };
}

function keyOf(data: unknown): PublicKey {
  const key = new Json(data, "public key");
  return { keyId: key.text("key_id"), key: key.text("key") };
}
