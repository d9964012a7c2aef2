import DataLoader from "dataloader";
import { isRecord } from "./answer";
import type { GitHub } from "./client";
import { RepositoriesNotFound } from "./errors";

/** GitHub answers a hundred aliases in one query within its time limit. */
const BATCH = 100;
/** Creates start together; so long does the first wait for the names of the others. */
const GATHER_MS = 10;

/** The names that the program declares and whose ids nobody knows yet, in their order. */
export type ExpectedNames = Set<string>;

/**
 * Looks the ids of repositories up by name, a hundred names in one GraphQL query. The engine starts
 * few creates at once, so the names that are expected to be asked for later fill a query up.
 */
export class RepositoryIds {
  readonly #github: GitHub;
  readonly #expected: ExpectedNames;
  readonly #loader: DataLoader<string, number | null>;

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
    const missing = names.filter((name) => found[name] === undefined);
    if (missing.length > 0) throw this.notFound(missing);
    return found;
  }

  /** The same without the names that GitHub knows no repository for. */
  async find(names: readonly string[]): Promise<Record<string, number>> {
    const ids = await this.#loader.loadMany(names);
    const failed = ids.find((id) => id instanceof Error);
    const isKnown = (index: number) => typeof ids[index] === "number" && failed === undefined;
    this.forget(names.filter((_, index) => !isKnown(index)));
    if (failed !== undefined) throw failed;
    const found = names.flatMap((name, index) => (isKnown(index) ? [[name, ids[index]]] : []));
    return Object.fromEntries(found) as Record<string, number>;
  }

  /** Who asks for these names from now on gets another answer. */
  forget(names: readonly string[]): void {
    for (const name of names) this.#loader.clear(name);
  }

  notFound(names: readonly string[]): RepositoriesNotFound {
    return new RepositoriesNotFound(names, this.#github.credentialSource);
  }

  async #ask(names: readonly string[]): Promise<(number | null)[]> {
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
  async #foretell(name: string, answer: Promise<Map<string, number | null>>): Promise<void> {
    const id = answer.then((ids) => ids.get(name) ?? null);
    this.#loader.prime(name, id);
    const found = await id.catch(() => null);
    if (found === null) this.#loader.clear(name);
  }

  async #query(names: readonly string[]): Promise<Map<string, number | null>> {
    const variables: Record<string, string> = {};
    const fields = names.map((name, index) => {
      const [owner = "", repository = ""] = name.split("/");
      variables[`o${index}`] = owner;
      variables[`n${index}`] = repository;
      return `r${index}: repository(owner: $o${index}, name: $n${index}) { databaseId }`;
    });
    const parameters = Object.keys(variables).map((name) => `$${name}: String!`);
    const query = `query(${parameters.join(", ")}) { ${fields.join(" ")} }`;
    const answer = await this.#github.request(
      "POST /graphql",
      { query, variables },
      { repeatable: true },
    );
    return new Map(names.map((name, index) => [name, databaseId(answer.data, `r${index}`)]));
  }
}

function databaseId(answer: unknown, alias: string): number | null {
  const data = isRecord(answer) && isRecord(answer.data) ? answer.data : undefined;
  if (data === undefined) throw new Error("GitHub's GraphQL answer has no data: run again.");
  const repository = data[alias];
  return isRecord(repository) && typeof repository.databaseId === "number"
    ? repository.databaseId
    : null;
}
