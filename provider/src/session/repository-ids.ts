import DataLoader from "dataloader";
import type { GitHub } from "../github/client";
import { isRefused, RepositoriesNotFound } from "../github/errors";
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

export type { Repository } from "../github/repository-answers";

/** The name of a repository, in lower case. */
const getRepositoryById: Operation<string> = {
  id: "repos/get",
  route: "GET /repositories/{repository_id}",
  done: [200],
  read: (data) => new Json(data, "repository").text("full_name").toLowerCase(),
};

/** GitHub answers a hundred aliases in one query within its time limit. */
const BATCH = 100;
/** Creates start together; so long does the first wait for the names of the others. */
const GATHER_MS = 10;

/** The names that the program declares and whose ids nobody knows yet, in their order. */
export type ExpectedNames = Set<string>;

/** How long an id is that of its name, in milliseconds. */
export interface Memory {
  livesFor: number;
  now(): number;
}

const FOR_EVER: Memory = { livesFor: Infinity, now: () => 0 };

/**
 * Looks the ids of repositories up by name, a hundred names in one GraphQL query. The engine starts
 * few creates at once, so the names that are expected to be asked for later fill a query up.
 */
export class RepositoryIds {
  readonly #github: GitHub;
  readonly #expected: ExpectedNames;
  readonly #memory: Memory;
  readonly #loader: DataLoader<string, Repository | null>;
  /** By owner, whether the credential sees all of its repositories. */
  readonly #evidence = new Map<string, Promise<boolean>>();
  #since: number;

  constructor(github: GitHub, expected: ExpectedNames = new Set(), memory: Memory = FOR_EVER) {
    this.#github = github;
    this.#expected = expected;
    this.#memory = memory;
    this.#since = memory.now();
    this.#loader = new DataLoader((names) => this.#ask(names), {
      maxBatchSize: BATCH,
      batchScheduleFn: (start) => setTimeout(start, GATHER_MS),
    });
  }

  /** The ids of repositories named `owner/name`, in lower case. Throws RepositoriesNotFound. */
  async of(names: readonly string[]): Promise<Record<string, number>> {
    const found = await this.find(names);
    const missing = names.filter((name) => found[name] === undefined);
    if (missing.length > 0) throw this.notFound(missing);
    return found;
  }

  /** The same without the names that GitHub knows no repository for. */
  async find(names: readonly string[]): Promise<Record<string, number>> {
    const found = await this.locate(names);
    return Object.fromEntries([...found].map(([name, { id }]) => [name, id]));
  }

  /** The repositories that these names lead to; those that GitHub doesn't show are left out. */
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

  /** Who asks for these names from now on gets another answer. */
  forget(names: readonly string[]): void {
    for (const name of names) this.#loader.clear(name);
  }

  notFound(names: readonly string[]): RepositoriesNotFound {
    return new RepositoriesNotFound(names, this.#github.credential.source);
  }

  /** What the repository with this id is called by now; undefined where GitHub doesn't show it. */
  async nameOf(id: number): Promise<string | undefined> {
    try {
      return (await this.#github.request(getRepositoryById, { repositoryId: id })).data;
    } catch (error) {
      if (isRefused(error, 404)) return undefined;
      throw error;
    }
  }

  /**
   * Whether a repository that GitHub doesn't show under its id, nor leads to by its name, is gone for certain:
   * one answer may be of a moment.
   */
  async isGone({ name, id }: Repository): Promise<boolean> {
    const [owner = ""] = name.split("/");
    const known = this.#evidence.get(owner) ?? seesAllOf(this.#github, owner);
    this.#evidence.set(owner, known);
    return (await known) && (await this.nameOf(id)) === undefined;
  }

  /** A name may be another repository's by now. */
  #forgetOld(): void {
    const now = this.#memory.now();
    if (now - this.#since <= this.#memory.livesFor) return;
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

  /** Who asks for the name from now on waits for this answer; one without an id is not kept. */
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

  /** Names that GitHub had trouble with are asked for once more. */
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
