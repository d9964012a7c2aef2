import type { RepositoryIds } from "./repository-ids";

/** For each declared thing, the repository names that the state doesn't have for it yet. */
export class NewNames {
  readonly #names = new Map<string, Set<string>>();

  /** Called by the check of a thing in a repository, or that adds one, if this name for it is new. */
  note(what: string, repository: string): void {
    this.#names.set(what, (this.#names.get(what) ?? new Set()).add(repository));
  }

  /**
   * The noted names that lead to this repository. GitHub redirects old names, and a program may go back to one.
   * What is declared under these names is about to be written, so they have to be looked up anyway.
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
