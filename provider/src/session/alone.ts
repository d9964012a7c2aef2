import type { Alone, Note } from "./declared";
import { mayBeSame, type Identity } from "./identity";

/** Begins what stands for the read of a `get`. */
export const READ = "the read of ";

/** What is wrong with something that the program declares beside a set that answers for all secrets of a place. */
export function wrongBeside(
  { scope, deletes, call }: Alone,
  one: Identity & Pick<Note, "by">,
  all: Iterable<Note>,
): string | undefined {
  if (isPartOf(one.by, call) || one.by.startsWith(READ)) return undefined;
  if (mayBeSame(one, scope)) return NOT_ALONE;
  const { secretName } = one.fields;
  const isAdded = deletes !== undefined && mayBeSame(one, deletes) && secretName !== undefined;
  const has = (note: Note) => isPartOf(note.by, call) && note.fields.secretName === secretName;
  return isAdded && ![...all].some(has) ? ADDS_TO_DELETED : undefined;
}

const NOT_ALONE =
  "a set of this program answers for all secrets of this place (undeclared), and another resource declares one of them: " +
  "put it into the set, or leave undeclared out";

const ADDS_TO_DELETED =
  'a set of this program deletes the secrets of this place that it lacks (undeclared: "delete"), and another resource adds a ' +
  "repository to one of them: put that secret into the set, or choose another undeclared";

/** Whether a mark is the one of a constructor call, or of a secret in its set. */
function isPartOf(by: string, call: string): boolean {
  return by === call || by.startsWith(`${call} `);
}
