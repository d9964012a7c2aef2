import type { Answer } from "./answer";
import { isRefused } from "./errors";
import { SingleFlight } from "./single-flight";

export interface ListedRepository {
  id: number;
  full_name: string;
}

type RepositoryList = Answer<ListedRepository[]>;

/** The repository lists of a scope's secrets: each is asked for once, until a write may move it. */
export class RepositoryLists {
  readonly #ask: (name: string) => Promise<RepositoryList>;
  readonly #lists = new Map<string, SingleFlight<RepositoryList>>();
  /** What this process added and removed, which a read that lags doesn't show. */
  readonly #own = new Map<string, Map<number, ListedRepository | undefined>>();

  constructor(ask: (name: string) => Promise<RepositoryList>) {
    this.#ask = ask;
  }

  get(name: string): Promise<RepositoryList> {
    return this.#of(name).get();
  }

  /** Another answer than the one that somebody was not content with; asked for once for everybody. */
  otherThan(name: string, seen: RepositoryList | undefined): Promise<RepositoryList> {
    return this.#of(name).getUnless((answer) => answer === seen);
  }

  now(name: string): Promise<RepositoryList> {
    this.#of(name).forget();
    return this.get(name);
  }

  /**
   * The list to send with a PUT of the secret: GitHub's, and what this process did to it since. None
   * where GitHub answers that there is no list.
   */
  async nowWithOwnWrites(name: string): Promise<ListedRepository[]> {
    const data = await this.#dataNow(name);
    const own = this.#own.get(name) ?? new Map<number, ListedRepository | undefined>();
    const added = [...own.values()].filter((repository) => repository !== undefined);
    return [...data.filter(({ id }) => !own.has(id)), ...added];
  }

  forget(name: string): void {
    this.#of(name).forget();
  }

  /** The whole list, or the secret, was written. */
  replaced(name: string): void {
    this.#own.delete(name);
  }

  changed(name: string, id: number, repository: ListedRepository | undefined): void {
    const own = this.#own.get(name) ?? new Map<number, ListedRepository | undefined>();
    this.#own.set(name, own.set(id, repository));
  }

  async #dataNow(name: string): Promise<ListedRepository[]> {
    try {
      return (await this.now(name)).data;
    } catch (error) {
      if (isRefused(error, 404)) return [];
      throw error;
    }
  }

  #of(name: string): SingleFlight<RepositoryList> {
    const list = this.#lists.get(name) ?? new SingleFlight(() => this.#ask(name));
    this.#lists.set(name, list);
    return list;
  }
}
