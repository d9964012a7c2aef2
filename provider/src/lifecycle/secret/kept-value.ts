import { isRefused, originOf } from "../../github/errors";
import type { SecretInputs } from "../../kinds/secret-kind";
import { textOf } from "../../rules/plain";
import type { ListedSecret, SecretScope } from "../../session/secret-scope";
import { reasonOf } from "../../texts";

/** The secret whose value is to be kept isn't there. */
export function nothingToKeep(): Error {
  return new Error(
    "there is no such secret at GitHub, and keepValue keeps the value that it has there: no placeholder was " +
      "written. Make it at GitHub, or replace keepValue by value.",
  );
}

/** The secret as it is now. A 404 alone is no proof that there is none, so its list is asked. */
export async function ifThere(
  scope: SecretScope,
  inputs: SecretInputs,
): Promise<ListedSecret | undefined> {
  const name = textOf(inputs, "secretName");
  return (await scope.get(name))?.secret ?? (await scope.list()).secrets.get(name);
}

export async function requireThere(
  scope: SecretScope,
  inputs: SecretInputs,
): Promise<ListedSecret> {
  const secret = await ifThere(scope, inputs);
  if (secret === undefined) throw nothingToKeep();
  return secret;
}

interface Keeping {
  scope: SecretScope;
  inputs: SecretInputs;
  /** The request has another visibility. */
  visibility: boolean;
}

/** Writes the visibility or the list, without the value. A refusal says what it means for a value that is kept. */
export async function whileKept<T>(
  { scope, inputs, visibility }: Keeping,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isRefused(originOf(error), 404, 422)) throw error;
    const { secrets } = await scope.list();
    if (!secrets.has(textOf(inputs, "secretName"))) throw nothingToKeep();
    if (!visibility) throw error;
    throw new Error(
      `${reasonOf(error)} The request had no value, since keepValue keeps the one at GitHub: set the visibility at GitHub, or ` +
        "replace keepValue by value.",
      { cause: error },
    );
  }
}
