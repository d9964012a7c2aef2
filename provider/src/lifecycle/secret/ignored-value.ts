import { isDeepStrictEqual } from "node:util";
import { identityOf, type SecretInputs, type SecretKind } from "../../kinds/secret-kind";
import type { Answer } from "../../github/answer";
import type { Props } from "../../rules/plain";
import type { Before } from "../../session/declared";
import type { SecretBody } from "../../session/secret-scope";
import type { Session } from "../../session/session";
import type { Checking } from "./check";
import type { Workplace } from "./workplace";

/** Secrets whose value `ignoreChanges` leaves to others, as a check has seen in this process. */
const ignored = new WeakMap<Session, Set<string>>();

/** Whether Pulumi gives what the state has, and nothing of what the program says, not even a mark: `ignoreChanges: ["*"]`. */
export function isGivenBack({ olds, news }: { olds: Props; news: Props }): boolean {
  return Object.keys(olds).length > 0 && isDeepStrictEqual(olds, news);
}

/**
 * Remembers whose value is left to others. Pulumi ignores changes only of what it has: for a replacement, and for
 * a resource under another name in the program, it gives the program's own value.
 */
export function noteIgnoredValue(
  { session, isIgnored, fedBack }: Checking,
  name: string,
  before: Before,
): void {
  const names = ignored.get(session) ?? new Set();
  ignored.set(session, names);
  if (isIgnored || (fedBack && before === "same identity")) names.add(name);
  if (fedBack && before === "another identity") {
    session.say.warn(
      `${name} replaces another one whose value ignoreChanges leaves to others: that value goes with it, and the one in the ` +
        "program is written. To keep it, write it under the new name by hand afterwards: GitHub never returns a value.",
    );
  }
}

/** Whether a create leaves the value as it is if the secret exists. */
export function isValueIgnored(name: string, session: Session): boolean {
  return ignored.get(session)?.has(name) === true;
}

/** Whether a value that others have written stays, by `ignoreChanges` or by `onExternalChange`. */
export function leavesValue(kind: SecretKind, news: SecretInputs, session: Session): boolean {
  const policy = news.onExternalChange ?? session.settings.onExternalChange;
  return policy !== "overwrite" || isValueIgnored(identityOf(kind, kind.id(news)), session);
}

interface WithoutValue {
  body: SecretBody;
  beforeSending: (() => void) | undefined;
  /** Writes the secret with its value; undefined where that is not known. */
  whole: (() => Promise<Answer>) | undefined;
}

/** Writes the visibility and the list of a secret that was there. */
export async function putWithoutValue(
  { scope, name }: Workplace,
  { body, beforeSending, whole }: WithoutValue,
): Promise<Answer> {
  const answer = await scope.put(name, body, beforeSending);
  // Created: it was gone, and GitHub now holds it without a value.
  return answer.status === 201 && whole ? { ...(await whole()), status: 201 } : answer;
}

/**
 * Writes all of an existing secret but its value, with the list if the program declares it. Resolves with nothing if there is
 * nothing else to write.
 */
export async function putAllButValue(
  at: Workplace,
  { hasOwnList, ...rest }: WithoutValue & { hasOwnList: boolean },
): Promise<Answer | undefined> {
  const { visibility, selectedRepositoryIds = [] } = rest.body;
  if (visibility !== undefined) return putWithoutValue(at, rest);
  return hasOwnList ? at.scope.putRepositories(at.name, selectedRepositoryIds) : undefined;
}
