import { listed } from "../texts";
import { ssoUrlIn, type Headers } from "./answer";
import type { Credential } from "./credentials/credential";
import { GitHubRefused } from "./errors";
import { isOfPolicy } from "./forbidden";
import { graphql, graphqlErrorsIn, isPassing, type GraphqlError } from "./graphql";
import { Json } from "./json";

/** A repository under its current name: GitHub redirects old names. */
export interface Repository {
  id: number;
  /** `owner/name`, in lower case. */
  name: string;
}

/** GitHub's answer to a name: null if it shows no repository, an error if it doesn't say. */
export type Located = Repository | null | Error;

/** GitHub had trouble with this name alone. It may be asked for again. */
export class NoAnswerYet extends Error {}

interface RawAnswer {
  data: unknown;
  headers: Headers;
  credential: Pick<Credential, "source" | "mayBeJobs">;
}

export const aliasOf = (index: number): string => `r${index}`;

/** What each name leads to, independently of the others: an error for one says nothing about the rest. */
export function locatedIn(names: readonly string[], answered: RawAnswer): Map<string, Located> {
  const { data } = answered;
  const errors = graphqlErrorsIn(data);
  const general = errors.find(({ alias }) => alias === undefined);
  const body = new Json(data, "GraphQL answer");
  const isEmpty = body.isNone("data");
  // An answer with neither data nor errors isn't GitHub's.
  if (isEmpty) body.list("errors");
  const located = (name: string, index: number): Located => {
    const own = errors.find(({ alias }) => alias === aliasOf(index));
    const error = own ?? (isEmpty ? (general ?? errors[0]) : undefined);
    if (error !== undefined) return outcomeOf(error, { name, isEmpty, answered });
    const found = repositoryIn(body.under("data"), aliasOf(index));
    return found ?? (general && outcomeOf(general, { name, isEmpty, answered })) ?? null;
  };
  return new Map(names.map((name, index) => [name, located(name, index)]));
}

function repositoryIn(data: Json, alias: string): Repository | undefined {
  const repository = data.underOrNull(alias);
  if (!repository) return undefined;
  const name = repository.text("nameWithOwner").toLowerCase();
  return { id: repository.number("databaseId"), name };
}

/** GraphQL's words for what REST says with 403. */
const REFUSED = /^(FORBIDDEN|UNAUTHORIZED|UNAUTHENTICATED|INSUFFICIENT_SCOPES)$/;

/** @param isEmpty the whole query was answered without data */
function outcomeOf(
  error: GraphqlError,
  { name, isEmpty, answered }: { name: string; isEmpty: boolean; answered: RawAnswer },
): Located {
  const { type, message } = error;
  if (type === "NOT_FOUND") return null;
  const refused = refusedFor(name, error, answered);
  if (REFUSED.test(type) || isOfPolicy(refused.refusal)) return refused;
  if (isEmpty) return new Error(`GitHub's GraphQL answer has no data (${message}): run again.`);
  const words = `GitHub's GraphQL answer does not mention ${name} (${message}): run again.`;
  return isPassing(error) || type === "" ? new NoAnswerYet(words) : new Error(words);
}

function refusedFor(name: string, { type, message }: GraphqlError, answered: RawAnswer) {
  const { headers, credential } = answered;
  return new GitHubRefused({
    operation: graphql,
    status: 403,
    answered: type || "FORBIDDEN",
    method: "POST",
    path: pathFor([name]),
    message,
    requestId: headers["x-github-request-id"],
    ssoUrl: ssoUrlIn(headers),
    credential: credential.source,
    mayBeJobs: credential.mayBeJobs,
  });
}

function pathFor(names: readonly string[]): string {
  return `/graphql for ${listed(names)}`;
}

/** The first error. If GitHub refused several names with the same message, it names them all. */
export function together(errors: ReadonlyMap<string, Error>): Error | undefined {
  const [first] = errors.values();
  if (!(first instanceof GitHubRefused) || first.refusal.answered === undefined) return first;
  const { refusal } = first;
  const isSame = (error: Error) =>
    error instanceof GitHubRefused && error.refusal.message === refusal.message;
  const names = [...errors].filter(([, error]) => isSame(error)).map(([name]) => name);
  return new GitHubRefused({ ...refusal, path: pathFor(names) });
}
