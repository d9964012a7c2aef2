import { invalid, notFound } from "../errors";
import type { Switches } from "../switches";

/** The ids that a scope can use, sorted. An unknown one is refused or left out. */
export function usableIds(
  ids: readonly number[],
  isUsable: (id: number) => boolean,
  { unknownRepositoryId }: Pick<Switches, "unknownRepositoryId">,
): number[] {
  const unknown = ids.filter((id) => !isUsable(id));
  if (unknown.length > 0 && unknownRepositoryId === "404") throw notFound();
  if (unknown.length > 0 && unknownRepositoryId === "422") {
    throw invalid(`Unknown repository id: ${unknown.join(", ")}.`);
  }
  return [...new Set(ids.filter(isUsable))].sort((a, b) => a - b);
}

/** The list after one was added. `added` is empty if an unknown id was ignored. */
export function withRepository(old: readonly number[], added: readonly number[]): number[] {
  return [...new Set([...old, ...added])].sort((a, b) => a - b);
}

export function withoutRepository(
  old: readonly number[],
  id: number,
  { removingAbsentRepository }: Pick<Switches, "removingAbsentRepository">,
): number[] {
  if (!old.includes(id) && removingAbsentRepository === "404") throw notFound();
  return old.filter((other) => other !== id);
}
