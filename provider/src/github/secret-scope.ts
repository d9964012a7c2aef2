import type { PublicKey } from "../seal";
import type { Answer } from "./answer";
import type { GitHub, Params } from "./client";
import { isRefused } from "./errors";
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

/** The secrets of one organization, repository or user. Keys and lists are asked for once. */
export class SecretScope {
  readonly github: GitHub;
  /** The repositories of each secret. */
  readonly lists: RepositoryLists;
  readonly #scope: ScopeRoute;
  readonly #key: SingleFlight<PublicKey>;
  readonly #list: SingleFlight<SecretList>;
  readonly #listBeforeWrites: SingleFlight<SecretList>;
  readonly #listBeforeDeletes: SingleFlight<SecretList>;
  readonly #listAfterMissing: SingleFlight<SecretList>;
  readonly #removed = new Set<string>();
  readonly #written = new Set<string>();

  constructor(github: GitHub, scope: ScopeRoute) {
    this.github = github;
    this.#scope = scope;
    this.lists = new RepositoryLists((name) => this.#askRepositories(name));
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

  /** The secret as it was before this run's first create, unless this run removed it. */
  async existedBefore(name: string): Promise<ListedSecret | undefined> {
    const { secrets } = await this.#listBeforeWrites.get();
    return this.#removed.has(name) ? undefined : secrets.get(name);
  }

  /** The secrets at this run's first DELETE, when what the program declares was written. */
  listBeforeDeletes(): Promise<SecretList> {
    return this.#listBeforeDeletes.get();
  }

  /** Whether this process wrote the secret or its list, or was about to. */
  wasWritten(name: string): boolean {
    return this.#written.has(name);
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

  async put(name: string, body: SecretBody): Promise<Answer> {
    const answer = await this.#writing(name, () => this.#one("PUT", name, { ...body }));
    this.lists.replaced(name);
    // It may be the one that a DELETE found missing.
    this.#listAfterMissing.forget();
    return answer;
  }

  async remove(name: string): Promise<void> {
    try {
      await this.#writing(name, () => this.#one("DELETE", name));
    } catch (error) {
      // The one that was listed before is not there any more, whoever removed it.
      if (isRefused(error, 404)) this.#removed.add(name);
      throw error;
    }
    this.lists.replaced(name);
    this.#removed.add(name);
  }

  async putRepositories(name: string, ids: readonly number[]): Promise<Answer> {
    const body = { selected_repository_ids: ids };
    const answer = await this.#writing(name, () => this.#one("PUT", name, body, "/repositories"));
    this.lists.replaced(name);
    return answer;
  }

  async addRepository(name: string, repository: ListedRepository): Promise<Answer> {
    const { id } = repository;
    const add = () => this.#one("PUT", name, { repository_id: id }, ONE_REPOSITORY);
    const answer = await this.#writing(name, add);
    this.lists.changed(name, id, repository);
    return answer;
  }

  async removeRepository(name: string, id: number): Promise<void> {
    const remove = () => this.#one("DELETE", name, { repository_id: id }, ONE_REPOSITORY);
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
      return await write();
    } finally {
      forget();
    }
  }

  #one(method: "PUT" | "DELETE", name: string, body: Params = {}, under = ""): Promise<Answer> {
    const { route, params } = this.#scope;
    const path = `${method} ${route}/{secret_name}${under}` as const;
    return this.github.request(path, { ...params, secret_name: name, ...body });
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

  async #askList(): Promise<SecretList> {
    const { route, params } = this.#scope;
    const list = { route: `GET ${route}`, params, under: "secrets", itemOf: listedSecretOf };
    const { data, date } = await this.github.all(list);
    return { secrets: new Map(data.map((secret) => [secret.name.toUpperCase(), secret])), date };
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
