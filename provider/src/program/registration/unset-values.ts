import type { Plain } from "../../rules/plain";
import type { Table } from "../../kinds/table";
import { engineAddress } from "./engine";
import { isLiteral } from "./literal";

/**
 * The resources without a value, and the secrets without one in sets, that a program has constructed since it last waited for something. By engine: with the
 * Automation API one process may run several programs.
 */
const batches = new Map<string, Batch>();

interface Batch {
  names: string[];
  whole: Promise<readonly string[]>;
}

/**
 * The names of all other resources whose value isn't set, once the program waits: Pulumi ends at the first check
 * that fails, and one would be told a run. Undefined if this one's value is set, or isn't known yet.
 */
export function otherUnsetNames(
  fields: Table,
  { name, args }: { name: string; args: object | undefined },
): Promise<Plain> | undefined {
  const own = unsetIn(fields, { name, args });
  if (own.length === 0) return undefined;
  const engine = engineAddress() ?? "";
  const batch = batches.get(engine) ?? begin(engine);
  batch.names.push(...own);
  return batch.whole.then((names) => {
    const others = names.filter((other) => !own.includes(other));
    return others.length === 0 ? undefined : others;
  });
}

function begin(engine: string): Batch {
  const names: string[] = [];
  const whole = new Promise<readonly string[]>((resolve) => {
    setImmediate(() => {
      batches.delete(engine);
      resolve(names);
    });
  });
  const batch = { names, whole };
  batches.set(engine, batch);
  return batch;
}

/** Its own name; of a set, the secrets that are known to have none. */
function unsetIn(fields: Table, { name, args }: { name: string; args: object | undefined }) {
  if ("value" in fields) return isUnset(args) ? [name] : [];
  const { secrets, values, encryptedValues } = { ...args } as Record<string, unknown>;
  if (!("valueVersions" in fields) || !isLiteral(secrets)) return [];
  const valued = { ...valuesOf(values), ...valuesOf(encryptedValues) };
  return Object.entries(secrets).flatMap(([key, row]) =>
    isLiteral(row) && isUnset({ ...row, value: valued[key] }) ? [`${name}/${key}`] : [],
  );
}

function valuesOf(part: unknown): Record<string, unknown> {
  return isLiteral(part) ? part : {};
}

/** A missing variable is undefined, or an empty text. */
function isUnset(declared: object | undefined): boolean {
  const args = { ...declared } as Readonly<Record<string, unknown>>;
  const isGiven = (name: string) => args[name] !== undefined && args[name] !== null;
  if (isGiven("encryptedValue") || (isGiven("keepValue") && args.keepValue !== false)) return false;
  return !isGiven("value") || args.value === "";
}
