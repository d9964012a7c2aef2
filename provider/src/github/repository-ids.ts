import DataLoader from "dataloader";
import { isRecord } from "./answer";
import type { GitHub } from "./client";

/** GitHub answers a hundred aliases in one query within its time limit. */
const BATCH = 100;
/** Creates start together; so long does the first wait for the names of the others. */
const GATHER_MS = 10;

/** Names that GitHub knows no repository for, or none that the credential may see. */
export class RepositoriesNotFound extends Error {
  constructor(names: readonly string[], credential: string) {
    const list = [...names].sort().join(", ");
    super(
      `${names.length === 1 ? "The repository" : `${names.length} repositories`} could not be found: ${list}. ` +
        `Check the names, and that the credential (${credential}) may see them.`,
    );
  }
}

/** Looks the ids of repositories up by name, a hundred names in one GraphQL query. */
export class RepositoryIds {
  readonly #github: GitHub;
  readonly #loader: DataLoader<string, number | null>;

  constructor(github: GitHub) {
    this.#github = github;
    this.#loader = new DataLoader((names) => this.#ask(names), {
      maxBatchSize: BATCH,
      batchScheduleFn: (start) => setTimeout(start, GATHER_MS),
    });
  }

  /** The ids of repositories named `owner/name`, in lower case. Throws RepositoriesNotFound. */
  async of(names: readonly string[]): Promise<Record<string, number>> {
    const ids = await this.#loader.loadMany(names);
    const failed = ids.find((id) => id instanceof Error);
    if (failed !== undefined) {
      for (const name of names) this.#loader.clear(name);
      throw failed;
    }
    const missing = names.filter((_, index) => ids[index] === null);
    for (const name of missing) this.#loader.clear(name);
    if (missing.length > 0) throw new RepositoriesNotFound(missing, this.#github.credentialSource);
    return Object.fromEntries(names.map((name, index) => [name, ids[index] as number]));
  }

  async #ask(names: readonly string[]): Promise<(number | null)[]> {
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
    return names.map((_, index) => databaseId(answer.data, `r${index}`));
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
