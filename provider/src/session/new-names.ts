import type { RepositoryIds } from "./repository-ids";

/** By what is declared, the repositories by name that the state doesn't have for it yet. */
export class NewNames {
  readonly #names = new Map<string, Set<string>>();

  /** Called by the check of what is in a repository, or adds one, and wasn't declared under this name before. */
  note(what: string, repository: string): void {
    this.#names.set(what, (this.#names.get(what) ?? new Set()).add(repository));
  }

  /**
   * Those that lead to a repository: GitHub follows old names, and a program may go back to one. What is declared under
   * them is about to be written, so that they have to be looked up in any case.
   */
  async leadingTo(
    repositoryId: number,
    what: string,
    repositories: () => Promise<RepositoryIds>,
  ): Promise<string[]> {
    const names = [...(this.#names.get(what) ?? [])];
    if (names.length === 0) return [];
    const found = await (await repositories()).locate(names);
    return names.filter((name) => found.get(name)?.id === repositoryId);
  }
}
