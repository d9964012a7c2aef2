/** What the state held for the resource that declares an identity. */
export type Before = "nothing" | "same identity" | "another identity";

/** What this run's program declares, so that nothing declared is ever deleted or written twice. */
export class Declarations {
  readonly #declared = new Map<string, Set<Before>>();
  readonly #written = new Set<string>();
  readonly #kept = new Set<string>();

  /**
   * Called by every check. Returns what is wrong when two resources claim one identity. Pulumi
   * checks a resource once with what was before, and once more with nothing when it replaces it:
   * the same claim made twice is therefore made by two.
   */
  declare(identity: string, before: Before): string | undefined {
    const claims = this.#declared.get(identity) ?? new Set();
    this.#declared.set(identity, claims);
    if (before === "another identity") return undefined;
    const outOfOrder = before === "same identity" && claims.has("nothing");
    if (claims.has(before) || outOfOrder) return declaredTwice(identity);
    claims.add(before);
    return undefined;
  }

  /**
   * Whether a resource that is in the state and a new one both declare it. It may be one resource
   * that is created before it is deleted, or two: Pulumi's checks look the same.
   */
  isContested(identity: string): boolean {
    const claims = this.#declared.get(identity);
    return claims !== undefined && claims.has("nothing") && claims.has("same identity");
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

  wasKept(identity: string): boolean {
    return this.#kept.has(identity);
  }

  /** Called before every write. Throws when another resource wrote this identity in this run. */
  claim(identity: string): void {
    if (this.#written.has(identity)) throw new Error(declaredTwice(identity));
    this.#written.add(identity);
  }
}

function declaredTwice(identity: string): string {
  return `two resources of this program declare ${identity} (GitHub ignores case): keep one of them`;
}
