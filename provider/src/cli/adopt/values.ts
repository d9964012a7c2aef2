import type { HeldSecret } from "../inventory";
import { setNameOf } from "./declarations";
import { FreeNames, configKeyOf, variableOf } from "./names";

/** Where the values of the secrets come from: they stay as they are, or the program supplies them. */
export type ValueSource = "keep" | "env" | "config";

/** A value that somebody must supply before the program can be applied. */
export interface Supplied {
  /** The class and the id of its secret. */
  className: string;
  id: string;
  from: "env" | "config";
  /** The environment variable, or the key of the configuration. */
  name: string;
}

/** What somebody asked for. */
export interface Wish {
  from: ValueSource;
  /** Names or ids of secrets whose values nobody knows. */
  keep: readonly string[];
}

/** What is to be supplied for each secret; undefined for a value that stays. Throws if a wish names no secret. */
export function suppliedFor(
  secrets: readonly HeldSecret[],
  { from, keep }: Wish,
): (Supplied | undefined)[] {
  const unknown = keep.filter((wish) => !secrets.some((secret) => isMeant(wish, secret)));
  if (unknown.length > 0) {
    throw new Error(
      `--keep ${unknown.join(", ")}: no such secret was found, so nothing was written.`,
    );
  }
  const names = new FreeNames();
  // In YAML a key of the configuration can't have the name of a resource.
  for (const place of new Set(secrets.map(setNameOf))) names.take(place);
  return secrets.map((secret) => {
    if (from === "keep" || keep.some((wish) => isMeant(wish, secret))) return undefined;
    const { className, id } = secret;
    const name = from === "env" ? names.take(variableOf(id), "_") : names.take(configKeyOf(id));
    return { className, id, from, name };
  });
}

function isMeant(wish: string, { id, name }: HeldSecret): boolean {
  return [id, name].some((one) => one.toLowerCase() === wish.toLowerCase());
}
