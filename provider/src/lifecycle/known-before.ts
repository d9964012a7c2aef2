import { BY_GET, DECLARATION } from "../rules/hints";
import { shown } from "../texts";
import type { Field } from "../rules/fields";
import { hasUnknown, type Plain, type Props } from "../rules/plain";

/** What tells a class's resources apart, and how its id says it. */
export interface Identified {
  className: string;
  fields: Record<string, Field>;
  id(props: Props): string;
  parse(id: string): Props | undefined;
}

/** The identity that an id stands for, in checked form; undefined when it isn't one. */
export function namedBy(kind: Identified, id: string): Props | undefined {
  const { fields } = kind;
  const written = kind.parse(id);
  if (written === undefined) return undefined;
  const entries = Object.entries(written).map(([name, value]): [string, Plain] => {
    const verdict = fields[name]?.check(value, written);
    return [name, verdict !== undefined && "ok" in verdict ? verdict.ok : undefined];
  });
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}

/**
 * What a read goes by: the outputs of a resource that is in the state. With `get` there are none:
 * the id says which one it is, and what the program gives beside it has to agree.
 */
export function knownBefore(kind: Identified, id: string, outputs: Props): Props {
  if (!isGet(outputs)) return outputs;
  const identity = namedBy(kind, id) ?? {};
  const wrong = Object.keys(identity).find((name) => !agrees(kind, { identity, outputs, name }));
  if (wrong === undefined) return identity;
  throw new Error(
    `the ${wrong} in its id and the one in the state given beside it are two: correct one of them, or ` +
      "leave the state out.",
  );
}

/** Nothing there is an answer about a resource that is in the state; `get` would give an empty one. */
export function refuseEmptyGet(id: string, outputs: Props): void {
  if (isGet(outputs) && Object.keys(outputs).length > 0) {
    throw new Error(`${id} was not found at GitHub.`);
  }
}

/** `check` or a write puts at least one of these into every state. */
const OF_A_STATE = ["valueWritten", "updatedAt", "repositoryId", "addedAt"];

/** Whether the program reads it by `get`, so that it stays. */
export function isReadByProgram(outputs: Props): boolean {
  return outputs[DECLARATION] === BY_GET;
}

/** Whether a read is of what `get` names, or was imported by a file, and the state holds nothing of it. */
export function isGet(outputs: Props): boolean {
  return OF_A_STATE.every((name) => outputs[name] === undefined);
}

function agrees(
  { fields }: Identified,
  { identity, outputs, name }: { identity: Props; outputs: Props; name: string },
): boolean {
  const given = outputs[name];
  if (given === undefined || given === null || hasUnknown(given)) return true;
  const verdict = fields[name]?.check(given, identity);
  return verdict !== undefined && "ok" in verdict && verdict.ok === identity[name];
}

export function notAnId(kind: Identified, wrong: string): string {
  const form = kind.id({ org: "ORG", repository: "OWNER/REPOSITORY", secretName: "NAME" });
  return `${shown(wrong)} is not an id of ${kind.className}: give ${form}.`;
}
