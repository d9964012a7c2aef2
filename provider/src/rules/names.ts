import { listed, shown } from "../texts";
import type { Rule, Verdict } from "./fields";
import { isObject, SELECTED, setOf, unknown, type Members, type Plain, type Props } from "./plain";

/** Also allows the older logins with two hyphens or one at the end, and managed users with an underscore. */
const LOGIN = /^[a-z\d][a-z\d_-]{0,38}$/i;
const IN_REPOSITORY = /^[\w./-]$/;
const REPOSITORY_NAME = /^[\w.-]{1,100}$/;

/** Login of a user or an organization; kept in lower case, since GitHub ignores case. */
export const login: Rule<string> = (value) => {
  if (typeof value !== "string" || !LOGIN.test(value)) {
    const given = shown(value, /^[\w-]$/);
    return { wrong: `${given} is not a login (GitHub allows A-Z, 0-9 and hyphens)` };
  }
  return { ok: value.toLowerCase() };
};

/** Name of a secret; kept in upper case, as GitHub stores it. */
export const secretName: Rule<string> = (value) => {
  const wrong = (why: string): Verdict => ({
    wrong: `${shown(value, /^\w$/)} ${why} (GitHub allows A-Z, 0-9 and _)`,
  });
  if (typeof value !== "string" || value === "") return wrong("is not a name");
  if (/^\d/.test(value)) return wrong("must not start with a digit");
  if (!/^\w+$/.test(value)) return wrong("has a character that is not allowed");
  if (/^GITHUB_/i.test(value)) return wrong("must not start with GITHUB_");
  return { ok: value.toUpperCase() };
};

export function oneOf<const T extends readonly [string, ...string[]]>(
  ...allowed: T
): Rule<T[number]> & { readonly allowed: T } {
  const says = `one of ${allowed.join(", ")}`;
  const rule = (value: Plain): Verdict =>
    allowed.some((one) => one === value)
      ? { ok: value }
      : { wrong: `${shown(value)} must be ${says}` };
  return Object.assign(rule, { says, allowed });
}

/** A repository as `owner/name`, in lower case. */
export const repository: Rule<string> = (value) => {
  const name = typeof value === "string" ? fullName(value, undefined) : undefined;
  if (name !== undefined) return { ok: name };
  const isId = typeof value === "number" || isOfDigits(value);
  return {
    wrong:
      `${shown(value, IN_REPOSITORY)} must be ` +
      `"owner/name"${isId ? "; an id is not accepted here" : ""}`,
  };
};

/** A set of repositories: `owner/name`, a name alone (of `org`), or an id as a number. */
export const repositories: Rule<(string | number)[], Members> = (value, inputs) =>
  checkSet(value, (member) => repositoryMember(member, ownerIn(inputs)), idOrName);

/** A set of repositories, each `owner/name`. */
export const repositoriesByName: Rule<string[], Members> = (value, inputs) =>
  checkSet(value, (member) => repository(member, inputs));

/** One repository: `owner/name`, a name alone (of `org`), or an id as a number. */
export const repositoryReference: Rule<string | number> = (value, inputs) => {
  const verdict = repositoryMember(value, ownerIn(inputs));
  if ("wrong" in verdict || typeof value !== "number") return verdict;
  return { ok: value };
};

/** A set of logins. */
export const logins: Rule<string[], Members> = (value, inputs) =>
  checkSet(value, (member) => {
    const verdict = login(member, inputs);
    return "ok" in verdict ? verdict : { wrong: `${shown(member, /^[\w-]$/)} is not a login` };
  });

/** The key for a repository in a set: `owner/name`, or the digits of an id. */
function repositoryMember(member: Plain, owner: string | symbol | undefined): Verdict {
  if (typeof member === "number") {
    return Number.isSafeInteger(member) && member > 0
      ? { ok: String(member) }
      : { wrong: `${member} is not the id of a repository` };
  }
  if (owner === unknown && typeof member === "string" && !member.includes("/")) {
    return { ok: unknown };
  }
  const defaultOwner = typeof owner === "string" ? owner : undefined;
  const name = typeof member === "string" ? fullName(member, defaultOwner) : undefined;
  if (name !== undefined) return { ok: name };
  const forms = owner === undefined ? '"owner/name" or an id' : '"name", "owner/name" or an id';
  const hint = isOfDigits(member)
    ? `: give the id as a number, ${member.trim()} without quotes`
    : "";
  return { wrong: `${shown(member, IN_REPOSITORY)} must be ${forms}${hint}` };
}

/** An id that arrives as a text, from the configuration or a variable. */
export function isOfDigits(value: Plain): value is string {
  return typeof value === "string" && /^\s*\d{1,16}\s*$/.test(value);
}

function ownerIn(inputs: Props): string | symbol | undefined {
  const { org } = inputs;
  return typeof org === "string" || org === unknown ? org : undefined;
}

function fullName(text: string, defaultOwner: string | undefined): string | undefined {
  const parts = text.includes("/") ? text.split("/") : [defaultOwner ?? "", text];
  const [owner = "", name = ""] = parts;
  if (parts.length !== 2) return undefined;
  const wellFormed = LOGIN.test(owner) && REPOSITORY_NAME.test(name) && !/^\.{1,2}$/.test(name);
  return wellFormed ? `${owner}/${name}`.toLowerCase() : undefined;
}

/**
 * Accepts a list, or the object that an earlier check made from it (Pulumi feeds it back in). Another object,
 * such as `{ api: false, web: true }`, means something else.
 */
function checkSet(
  value: Plain,
  check: (member: Plain) => Verdict,
  memberOf: (key: string) => Plain = (key) => key,
): Verdict {
  const members = isSet(value) ? Object.keys(value).map(memberOf) : value;
  if (!Array.isArray(members)) return { wrong: `${shown(value)} must be a list` };
  const verdicts = members.map(check);
  const wrong = verdicts.flatMap((verdict) => ("wrong" in verdict ? [verdict.wrong] : []));
  if (wrong.length > 0) return { wrong: listed(wrong, "; ") };
  const keys = verdicts.map((verdict) => ("ok" in verdict ? verdict.ok : undefined));
  if (keys.includes(unknown)) return { ok: unknown };
  return { ok: setOf(keys as string[]) };
}

function isSet(value: Plain): value is Record<string, Plain> {
  return isObject(value) && Object.values(value).every((member) => member === SELECTED);
}

/** Turns a repository's key back into what was declared. A login that consists of digits stays a text. */
function idOrName(key: string): Plain {
  return /^\d+$/.test(key) ? Number(key) : key;
}
