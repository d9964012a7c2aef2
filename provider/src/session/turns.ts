/** Makes everything that reads and then writes the same thing take turns, whichever resource asks. */
export class Turns {
  readonly #lines = new Map<string, Promise<unknown>>();

  /** Runs all work of one key one after another, in the order in which it was requested. */
  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#lines.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#lines.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#lines.get(key) === mine) this.#lines.delete(key);
    }
  }
}
