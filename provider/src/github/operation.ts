import type { Headers } from "./answer";

/** The arguments of a request, by our names or by GitHub's. */
export type Params = Readonly<Record<string, unknown>>;

/**
 * Takes what an operation's answer is for out of its JSON, for the arguments that were asked with; throws
 * NotAsDescribed where it isn't there.
 */
export type Reader<T> = (data: unknown, answer: AnswerHead, args: Params) => T;

export interface AnswerHead {
  status: number;
  headers: Headers;
}

/** What a token needs for an operation. */
export interface Need {
  /** Of a fine-grained token or a GitHub App, in the words of GitHub's pages. */
  permission: string;
  /** Of a classic token. */
  scope: string;
}

/** An operation of GitHub's API: all that a request of it, its answer and its error have to know. */
export interface Operation<T = unknown> {
  /** GitHub's id of it, such as `codespaces/get-org-secret`. */
  readonly id: string;
  /** Such as `GET /orgs/{org}/codespaces/secrets/{secret_name}`. */
  readonly route: string;
  /**
   * The statuses by which GitHub says that it was done. Every other success is none: it comes from
   * something between GitHub and us. 304 stands only where nothing had to be done: we ask for no list on
   * the condition that it has changed.
   */
  readonly done: readonly number[];
  readonly read: Reader<T>;
  /** GitHub's names of arguments, where they aren't ours in snake_case. */
  readonly names?: Readonly<Record<string, string>>;
  /** A POST that may be sent again where its answer was lost; all other requests may be. */
  readonly repeatable?: true;
  readonly needs?: Need;
  /** What it is about is there as long as its owner is: that is what a 404 says to be missing. */
  readonly thereWith?: "organization" | "repository";
  /** GitHub refuses it for many reasons and says them: a guess beside that would mislead. */
  readonly saysWhy?: true;
  /** What a 404 or a 410 may mean, where GitHub may have ended the operation. */
  readonly ended?: string;
  /** What a person can do about a 409. Default: to run again. */
  readonly inTheWay?: string;
  /** What a person can check after a 400 or a 422 that gives no reason. */
  readonly check?: string;
}

/** The arguments by GitHub's names; a repository `owner/name` is two of them. */
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

/** The same operation, for a repository that is known by its id: GitHub has it under that too. */
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
