import DataLoader from "dataloader";
import type { Clock } from "../clock";
import type { GitHub } from "../github/client";
import { ifFound, isRefused, RepositoriesNotFound } from "../github/errors";
import { graphql } from "../github/graphql";
import { Json } from "../github/json";
import type { Operation, Reader } from "../github/operation";
import { seesAllOf } from "./sees-all";
import {
  aliasOf,
  locatedIn,
  NoAnswerYet,
  together,
  type Located,
  type Repository,
} from "../github/repository-answers";

/** The name of a repository, in lower case. */
const getRepositoryById: Operation<string> = {
  id: "repos/get",
  route: "GET /repositories/{repository_id}",
  done: [200],
  read: (data) => new Json(data, "repository").text("full_name").toLowerCase(),
};

/** GitHub answers a hundred aliases in one query within its time limit. */
const BATCH = 100;
/** Creates start together: the first one waits this long for the names of the others. */
export const GATHER_MS = 10;

/** The names that the program declares and whose ids aren't known yet, in their order. */
export type ExpectedNames = Set<string>;

interface Around {
  clock: Clock;
  /** How long a name's id is trusted, in milliseconds. Default: as long as the process. */
  livesFor?: number | undefined;
}

/**
 * Looks up repository ids by name, a hundred names in one GraphQL query. The engine starts few creates at once,
 * so a query is filled up with names that are expected to be asked for later.
 */
export class RepositoryIds {
  readonly #github: GitHub;
  readonly #expected: ExpectedNames;
  readonly #clock: Clock;
  readonly #livesFor: number;
  readonly #loader: DataLoader<string, Repository | null>;
  /** By owner, whether the credential sees all of its repositories. */
  readonly #evidence = new Map<string, Promise<boolean>>();
  #since: number;

  constructor(github: GitHub, expected: ExpectedNames, { clock, livesFor = Infinity }: Around) {
    this.#github = github;
    this.#expected = expected;
    this.#clock = clock;
    this.#livesFor = livesFor;
    this.#since = clock.now();
    this.#loader = new DataLoader((names) => this.#ask(names), {
      maxBatchSize: BATCH,
      batchScheduleFn: (start) => void clock.sleep(GATHER_MS).then(start),
    });
  }

  /** The ids of repositories named `owner/name`, in lower case. Throws RepositoriesNotFound. */
  async of(names: readonly string[]): Promise<Record<string, number>> {
    const found = await this.find(names);
    const missing = names.filter((name) => found[name] === undefined);
    if (missing.length > 0) throw this.notFound(missing);
    return found;
  }

  /** The same, without the names for which GitHub knows no repository. */
  async find(names: readonly string[]): Promise<Record<string, number>> {
    const found = await this.locate(names);
    return Object.fromEntries([...found].map(([name, { id }]) => [name, id]));
  }

  /** The repositories that these names lead to, without those that GitHub doesn't show. */
  async locate(names: readonly string[]): Promise<Map<string, Repository>> {
    this.#forgetOld();
    const answers = await this.#loader.loadMany(names);
    const known = new Map<string, Repository>();
    const failed = new Map<string, Error>();
    for (const [index, name] of names.entries()) {
      const answer = answers[index] ?? null;
      if (answer instanceof Error) failed.set(name, answer);
      else if (answer !== null) known.set(name, answer);
    }
    this.forget(names.filter((name) => !known.has(name)));
    const error = together(failed);
    if (error !== undefined) throw error;
    return known;
  }

  /**
   * Those of the names that lead to this repository, which the token sees. So a name that is forbidden to it
   * leads to another one.
   */
  async leadingTo(id: number, names: readonly string[]): Promise<string[]> {
    const found = await Promise.all(
      names.map((name) => this.locate([name]).catch(noneIfForbidden)),
    );
    return names.filter((name, index) => found[index]?.get(name)?.id === id);
  }

  /** The next lookup of these names asks GitHub again. */
  forget(names: readonly string[]): void {
    for (const name of names) this.#loader.clear(name);
  }

  notFound(names: readonly string[]): RepositoriesNotFound {
    return new RepositoriesNotFound(names, this.#github.credential.source);
  }

  /** The current name of the repository with this id; undefined if GitHub doesn't show it. */
  async nameOf(id: number): Promise<string | undefined> {
    const asked = this.#github.request(getRepositoryById, { repositoryId: id });
    return (await ifFound(asked))?.data;
  }

  /**
   * Whether a repository that GitHub shows neither under its id nor under its name is certainly gone: a single
   * answer may be a passing state.
   */
  async isGone({ name, id }: Repository): Promise<boolean> {
    const [owner = ""] = name.split("/");
    const known = this.#evidence.get(owner) ?? seesAllOf(this.#github, owner);
    this.#evidence.set(owner, known);
    return (await known) && (await this.nameOf(id)) === undefined;
  }

  /** After a while, a name may belong to another repository. */
  #forgetOld(): void {
    const now = this.#clock.now();
    if (now - this.#since <= this.#livesFor) return;
    this.#since = now;
    this.#loader.clearAll();
    this.#evidence.clear();
  }

  async #ask(names: readonly string[]): Promise<Located[]> {
    for (const name of names) this.#expected.delete(name);
    const more = [...this.#expected].slice(0, BATCH - names.length);
    const answer = this.#query([...names, ...more]);
    for (const name of more) {
      this.#expected.delete(name);
      void this.#foretell(name, answer);
    }
    const located = await answer;
    return names.map((name) => located.get(name) ?? null);
  }

  /** Later lookups of the name wait for this answer. An answer without an id is not kept. */
  async #foretell(name: string, answer: Promise<Map<string, Located>>): Promise<void> {
    const repository = answer.then((all) => {
      const located = all.get(name) ?? null;
      if (located instanceof Error) throw located;
      return located;
    });
    this.#loader.prime(name, repository);
    const found = await repository.catch(() => null);
    if (found === null) this.#loader.clear(name);
  }

  /** Asks once more for names that GitHub had trouble with. */
  async #query(names: readonly string[]): Promise<Map<string, Located>> {
    const located = await this.#queryOnce(names);
    const again = names.filter((name) => located.get(name) instanceof NoAnswerYet);
    if (again.length === 0) return located;
    return new Map([...located, ...(await this.#queryOnce(again))]);
  }

  async #queryOnce(names: readonly string[]): Promise<Map<string, Located>> {
    const { credential } = this.#github;
    const read: Reader<Map<string, Located>> = (data, { headers }) =>
      locatedIn(names, { data, headers, credential });
    return (await this.#github.request({ ...graphql, read }, queryFor(names))).data;
  }
}

function noneIfForbidden(error: unknown): undefined {
  if (!isRefused(error, 403) || error.refusal.answered !== "FORBIDDEN") throw error;
}

function queryFor(names: readonly string[]) {
  const variables: Record<string, string> = {};
  const fields = names.map((name, index) => {
    const [owner = "", repository = ""] = name.split("/");
    variables[`o${index}`] = owner;
    variables[`n${index}`] = repository;
    const found = `repository(owner: $o${index}, name: $n${index})`;
    return `${aliasOf(index)}: ${found} { databaseId nameWithOwner }`;
  });
  const parameters = Object.keys(variables).map((name) => `$${name}: String!`);
  return { query: `query(${parameters.join(", ")}) { ${fields.join(" ")} }`, variables };
}
