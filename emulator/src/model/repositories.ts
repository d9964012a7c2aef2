import type { SeedRepository } from "../seed/seed";
import { branchesOf } from "./launch-points";

/** What the seed says about it, and the parts of its name. */
export interface Repository extends Readonly<SeedRepository> {
  readonly owner: string;
  readonly name: string;
  /** Read-only for everybody. */
  readonly archived?: boolean;
}

/** Repositories by id and by name. An old name leads to the new one until somebody takes it again. */
export class Repositories {
  readonly #byId = new Map<number, Repository>();
  readonly #idByName = new Map<string, number>();
  readonly #renamed = new Map<string, number>();
  #nextId = 700_001;

  constructor(seed: readonly SeedRepository[]) {
    for (const repository of seed) this.add(repository);
  }

  add(seed: SeedRepository & Pick<Repository, "archived">): Repository {
    const [owner = "", name = ""] = seed.fullName.split("/");
    const repository = { ...seed, owner, name };
    this.#byId.set(repository.id, repository);
    this.#idByName.set(key(repository.fullName), repository.id);
    this.#renamed.delete(key(repository.fullName));
    return repository;
  }

  create(fullName: string, isPrivate: boolean): Repository {
    return this.add({ id: this.#nextId++, fullName, private: isPrivate });
  }

  byId(id: number): Repository | undefined {
    return this.#byId.get(id);
  }

  byName(fullName: string): Repository | undefined {
    return this.byId(this.#idByName.get(key(fullName)) ?? -1);
  }

  /** The repository that once had this name. */
  byOldName(fullName: string): Repository | undefined {
    return this.byId(this.#renamed.get(key(fullName)) ?? -1);
  }

  /** In the order of their ids. */
  ofOwner(owner: string): Repository[] {
    return this.all().filter((repository) => key(repository.owner) === key(owner));
  }

  all(): Repository[] {
    return [...this.#byId.values()].sort((a, b) => a.id - b.id);
  }

  archive(repository: Repository, archived: boolean): void {
    this.add({ ...repository, archived });
  }

  rename(repository: Repository, fullName: string): void {
    this.#idByName.delete(key(repository.fullName));
    this.add({ ...repository, fullName });
    this.#renamed.set(key(repository.fullName), repository.id);
  }

  /** A branch that already exists stays. */
  addBranch(repository: Repository, branch: string): void {
    const branches = new Set([...branchesOf(repository), branch]);
    this.add({ ...repository, branches: [...branches] });
  }

  delete(repository: Repository): void {
    this.#byId.delete(repository.id);
    this.#idByName.delete(key(repository.fullName));
  }
}

const key = (fullName: string): string => fullName.toLowerCase();
