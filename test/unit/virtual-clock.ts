import type { Clock } from "../../provider/src/clock";

/** Time that passes only when the test says so; whoever sleeps wakes in the order of time. */
export class VirtualClock implements Clock {
  readonly #sleepers: { at: number; wake: () => void }[] = [];
  #now: number;

  constructor(start = Date.parse("2026-12-01T10:00:00Z")) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  random(): number {
    return 0;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ at: this.#now + ms, wake }));
  }

  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#nextBefore(end); next !== undefined; next = this.#nextBefore(end)) {
      this.#sleepers.splice(this.#sleepers.indexOf(next), 1);
      this.#now = next.at;
      next.wake();
      await settle();
    }
    this.#now = end;
  }

  #nextBefore(end: number) {
    return this.#sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** Lets everything happen that waits for nothing but its turn. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
