/** Things by name. Each is made at its first use, and dropped when it has not been used for a while. */
export class IdleShelf<T> {
  readonly #longest: number;
  readonly #now: () => number;
  readonly #things = new Map<string, { thing: T; usedAt: number }>();

  /** @param longest how long a thing is kept unused, in milliseconds */
  constructor(longest: number, now: () => number) {
    this.#longest = longest;
    this.#now = now;
  }

  get size(): number {
    return this.#things.size;
  }

  get(name: string, make: () => T): T {
    const now = this.#now();
    const thing = this.#things.get(name)?.thing ?? make();
    this.#things.set(name, { thing, usedAt: now });
    for (const [other, { usedAt }] of this.#things) {
      if (now - usedAt > this.#longest) this.#things.delete(other);
    }
    return thing;
  }
}
