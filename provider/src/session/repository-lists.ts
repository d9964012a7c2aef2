import type { Answer } from "../github/answer";
import { isRefused } from "../github/errors";
import { ListInPart } from "../github/lists";
import { SingleFlight } from "../github/single-flight";
import type { RepositoryResult } from "../operations/answers/repository";

/** The parts of a list's entry that are used. */
export type ListedRepository = Pick<RepositoryResult, "id" | "repository">;

/** The number of repositories in one answer. */
const ONE_PAGE = 100;
/** How often a list of several pages is read at most, until two readings agree. */
const ROUNDS = 4;

type RepositoryList = Answer<ListedRepository[]>;

/** The repository lists of a scope's secrets. Each is asked for once, until a write may change it. */
export class RepositoryLists {
  readonly #ask: (name: string) => Promise<RepositoryList>;
  readonly #mayHaveOne: (name: string) => Promise<boolean>;
  readonly #lists = new Map<string, SingleFlight<RepositoryList>>();
  /** What this process added and removed; a read that lags doesn't show it yet. */
  readonly #own = new Map<string, Map<number, ListedRepository | undefined>>();

  /** @param mayHaveOne whether the secret exists and is of a kind that has a list */
  constructor(
    ask: (name: string) => Promise<RepositoryList>,
    mayHaveOne: (name: string) => Promise<boolean>,
  ) {
    this.#ask = ask;
    this.#mayHaveOne = mayHaveOne;
  }

  get(name: string): Promise<RepositoryList> {
    return this.#of(name).get();
  }

  /** A newer answer than the one that the caller rejected; asked for once for all callers. */
  otherThan(name: string, seen: RepositoryList | undefined): Promise<RepositoryList> {
    return this.#of(name).getUnless((answer) => answer === seen);
  }

  now(name: string): Promise<RepositoryList> {
    this.#of(name).forget();
    return this.get(name);
  }

  /**
   * The list to send with a PUT of the secret: GitHub's list plus this process's own changes since. Empty if
   * GitHub answers that there is no list.
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
      return await this.#twiceTheSame(name);
    } catch (error) {
      // A 404 alone may also mean that the token does not see the list; taking it as empty would clear the
      // list.
      if (isRefused(error, 404) && !(await this.#mayHaveOne(name))) return [];
      throw error;
    }
  }

  /**
   * Each page is an answer from a different moment. Between two pages one repository may be added and another
   * removed; then a third, which nobody touched, can be missing from both although the counts agree.
   */
  async #twiceTheSame(name: string): Promise<ListedRepository[]> {
    let seen: string | undefined;
    for (let round = 1; round <= ROUNDS; round++) {
      const { data } = await this.now(name);
      const ids = data
        .map(({ id }) => id)
        .sort()
        .join();
      if (data.length <= ONE_PAGE || ids === seen) return data;
      seen = ids;
    }
    throw new ListInPart(
      `the repositories of the secret ${name} changed while they were being read: run again.`,
    );
  }

  #of(name: string): SingleFlight<RepositoryList> {
    const list = this.#lists.get(name) ?? new SingleFlight(() => this.#ask(name));
    this.#lists.set(name, list);
    return list;
  }
}
