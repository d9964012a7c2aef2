import { isRefused, originOf } from "../../github/errors";
import type { SecretState } from "../../kinds/secret-kind";
import { keepsValue } from "../../rules/secret-value";
import type { ListedSecret } from "../../session/secret-scope";
import type { Session } from "../../session/session";
import { followedBy } from "../failure";
import type { Workplace } from "./workplace";

/** The secret whose value is to be kept isn't there. */
export function nothingToKeep(): Error {
  return new Error(
    "there is no such secret at GitHub, and keepValue keeps the value that it has there: no placeholder was " +
      "written. Make it at GitHub, or replace keepValue by value.",
  );
}

/** The secret as it is now. A 404 alone is no proof that there is none, so its list is asked. */
export async function ifThere({ scope, name }: Workplace): Promise<ListedSecret | undefined> {
  return (await scope.get(name))?.secret ?? (await scope.list()).secrets.get(name);
}

export async function requireThere(at: Workplace): Promise<ListedSecret> {
  const secret = await ifThere(at);
  if (secret === undefined) throw nothingToKeep();
  return secret;
}

/**
 * A replacement that the engine was told to make (`--replace`, `state taint`) is checked without the state, so no check sees
 * that a kept value would not go along to another name. The deletion comes before the creation.
 */
export function requireValueStays(outputs: SecretState, { declared }: Session): void {
  if (!keepsValue(outputs) || !declared.awaitsKeptValue) return;
  throw new Error(
    "the program declares another secret that keeps the value it has at GitHub (keepValue), and that one was not taken over yet. " +
      "If it replaces this one, this one's value would be lost: GitHub gives no value back that could go along. " +
      "Nothing was deleted. Give the other one a value; or, if it exists already, declare it as a resource of another name in the program.",
  );
}

/** Writes the visibility or the list, without the value. A refusal says what it means for a value that is kept. */
export async function whileKept<T>(
  { scope, name }: Workplace,
  { visibility }: { visibility: boolean },
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isRefused(originOf(error), 404, 422)) throw error;
    const { secrets } = await scope.list();
    if (!secrets.has(name)) throw nothingToKeep();
    if (!visibility) throw error;
    const advice =
      "The request had no value, since keepValue keeps the one at GitHub: set the visibility at GitHub, or replace keepValue by value.";
    throw followedBy(advice, error);
  }
}
