import { BY_GET, DECLARATION } from "../rules/hints";
import { shown } from "../texts";
import type { Field } from "../rules/fields";
import { hasUnknown, type Plain, type Props } from "../rules/plain";

/** What distinguishes a class's resources, and how an id expresses it. */
export interface Identified {
  className: string;
  inputFields: Record<string, Field>;
  id(props: { org: string; repository: string; secretName: string }): string;
  parse(id: string): Props | undefined;
}

/** The id from `get` or an import is invalid. The error says only that. */
export class NotAnId extends Error {
  constructor(kind: Identified, id: string) {
    const form = kind.id({ org: "ORG", repository: "OWNER/REPOSITORY", secretName: "NAME" });
    super(`${shown(id)} is not an id of ${kind.className}: give ${form}.`);
  }
}

/** The identity that an id stands for, in checked form. Throws if the id is invalid. */
export function namedBy(kind: Identified, id: string): Props {
  const { inputFields } = kind;
  const written = kind.parse(id) ?? {};
  const entries = Object.entries(written).map(([name, value]): [string, Plain] => {
    const verdict = inputFields[name]?.check(value, written);
    return [name, verdict !== undefined && "ok" in verdict ? verdict.ok : undefined];
  });
  const isOne = entries.length > 0 && entries.every(([, value]) => value !== undefined);
  if (!isOne) throw new NotAnId(kind, id);
  return Object.fromEntries(entries);
}

/**
 * What a read starts from: the outputs of a resource in the state. `get` has none: its id says which resource
 * it is, and the other properties that the program gives have to agree with it.
 */
export function knownBefore<State extends object>(
  kind: Identified,
  id: string,
  outputs: State,
): State {
  if (!isGet(outputs)) return outputs;
  const identity = namedBy(kind, id);
  const given = outputs as Props;
  const wrong = Object.keys(identity).find((name) => !agrees(kind, { identity, given, name }));
  if (wrong === undefined) {
    // The mark of what is only read stays.
    return { ...identity, ...(isReadByProgram(given) && { [DECLARATION]: BY_GET }) } as State;
  }
  throw new Error(
    `the ${wrong} in its id differs from the one in the state given ` +
      "with it: correct one of them, or leave the state out.",
  );
}

/** Finding nothing is a valid answer for a resource in the state, but `get` would return an empty resource. */
export function refuseEmptyGet(id: string, outputs: object): void {
  if (isGet(outputs) && Object.keys(outputs).length > 0) {
    throw new Error(`${id} was not found at GitHub.`);
  }
}

/** `check` or a write puts at least one of these into every state. */
const OF_A_STATE = ["valueWritten", "keepValue", "updatedAt", "repositoryId", "addedAt"];

/** Whether the program has read it by `get`, now or in the run that recorded it, and so never wrote it. */
export function isReadByProgram(outputs: { [DECLARATION]?: Plain }): boolean {
  return outputs[DECLARATION] === BY_GET;
}

/** Whether this is the program's read of it, so that it stays. */
export function isReadNow(outputs: { [DECLARATION]?: Plain }): boolean {
  return isReadByProgram(outputs) && isGet(outputs);
}

/** Whether a read is a `get`, or an import by a file, so that the state holds nothing about it yet. */
export function isGet(outputs: object): boolean {
  const recorded = outputs as Props;
  return OF_A_STATE.every((name) => recorded[name] === undefined);
}

function agrees(
  { inputFields }: Identified,
  { identity, given, name }: { identity: Props; given: Props; name: string },
): boolean {
  const value = given[name];
  if (value === undefined || value === null || hasUnknown(value)) return true;
  const verdict = inputFields[name]?.check(value, identity);
  return verdict !== undefined && "ok" in verdict && verdict.ok === identity[name];
}
