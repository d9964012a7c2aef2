import type { Plain } from "../../rules/plain";
import type { Table } from "../../kinds/table";
import { engineAddress } from "./engine";

/**
 * The resources without a value that a program has constructed since it last waited for something. By engine: with the
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
export function othersUnset(
  fields: Table,
  { name, args }: { name: string; args: object | undefined },
): Promise<Plain> | undefined {
  if (!("value" in fields) || !isUnset(args)) return undefined;
  const engine = engineAddress() ?? "";
  const batch = batches.get(engine) ?? begin(engine);
  batch.names.push(name);
  return batch.whole.then((names) => {
    const others = names.filter((other) => other !== name);
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

/** A missing variable is undefined, or an empty text. */
function isUnset(declared: object | undefined): boolean {
  const args = { ...declared } as Readonly<Record<string, unknown>>;
  const isGiven = (name: string) => args[name] !== undefined && args[name] !== null;
  if (isGiven("encryptedValue") || (isGiven("keepValue") && args.keepValue !== false)) return false;
  return !isGiven("value") || args.value === "";
}
