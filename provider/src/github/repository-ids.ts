import DataLoader from "dataloader";
import type { GitHub } from "./client";
import { isRefused, RepositoriesNotFound } from "./errors";
import { Json } from "./json";

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
    const failed = answers.find((answer) => answer instanceof Error);
    const isKnown = (index: number) => failed === undefined && answers[index] !== null;
    this.forget(names.filter((_, index) => !isKnown(index)));
    if (failed !== undefined) throw failed;
    const known = names.flatMap((name, index) =>
      isKnown(index) ? [[name, answers[index] as Repository] as const] : [],
    );
    return new Map(known);
  }

  /** Who asks for these names from now on gets another answer. */
  forget(names: readonly string[]): void {
    for (const name of names) this.#loader.clear(name);
  }

  notFound(names: readonly string[]): RepositoriesNotFound {
    return new RepositoriesNotFound(names, this.#github.credentialSource);
  }

  /** What the repository with this id is called by now; undefined where GitHub doesn't show it. */
  async nameOf(id: number): Promise<string | undefined> {
    const params = { repository_id: id };
    const read = (data: unknown) => new Json(data, "repository").text("full_name").toLowerCase();
    try {
      return (await this.#github.request("GET /repositories/{repository_id}", params, { read }))
        .data;
    } catch (error) {
      if (isRefused(error, 404)) return undefined;
      throw error;
    }
  }

  /** A name may be another repository's by now. */
  #forgetOld(): void {
    const now = this.#memory.now();
    if (now - this.#since <= this.#memory.livesFor) return;
    this.#since = now;
    this.#loader.clearAll();
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
      { repeatable: true, read: (data: unknown) => repositoriesIn(data, names.length) },
    );
    if (answer.data instanceof Error) throw answer.data;
    const found = answer.data;
    return new Map(names.map((name, index) => [name, found[index] ?? null]));
  }
}

/** What each alias leads to, or null where GitHub shows no repository; an error where it says why it gives none. */
function repositoriesIn(answer: unknown, count: number): (Repository | null)[] | Error {
  const body = new Json(answer, "GraphQL answer");
  if (body.isNone("data")) {
    const words = body.list("errors").map((error) => error.text("message"));
    return new Error(
      `GitHub's GraphQL answer has no data (${words.join("; ").slice(0, 400)}): run again.`,
    );
  }
  const data = body.under("data");
  return Array.from({ length: count }, (_, index) => {
    const repository = data.underOrNull(`r${index}`);
    if (!repository) return null;
    const name = repository.text("nameWithOwner").toLowerCase();
    return { id: repository.number("databaseId"), name };
  });
}
