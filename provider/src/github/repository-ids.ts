import DataLoader from "dataloader";
import { isRecord } from "./answer";
import type { GitHub } from "./client";
import { isRefused, RepositoriesNotFound } from "./errors";

/** GitHub answers a hundred aliases in one query within its time limit. */
const BATCH = 100;
/** Creates start together; so long does the first wait for the names of the others. */
const GATHER_MS = 10;

/** A repository as it is called by now: GitHub follows old names. */
export interface Repository {
  id: number;
  /** `owner/name`, in lower case. */
  name: string;
}

/** The names that the program declares and whose ids nobody knows yet, in their order. */
export type ExpectedNames = Set<string>;

/**
 * Looks the ids of repositories up by name, a hundred names in one GraphQL query. The engine starts
 * few creates at once, so the names that are expected to be asked for later fill a query up.
 */
export class RepositoryIds {
  readonly #github: GitHub;
  readonly #expected: ExpectedNames;
  readonly #loader: DataLoader<string, Repository | null>;

  constructor(github: GitHub, expected: ExpectedNames = new Set()) {
    this.#github = github;
    this.#expected = expected;
    this.#loader = new DataLoader((names) => this.#ask(names), {
      maxBatchSize: BATCH,
      batchScheduleFn: (start) => setTimeout(start, GATHER_MS),
    });
  }

  /** The ids of repositories named `owner/name`, in lower case. Throws RepositoriesNotFound. */
  async of(names: readonly string[]): Promise<Record<string, number>> {
    const found = await this.find(names);
    const missing = names.filter((name) => !found.has(name));
    if (missing.length > 0) throw new RepositoriesNotFound(missing, this.#github.credentialSource);
    return Object.fromEntries([...found].map(([name, { id }]) => [name, id]));
  }

  /** The repositories that these names lead to; those that GitHub doesn't show are left out. */
  async find(names: readonly string[]): Promise<Map<string, Repository>> {
    const answers = await this.#loader.loadMany(names);
    const failed = answers.find((answer) => answer instanceof Error);
    if (failed !== undefined) {
      for (const name of names) this.#loader.clear(name);
      throw failed;
    }
    const found = new Map<string, Repository>();
    for (const [index, name] of names.entries()) {
      const repository = answers[index] as Repository | null;
      if (repository === null) this.#loader.clear(name);
      else found.set(name, repository);
    }
    return found;
  }

  /** What the repository with this id is called by now; undefined where GitHub doesn't show it. */
  async nameOf(id: number): Promise<string | undefined> {
    try {
      const { data } = await this.#github.request("GET /repositories/{repository_id}", {
        repository_id: id,
      });
      if (isRecord(data) && typeof data.full_name === "string") return data.full_name.toLowerCase();
      throw new Error(`GitHub's answer holds a repository ${id} without its full_name.`);
    } catch (error) {
      if (isRefused(error, 404)) return undefined;
      throw error;
    }
  }

  async #ask(names: readonly string[]): Promise<(Repository | null)[]> {
    for (const name of names) this.#expected.delete(name);
    const more = [...this.#expected].slice(0, BATCH - names.length);
    const answer = this.#query([...names, ...more]);
    for (const name of more) {
      this.#expected.delete(name);
      void this.#foretell(name, answer);
    }
    const ids = await answer;
    return names.map((name) => ids.get(name) ?? null);
  }

  /** Who asks for the name from now on waits for this answer; one without an id is not kept. */
  async #foretell(name: string, answer: Promise<Map<string, Repository | null>>): Promise<void> {
    const id = answer.then((ids) => ids.get(name) ?? null);
    this.#loader.prime(name, id);
    const found = await id.catch(() => null);
    if (found === null) this.#loader.clear(name);
  }

  async #query(names: readonly string[]): Promise<Map<string, Repository | null>> {
    const variables: Record<string, string> = {};
    const fields = names.map((name, index) => {
      const [owner = "", repository = ""] = name.split("/");
      variables[`o${index}`] = owner;
      variables[`n${index}`] = repository;
      return `r${index}: repository(owner: $o${index}, name: $n${index}) { databaseId nameWithOwner }`;
    });
    const parameters = Object.keys(variables).map((name) => `$${name}: String!`);
    const query = `query(${parameters.join(", ")}) { ${fields.join(" ")} }`;
    const answer = await this.#github.request(
      "POST /graphql",
      { query, variables },
      { repeatable: true },
    );
    return new Map(names.map((name, index) => [name, repositoryIn(answer.data, `r${index}`)]));
  }
}

function repositoryIn(answer: unknown, alias: string): Repository | null {
  const data = isRecord(answer) && isRecord(answer.data) ? answer.data : undefined;
  if (data === undefined) throw new Error("GitHub's GraphQL answer has no data: run again.");
  const repository = data[alias];
  if (!isRecord(repository)) return null;
  const { databaseId: id, nameWithOwner: name } = repository;
  if (typeof id !== "number" || typeof name !== "string") return null;
  return { id, name: name.toLowerCase() };
}
