/** What reads and then writes one thing does so one after another, whatever resource asks. */
export class Turns {
  readonly #lines = new Map<string, Promise<unknown>>();

  /** Runs the pieces of work of one key one after another, in the order in which they were asked for. */
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
