import type { Note } from "./declared";

/** Begins what stands for a creation that follows. It is none of anything that has a name. */
const CREATION = "the creation of ";

export function creationNote(mark: string, state: "to come" | "begun"): Note {
  const note = { className: "", fields: {}, by: `${CREATION}${mark}` };
  return state === "begun" ? { ...note, checked: true } : note;
}

/**
 * Whether a creation is to come, and no check has seen the resource of this mark, in any process. Pulumi deletes what depends on
 * something replaced before its creation, and checks that later; what the program doesn't have it deletes once all is created.
 */
export function comesLater(notes: Iterable<Note>, mark: string): boolean {
  const creations = [...notes].filter(({ by }) => by.startsWith(CREATION));
  const isChecked = creations.some(({ by }) => by === `${CREATION}${mark}`);
  return !isChecked && creations.some(({ checked }) => checked !== true);
}
