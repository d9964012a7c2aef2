/**
 * GitHub's minute, plus a little for clocks that differ. It starts when a request has ended: GitHub counts a
 * request when it arrives, which is an unknown time before that.
 */
export const WINDOW = 60_100;

/** The points spent in the sliding window that ends now. */
export class SpentPoints {
  /** The points of requests that have ended, in the order in which they ended. */
  #ended: { at: number; points: number }[] = [];
  #head = 0;
  /** The points of all requests, including those under way. */
  #sum = 0;

  start(points: number): void {
    this.#sum += points;
  }

  end(points: number, now: number): void {
    this.#ended.push({ at: now, points });
  }

  /** Gives back the points of a request that was started but not sent. */
  takeBack(points: number): void {
    this.#sum -= points;
  }

  /**
   * When the next request of `points` fits into the window, of which `limit` points may be used. Infinity if
   * that depends on when the requests under way end.
   */
  roomFor(points: number, limit: number, now: number): number {
    this.#forget(now);
    let used = this.#sum;
    const fits = () => used === 0 || used + points <= limit;
    if (fits()) return now;
    for (let index = this.#head; index < this.#ended.length; index++) {
      const entry = this.#ended[index];
      if (entry === undefined) break;
      used -= entry.points;
      if (fits()) return entry.at + WINDOW;
    }
    return Infinity;
  }

  #forget(now: number): void {
    for (let first = this.#ended[this.#head]; first !== undefined && first.at <= now - WINDOW;) {
      this.#sum -= first.points;
      this.#head += 1;
      first = this.#ended[this.#head];
    }
    if (this.#head * 2 <= this.#ended.length) return;
    this.#ended = this.#ended.slice(this.#head);
    this.#head = 0;
  }
}
