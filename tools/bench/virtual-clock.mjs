/** Time that jumps to the next sleeper's end as soon as there is nothing else to do. */
export class VirtualClock {
  /** @type {{ at: number, wake: () => void }[]} */
  #sleepers = [];
  #now;

  /** @param {number} start */
  constructor(start) {
    this.#now = start;
  }

  now() {
    return this.#now;
  }

  random() {
    return 0;
  }

  /**
   * @param {number} ms
   * @returns {Promise<void>}
   */
  sleep(ms) {
    return new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + ms, wake });
    });
  }

  /**
   * Lets time pass until the work is done. Throws if everything waits for something other than time.
   * @param {Promise<unknown>} work
   */
  async runUntil(work) {
    const state = { isDone: false };
    const done = () => {
      state.isDone = true;
    };
    work.then(done, done);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (state.isDone) return work;
      this.#wakeNext();
    }
  }

  /** There are few sleepers at a time: at most a hundred requests are under way. */
  #wakeNext() {
    const at = this.#sleepers.reduce((first, sleeper) => Math.min(first, sleeper.at), Infinity);
    if (at === Infinity) throw new Error("everybody waits, and nobody for the clock");
    this.#now = Math.max(this.#now, at);
    const awake = this.#sleepers.filter((sleeper) => sleeper.at <= at);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.at > at);
    for (const { wake } of awake) wake();
  }
}
