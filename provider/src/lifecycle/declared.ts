import type { Plain } from "./plain";

/** What the state held for the resource that declares an identity. */
export type Before = "nothing" | "same identity" | "another identity";

interface Claims {
  readonly before: Set<Before>;
  mayCreateFirst: boolean;
}

/** What this run's program declares, so that nothing declared is ever deleted or written twice. */
export class Declarations {
  readonly #declared = new Map<string, Claims>();
  readonly #written = new Set<string>();
  readonly #kept = new Set<string>();

  /**
   * Called by every check. Returns what is wrong when two resources claim one identity. Pulumi
   * checks a resource once with what was before, and once more with nothing when it replaces it:
   * the same claim made twice is therefore made by two.
   */
  declare(identity: string, before: Before, createBeforeDelete?: Plain): string | undefined {
    const claims = this.#declared.get(identity) ?? { before: new Set(), mayCreateFirst: false };
    this.#declared.set(identity, claims);
    if (createBeforeDelete === true) claims.mayCreateFirst = true;
    if (before === "another identity") return undefined;
    const outOfOrder = before === "same identity" && claims.before.has("nothing");
    if (claims.before.has(before) || outOfOrder) return declaredTwice(identity);
    claims.before.add(before);
    return undefined;
  }

  isDeclared(identity: string): boolean {
    return this.#declared.has(identity);
  }

  /** Whether this run wrote it, or was about to. */
  wasWritten(identity: string): boolean {
    return this.#written.has(identity);
  }

  /** A delete was skipped because the identity is declared: the create that follows is ours. */
  keep(identity: string): void {
    this.#kept.add(identity);
  }

  /** Whether what a create finds at GitHub is what this stack's state holds: it is being replaced. */
  isReplaced(identity: string): boolean {
    const mayCreateFirst = this.#declared.get(identity)?.mayCreateFirst === true;
    return this.#kept.has(identity) || (mayCreateFirst && this.#isKnownAndNew(identity));
  }

  /**
   * Called before every write. Throws when another resource wrote this identity in this run, or is
   * about to: a known and a new resource are either two, or one whose replacement deletes first.
   */
  claim(identity: string): void {
    const two = this.#isKnownAndNew(identity) && !this.isReplaced(identity);
    if (two || this.#written.has(identity)) throw new Error(declaredTwice(identity));
    this.#written.add(identity);
  }

  #isKnownAndNew(identity: string): boolean {
    const before = this.#declared.get(identity)?.before;
    return before !== undefined && before.has("nothing") && before.has("same identity");
  }
}

function declaredTwice(identity: string): string {
  return `two resources of this program declare ${identity} (GitHub ignores case): keep one of them`;
}
