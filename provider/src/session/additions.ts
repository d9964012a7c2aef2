import type { Note } from "./declared";
import type { Identity } from "./identity";

/** A resource that adds a repository to a secret. */
export interface Adding {
  className: string;
  /** In words; undefined if another process has checked it: others tell no names. */
  name: string | undefined;
  /** The name of its repository, if another process has told it. */
  repository: string | undefined;
  /** It may turn out to be about another user's secret. */
  mayBeAnother: boolean;
}

/**
 * The resources of the program that add a repository to this secret. Without a check in any process, all that the program declares
 * may be about to be deleted: a destroy can run the program too.
 */
export function additionsTo(secret: Identity, notes: readonly Note[]): Note[] {
  if (!notes.some(({ checked }) => checked === true)) return [];
  return notes.filter(
    (note) =>
      note.className === `${secret.className}Repository` &&
      isResource(note) &&
      Object.entries(secret.fields).every(([name, field]) => note.fields[name] === field),
  );
}

/** What a list or a `get` tells has a mark with a space, and so has what a transform or an ignored change has undone. */
function isResource({ by, checked }: Note): boolean {
  return checked === true || !by.includes(" ");
}

export function addingBy(
  { className, repository, owner: theirs }: Note,
  { name, owner }: { name: string | undefined; owner: number | undefined },
): Adding {
  const mayBeAnother = name === undefined && owner !== undefined && theirs === undefined;
  return { className, name, repository, mayBeAnother };
}
