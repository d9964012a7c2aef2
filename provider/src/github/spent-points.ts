/**
 * GitHub counts when requests arrive, we when they leave: of two that left 60 s apart the later may
 * arrive within 60 s of the earlier, which had a connection to open. Hence a second more.
 */
export const WINDOW = 61_000;

/** The points spent in the sliding window that ends now. */
export class SpentPoints {
  #entries: { at: number; points: number }[] = [];
  #head = 0;
  #sum = 0;

  add(points: number, now: number): void {
    this.#entries.push({ at: now, points });
    this.#sum += points;
  }

  /** When the next request of `points` fits into the window, with so many allowed in it. */
  roomFor(points: number, limit: number, now: number): number {
    this.#forget(now);
    let used = this.#sum;
    if (used === 0 || used + points <= limit) return now;
    for (let index = this.#head; index < this.#entries.length; index++) {
      const entry = this.#entries[index];
      if (entry === undefined) break;
      used -= entry.points;
      if (used === 0 || used + points <= limit) return entry.at + WINDOW;
    }
    return now;
  }

  #forget(now: number): void {
    for (let entry = this.#entries[this.#head]; entry !== undefined && entry.at <= now - WINDOW;) {
      this.#sum -= entry.points;
      this.#head += 1;
      entry = this.#entries[this.#head];
    }
    if (this.#head * 2 <= this.#entries.length) return;
    this.#entries = this.#entries.slice(this.#head);
    this.#head = 0;
  }
}
