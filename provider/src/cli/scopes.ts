import { checkedArgs } from "../operations/by-name/call";
import * as secrets from "../operations/by-name/secrets";
import type { FlagGroup } from "./command";
import { WrongUse, type Given } from "./flags";
import { reasonOf } from "../texts";

/** Whose secrets they are. */
export type Scope =
  { kind: "org"; org: string } | { kind: "repo"; repository: string } | { kind: "user" };

export const scopes: FlagGroup = {
  heading: "What to read",
  flags: {
    org: { takes: "LOGIN", many: true, says: "An organization; may be given several times." },
    repo: {
      takes: "OWNER/NAME",
      many: true,
      says: "A repository with secrets of its own; may be given several times.",
    },
    user: { says: "The user that the token belongs to." },
  },
};

/** The scopes that the flags name, each once. */
export function scopesOf(given: Given): Scope[] {
  const orgs = given.all("org").map((org) => checked("org", secrets.orgSecrets, { org }).org);
  const repositories = given
    .all("repo")
    .map((repository) => checked("repo", secrets.repoSecrets, { repository }).repository);
  return unique<Scope>([
    ...orgs.map((org) => ({ kind: "org", org }) as const),
    ...repositories.map((repository) => ({ kind: "repo", repository }) as const),
    ...(given.has("user") ? [{ kind: "user" } as const] : []),
  ]);
}

/** Without repetitions: of several with the same properties, the first stays. */
export function unique<T extends object>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** The same, where there must be one. */
export function someScopesOf(given: Given): Scope[] {
  const all = scopesOf(given);
  if (all.length > 0) return all;
  throw new WrongUse("nothing to read: give --org, --repo or --user");
}

/** The scope in words. */
export function nameOf(scope: Scope): string {
  if (scope.kind === "user") return "the user";
  return scope.kind === "org" ? scope.org : scope.repository;
}

function checked<Args extends object>(
  flag: string,
  call: Parameters<typeof checkedArgs<Args>>[0],
  args: Args,
): Args {
  try {
    return checkedArgs(call, args);
  } catch (error) {
    throw new WrongUse(`--${flag}: ${reasonOf(error).replace(/^\w+: /, "")}`);
  }
}
