import { FairQueue, type Costly } from "./fair-queue";
import type { Pause } from "./rate-limits";

/** The requests to one of GitHub's resources. They wait together for its limits. */
export class Lane<T extends Costly> {
  readonly queue = new FairQueue<T>();
  /** Requests under way. */
  running = 0;
  /** Refusals in a row. */
  refusals = 0;
  /** Whether a timer is already set for its next start. */
  sleeping = false;
  #pause: Pause | undefined;

  get pause(): Pause | undefined {
    return this.#pause;
  }

  isPaused(now: number): boolean {
    return (this.#pause?.until ?? 0) > now;
  }

  pauseFor(pause: Pause): void {
    if (pause.until > (this.#pause?.until ?? 0)) this.#pause = pause;
  }
}
