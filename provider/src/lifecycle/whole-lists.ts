import { LIST_IGNORED } from "../hints";
import { isWhole, keyOf } from "./identity";
import { membersOf, textOf, type Props } from "../rules/plain";
import { recordedIds, uniqueIds } from "./repository-list";
import { identityWith } from "./secret-declared";
import { identityOf, type SecretKind } from "./secret-kind";

/** A secret whose resource declares all repositories that it is for. */
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
 * A secret that declares its whole list leaves no room for a resource that adds a repository to it: each
 * would undo the other. Nor does one that has no list: GitHub empties it. What the checks of this process have
 * seen of both.
 */
export class WholeLists {
  readonly #whole = new Map<string, WholeList>();
  /** The visibility of those that have no list. */
  readonly #without = new Map<string, string>();
  /** By secret, the repositories that resources of their own add, as they were given. */
  readonly #added = new Map<string, Set<string>>();

  /** Called by a secret's check; returns what is wrong. */
  declare(kind: SecretKind, inputs: Props, news: Props): Contradiction | undefined {
    const key = keyOf(identityWith(kind, inputs));
    const visibility = visibilityWithoutList(kind, inputs);
    this.#without.delete(key);
    if (visibility !== undefined) {
      this.#whole.delete(key);
      this.#without.set(key, visibility);
      const [one] = this.#added.get(key) ?? [];
      if (one === undefined) return undefined;
      const why = `${visibility} has no list, to which this program adds ${one} with ${kind.className}Repository: ${SELECT}`;
      return { property: "visibility", why };
    }
    const members = membersOf(inputs, "selectedRepositories");
    if (members === undefined || news[LIST_IGNORED] === true) {
      this.#whole.delete(key);
      return undefined;
    }
    const whole = { members: new Set(members) };
    this.#whole.set(key, whole);
    const added = [...(this.#added.get(key) ?? [])].find((one) => isLeftOut(one, whole));
    if (added === undefined) return undefined;
    const why = `leaves out ${added}, which this program adds with ${kind.className}Repository: ${WAYS_OUT}`;
    return { property: "selectedRepositories", why };
  }

  /** Called by the check of one that adds a repository; returns what is wrong. */
  add(kind: SecretKind, inputs: Props): string | undefined {
    const secret = identityWith(kind, inputs);
    if (!isWhole(secret)) return undefined;
    const repository = nameOf(inputs);
    const key = keyOf(secret);
    this.#added.set(key, (this.#added.get(key) ?? new Set()).add(repository));
    const visibility = this.#without.get(key);
    if (visibility !== undefined) {
      const name = identityOf(kind, kind.id(inputs));
      return `${repository} can't be added to ${name}, which this program declares with visibility ${visibility}: ${SELECT}`;
    }
    const whole = this.#whole.get(key);
    return whole !== undefined && isLeftOut(repository, whole)
      ? leftOut(kind, inputs, repository)
      : undefined;
  }

  /** Called before a secret is written, and when it stays: what its outputs tell of the ids. */
  know(kind: SecretKind, outputs: Props): void {
    const key = keyOf(identityWith(kind, outputs));
    const whole = this.#whole.get(key);
    const ids = recordedIds(outputs);
    if (whole === undefined || Object.keys(ids).length < whole.members.size) return;
    this.#whole.set(key, { ...whole, ids: new Set(uniqueIds(ids)) });
  }

  /** Called before a repository is added whose id is known; throws where the whole list leaves it out. */
  refuse(kind: SecretKind, outputs: Props): void {
    const { members, ids } = this.#whole.get(keyOf(identityWith(kind, outputs))) ?? {};
    const repository = nameOf(outputs);
    if (!ids || ids.has(Number(outputs.repositoryId)) || members?.has(repository)) return;
    throw new Error(`${leftOut(kind, outputs, repository)}.`);
  }
}

const WAYS_OUT =
  "put it on the list, or leave selectedRepositories out (or give the secret ignoreChanges of it)";

const SELECT = 'give the secret visibility "selected", or leave the repository out';

function visibilityWithoutList(kind: SecretKind, inputs: Props): string | undefined {
  const { visibility } = inputs;
  return typeof visibility === "string" && !kind.hasList(inputs) ? visibility : undefined;
}

function leftOut(kind: SecretKind, inputs: Props, repository: string): string {
  const secret = identityOf(kind, kind.id(inputs));
  return `${repository} is left out by selectedRepositories of ${secret}, which this program declares too: ${WAYS_OUT}`;
}

/** As a list's member is written. */
function nameOf({ repository }: Props): string {
  return typeof repository === "number" ? String(repository) : textOf({ repository }, "repository");
}

/** A name and an id may be the same repository. */
function isLeftOut(repository: string, { members }: WholeList): boolean {
  const form = isId(repository);
  return !members.has(repository) && [...members].every((member) => isId(member) === form);
}

function isId(repository: string): boolean {
  return !repository.includes("/");
}
