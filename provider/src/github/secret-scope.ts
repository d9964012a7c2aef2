import type { PublicKey } from "../seal";
import type { Answer } from "./answer";
import type { GitHub, Params } from "./client";
import { isRefused } from "./errors";
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

export interface ListedRepository {
  id: number;
  full_name: string;
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

/** The secrets of one organization, repository or user. Keys and lists are asked for once. */
export class SecretScope {
  readonly github: GitHub;
  readonly #scope: ScopeRoute;
  readonly #key: SingleFlight<PublicKey>;
  readonly #list: SingleFlight<SecretList>;
  readonly #listBeforeWrites: SingleFlight<SecretList>;
  readonly #listAfterMissing: SingleFlight<SecretList>;

  readonly #removed = new Set<string>();

  constructor(github: GitHub, scope: ScopeRoute) {
    this.github = github;
    this.#scope = scope;
    this.#key = new SingleFlight(() => this.#askKey());
    this.#list = new SingleFlight(() => this.#askList());
    this.#listBeforeWrites = new SingleFlight(() => this.#list.get());
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

  /** The secrets after a DELETE found one missing, asked at most once a run. */
  listAfterMissing(): Promise<SecretList> {
    return this.#listAfterMissing.get();
  }

  /** One secret, or undefined when GitHub answers that there is none. */
  async get(name: string): Promise<{ secret: ListedSecret; date: string } | undefined> {
    try {
      const answer = await this.#one("GET", name);
      return { secret: answer.data as ListedSecret, date: answer.date };
    } catch (error) {
      if (isRefused(error, 404)) return undefined;
      throw error;
    }
  }

  put(name: string, body: SecretBody): Promise<Answer> {
    return this.#writing(() => this.#one("PUT", name, { ...body }));
  }

  async remove(name: string): Promise<void> {
    await this.#writing(() => this.#one("DELETE", name));
    this.#removed.add(name);
  }

  async repositories(name: string): Promise<ListedRepository[]> {
    return (await this.repositoriesNow(name)).data;
  }

  repositoriesNow(name: string): Promise<Answer<ListedRepository[]>> {
    const { route, params } = this.#scope;
    return this.github.all(
      `GET ${route}/{secret_name}/repositories`,
      { ...params, secret_name: name },
      (data) => (data as { repositories: ListedRepository[] }).repositories,
    );
  }

  putRepositories(name: string, ids: readonly number[]): Promise<Answer> {
    const body = { selected_repository_ids: ids };
    return this.#writing(() => this.#one("PUT", name, body, "/repositories"));
  }

  addRepository(name: string, id: number): Promise<Answer> {
    return this.#writing(() => this.#one("PUT", name, {}, `/repositories/${id}`));
  }

  removeRepository(name: string, id: number): Promise<Answer> {
    return this.#writing(() => this.#one("DELETE", name, {}, `/repositories/${id}`));
  }

  /** A list asked for while a write is under way may be of before it: it is dropped afterwards too. */
  async #writing(write: () => Promise<Answer>): Promise<Answer> {
    this.#list.forget();
    try {
      return await write();
    } finally {
      this.#list.forget();
    }
  }

  #one(method: string, name: string, body: Params = {}, under = ""): Promise<Answer> {
    const { route, params } = this.#scope;
    const path = `${method} ${route}/{secret_name}${under}`;
    return this.github.request(path, { ...params, secret_name: name, ...body });
  }

  async #askKey(): Promise<PublicKey> {
    const { route, params } = this.#scope;
    const answer = await this.github.request(`GET ${route}/public-key`, params);
    const { key_id, key } = answer.data as { key_id: string; key: string };
    return { keyId: key_id, key };
  }

  async #askList(): Promise<SecretList> {
    const { route, params } = this.#scope;
    const answer = await this.github.all(
      `GET ${route}`,
      params,
      (data) => (data as { secrets: ListedSecret[] }).secrets,
    );
    const secrets = new Map(answer.data.map((secret) => [secret.name.toUpperCase(), secret]));
    return { secrets, date: answer.date };
  }
}
