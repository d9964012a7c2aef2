import type { IdsByName } from "../kinds/forms";
import { isWhole, identityKey, type Identity } from "./identity";

/** A repository may be declared twice: by name and by id, or by its old name and its new one. */
export function uniqueIds(ids: IdsByName = {}): number[] {
  return [...new Set(Object.values(ids))];
}

/** What a secret's resource declares about the repositories that may use it. */
export interface ListDeclared {
  secret: Identity;
  className: string;
  /** Set if it is a visibility that has no list. */
  visibility: string | undefined;
  /** The whole list; undefined if the program leaves it to others. */
  members: readonly string[] | undefined;
}

/** A repository that a separate resource adds to a secret. */
export interface Addition {
  secret: Identity;
  /** The secret's name in messages. */
  name: string;
  /** Written like a list's member: a name, or the digits of an id. */
  repository: string;
}

/** A secret whose resource declares all of its repositories. */
interface WholeList {
  members: ReadonlySet<string>;
  ids?: ReadonlySet<number>;
}

/** What is wrong with an input of a secret. */
interface Contradiction {
  property: string;
  why: string;
}

/**
 * A secret that declares its whole list can't have a separate resource that adds a repository to it: each would
 * undo the other. Nor can a secret without a list, since GitHub empties it. This holds what the checks of this
 * process have seen of both.
 */
export class WholeLists {
  readonly #whole = new Map<string, WholeList>();
  /** The visibility of secrets that have no list. */
  readonly #without = new Map<string, string>();
  /** By secret, the repositories that separate resources add, as they were given. */
  readonly #added = new Map<string, Set<string>>();

  /** Called by a secret's check. Returns what is wrong. */
  declare({ secret, className, visibility, members }: ListDeclared): Contradiction | undefined {
    const key = identityKey(secret);
    const added = [...(this.#added.get(key) ?? [])];
    this.#without.delete(key);
    this.#whole.delete(key);
    if (visibility !== undefined) {
      this.#without.set(key, visibility);
      const [one] = added;
      if (one === undefined) return undefined;
      const why =
        `${visibility} has no list, but this program adds ${one} ` +
        `to it with ${className}Repository: ${SELECT}`;
      return { property: "visibility", why };
    }
    if (members === undefined) return undefined;
    const whole = { members: new Set(members) };
    this.#whole.set(key, whole);
    const one = added.find((repository) => isLeftOut(repository, whole));
    if (one === undefined) return undefined;
    const why = `leaves out ${one}, which this program adds with ${className}Repository: ${WAYS_OUT}`;
    return { property: "selectedRepositories", why };
  }

  /** Called by the check of a resource that adds a repository. Returns what is wrong. */
  add(addition: Addition): string | undefined {
    const { secret, name, repository } = addition;
    if (!isWhole(secret)) return undefined;
    const key = identityKey(secret);
    this.#added.set(key, (this.#added.get(key) ?? new Set()).add(repository));
    const visibility = this.#without.get(key);
    if (visibility !== undefined) {
      return `${repository} can't be added to ${name}, which this program declares with visibility ${visibility}: ${SELECT}`;
    }
    const whole = this.#whole.get(key);
    return whole !== undefined && isLeftOut(repository, whole) ? leftOut(addition) : undefined;
  }

  /** Called before a secret is written, and when it stays: learns the ids from its outputs. */
  know(secret: Identity, ids: IdsByName): void {
    const key = identityKey(secret);
    const whole = this.#whole.get(key);
    if (whole === undefined || Object.keys(ids).length < whole.members.size) return;
    this.#whole.set(key, { ...whole, ids: new Set(uniqueIds(ids)) });
  }

  /** Called before a repository with a known id is added. Throws if the whole list leaves it out. */
  refuse(addition: Addition, repositoryId: number): void {
    const { members, ids } = this.#whole.get(identityKey(addition.secret)) ?? {};
    if (!ids || ids.has(repositoryId) || members?.has(addition.repository)) return;
    throw new Error(`${leftOut(addition)}.`);
  }
}

const WAYS_OUT =
  "put it on the list, or leave selectedRepositories out " +
  "(or, with the classes of npm's package, add it to the secret's ignoreChanges)";

const SELECT = 'give the secret visibility "selected", or leave the repository out';

function leftOut({ name, repository }: Addition): string {
  return `${repository} is left out by selectedRepositories of ${name}, which this program declares too: ${WAYS_OUT}`;
}

/** A name and an id may mean the same repository. */
function isLeftOut(repository: string, { members }: WholeList): boolean {
  const form = isId(repository);
  return !members.has(repository) && [...members].every((member) => isId(member) === form);
}

function isId(repository: string): boolean {
  return !repository.includes("/");
}
