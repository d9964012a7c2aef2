import type { Headers } from "./answer";

/** The arguments of a request, by our names or by GitHub's. */
export type Params = Readonly<Record<string, unknown>>;

/**
 * Takes what an operation's answer is for out of its JSON, given the request's arguments. Throws NotAsDescribed
 * if it isn't there.
 */
export type Reader<T> = (
  data: unknown,
  answer: { status: number; headers: Headers },
  args: Params,
) => T;

/** What a token needs for an operation. */
export interface Need {
  /** For a fine-grained token or a GitHub App, in the words of GitHub's pages. */
  permission: string;
  /** For a classic token. */
  scope: string;
}

/** An operation of GitHub's API: everything that its request, its answer and its error need. */
export interface Operation<T = unknown> {
  /** GitHub's operation id, such as `codespaces/get-org-secret`. */
  readonly id: string;
  /** Such as `GET /orgs/{org}/codespaces/secrets/{secret_name}`. */
  readonly route: string;
  /**
   * The statuses by which GitHub reports success. Any other 2xx comes from something between GitHub and us. 304
   * is listed only where it means that nothing had to be done: we never request a list conditionally.
   */
  readonly done: readonly number[];
  readonly read: Reader<T>;
  /** GitHub's names of arguments that aren't our names in snake_case. */
  readonly names?: Readonly<Record<string, string>>;
  /** A POST that may be sent again if its answer was lost. All other methods always may. */
  readonly repeatable?: true;
  readonly needs?: Need;
  /** Its subject exists as long as this owner does, so a 404 means that the owner is missing. */
  readonly thereWith?: "organization" | "repository";
  /** GitHub refuses it for many reasons and states them, so a guess next to that would mislead. */
  readonly saysWhy?: true;
  /** What a 404 or a 410 may mean if GitHub may have retired the operation. */
  readonly ended?: string;
  /** What a person can do about a 409. Default: run again. */
  readonly inTheWay?: string;
  /** What a person can check after a 400 or a 422 that gives no reason. */
  readonly check?: string;
}

/** The arguments by GitHub's names. A repository `owner/name` becomes two of them. */
export function paramsOf({ route, names = {} }: Operation, args: Params): Params {
  const entries = Object.entries(args).flatMap(([name, value]): [string, unknown][] => {
    if (name !== "repository" || !route.includes("{repo}")) {
      return [[names[name] ?? inSnakeCase(name), withSnakeCase(value)]];
    }
    const [owner = "", repo = ""] = String(value).split("/");
    return [
      ["owner", owner],
      ["repo", repo],
    ];
  });
  return Object.fromEntries(entries);
}

/** The same operation for a repository given by its id: GitHub has it under that path too. */
export function byRepositoryId<One extends Operation>(operation: One): One {
  const route = operation.route.replace(" /repos/{owner}/{repo}", " /repositories/{repository_id}");
  return { ...operation, route };
}

function withSnakeCase(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [inSnakeCase(name), withSnakeCase(part)]),
  );
}

function inSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
