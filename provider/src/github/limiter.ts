import type { Clock } from "./clock";
import {
  isRateLimited,
  pauseAfter,
  pointsOf,
  primaryPause,
  roomInWindow,
  WINDOW,
  type LimitAnswer,
  type Pause,
  type RateLimits,
  type Spent,
} from "./rate-limits";
import type { Say } from "./say";

interface Waiting {
  points: number;
  enter(): void;
  refuse(error: Error): void;
}

/** Waits shorter than this are not worth a line. */
const SILENT_WAIT = 3_000;

/** The wait that GitHub asks for is longer than the user allows. */
export class WaitTooLong extends Error {}

/** One queue for each host and credential: no request starts before GitHub's limits allow it. */
export class Limiter {
  readonly #limits: RateLimits;
  readonly #clock: Clock;
  readonly #say: Say;
  readonly #queue: Waiting[] = [];
  #spent: Spent[] = [];
  #running = 0;
  #refusals = 0;
  #pause: Pause | undefined;
  #sleeping = false;

  constructor(limits: RateLimits, clock: Clock, say: Say) {
    this.#limits = limits;
    this.#clock = clock;
    this.#say = say;
  }

  /** Resolves when a request may start; the caller must call `leave` when it has ended. */
  enter(method: string): Promise<void> {
    return new Promise((enter, refuse) => {
      this.#queue.push({ points: pointsOf(method), enter, refuse });
      this.#serve();
    });
  }

  /** Takes in what an answer says of the limits. Returns whether the request must be sent again. */
  leave(answer?: LimitAnswer): boolean {
    this.#running -= 1;
    const refused = answer !== undefined && this.#learn(answer);
    this.#serve();
    return refused;
  }

  #learn(answer: LimitAnswer): boolean {
    const now = this.#clock.now();
    if (isRateLimited(answer)) {
      const already = (this.#pause?.until ?? 0) > now;
      if (!already) this.#refusals += 1;
      this.#pauseFor(pauseAfter(answer, this.#refusals, now));
      return true;
    }
    this.#refusals = 0;
    const { "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset } = answer.headers;
    // GraphQL has an hourly limit of its own: what is left of it says nothing about the others.
    const isGraphql = answer.headers["x-ratelimit-resource"] === "graphql";
    if (remaining === "0" && reset !== undefined && !isGraphql) {
      this.#pauseFor(primaryPause(answer.headers, now));
    }
    return false;
  }

  #pauseFor(pause: Pause): void {
    if (pause.until > (this.#pause?.until ?? 0)) this.#pause = pause;
  }

  #serve(): void {
    while (!this.#sleeping) {
      const [next] = this.#queue;
      if (next === undefined || this.#running >= this.#limits.concurrency) return;
      const start = this.#startOf(next.points);
      const wait = start.until - this.#clock.now();
      if (wait > 0) {
        this.#wait(wait, start);
        return;
      }
      this.#queue.shift();
      this.#running += 1;
      this.#spent.push({ at: this.#clock.now(), points: next.points });
      next.enter();
    }
  }

  #startOf(points: number): Pause {
    const now = this.#clock.now();
    this.#spent = this.#spent.filter(({ at }) => at > now - WINDOW);
    const window = {
      until: roomInWindow(this.#spent, points, this.#limits.pointsPerMinute, now),
      reason: `the limit of ${this.#limits.pointsPerMinute} points a minute`,
    };
    return this.#pause !== undefined && this.#pause.until > window.until ? this.#pause : window;
  }

  #wait(wait: number, { until, reason }: Pause): void {
    const comeBack = new Date(until).toISOString();
    if (wait > this.#limits.longestWait) {
      const minutes = Math.ceil(wait / 60_000);
      const error = new WaitTooLong(
        `${reason} asks for a wait of ${minutes} minutes, more than is allowed here. Run again after ${comeBack}; what was done is kept.`,
      );
      for (const waiting of this.#queue.splice(0)) waiting.refuse(error);
      return;
    }
    if (wait > SILENT_WAIT) {
      const seconds = Math.ceil(wait / 1000);
      this.#say.info(
        `GitHub: waiting ${seconds} s (until ${comeBack}) with ${this.#queue.length} requests because of ${reason}.`,
      );
    }
    this.#sleeping = true;
    void this.#clock.sleep(wait).then(() => {
      this.#sleeping = false;
      this.#serve();
    });
  }
}
