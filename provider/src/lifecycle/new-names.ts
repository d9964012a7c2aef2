import type { Account } from "../operations/operation";
import type { Session } from "./session";

/** By what is declared, the repositories by name that the state doesn't have for it yet. */
const newNames = new WeakMap<Session, Map<string, Set<string>>>();

/** Called by the check of what is in a repository, or adds one, and wasn't declared under this name before. */
export function noteNewName(what: string, repository: string, session: Session): void {
  const all = newNames.get(session) ?? new Map<string, Set<string>>();
  newNames.set(session, all);
  all.set(what, (all.get(what) ?? new Set()).add(repository));
}

/**
 * Those of the new names that lead to a repository: GitHub follows old ones, and a program may go back to one. What is
 * declared under them is about to be written, so that they have to be looked up in any case.
 */
export async function newNamesOf(
  repositoryId: number,
  { what, account }: { what: string; account: Account },
  session: Session,
): Promise<string[]> {
  const names = [...(newNames.get(session)?.get(what) ?? [])];
  if (names.length === 0) return [];
  const repositories = await session.repositoryIds(account);
  const found = await repositories.locate(names);
  return names.filter((name) => found.get(name)?.id === repositoryId);
}
