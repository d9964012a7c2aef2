import type { SecretInputs, SecretState } from "../../kinds/secret-kind";
import type { ListedRepository } from "../../session/repository-lists";
import type { IdsByName } from "../../kinds/forms";
import { uniqueIds } from "../../session/whole-lists";
import { membersOf, setOf } from "../../rules/plain";

export function sameIds(one: IdsByName, other: IdsByName): boolean {
  const sorted = (ids: IdsByName) => uniqueIds(ids).sort().join();
  return sorted(one) === sorted(other);
}

/** What GitHub lists, under the declared names: a renamed repository keeps its declared name. */
export function underDeclaredNames(
  listed: readonly ListedRepository[],
  recorded: IdsByName,
): IdsByName {
  const there = new Set(listed.map(({ id }) => id));
  const declared = Object.entries(recorded).filter(([, id]) => there.has(id));
  const taken = new Set(declared.map(([name]) => name));
  const entries = listed.flatMap(({ id, repository }) => {
    const known = declared.filter(([, recordedId]) => recordedId === id);
    // Another repository may have taken the name that a declared one had before it was renamed.
    const name = taken.has(repository.toLowerCase()) ? String(id) : repository.toLowerCase();
    return known.length > 0 ? known : [[name, id] as const];
  });
  return Object.fromEntries(entries);
}

/**
 * Whether the program manages the list and now declares another set. A list that it didn't manage before is
 * whatever others made of it, so what the state recorded says nothing.
 */
export function listChanged(olds: SecretState, news: SecretInputs): boolean {
  const declared = membersOf(news, "selectedRepositories");
  if (declared === undefined) return false;
  const before = membersOf(olds, "selectedRepositories");
  if (before === undefined) return true;
  return Object.keys(setOf(declared)).join() !== Object.keys(setOf(before)).join();
}

/** Whether a repository is declared by its name rather than by its id. */
export function isName(member: string): boolean {
  return member.includes("/");
}
