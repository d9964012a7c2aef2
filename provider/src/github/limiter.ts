import type { Clock } from "./clock";
import { FairQueue, type Costly } from "./fair-queue";
import { FULL_PACE, limitsAt, shareAt, slowedDown, type Pace } from "./pace";
import {
  hourLeft,
  isPrimaryLimit,
  isRateLimited,
  pauseAfter,
  pointsOf,
  primaryPause,
  UNKNOWN_HOUR,
  type LimitAnswer,
  type Pause,
  type RateLimits,
} from "./rate-limits";
import type { Say } from "./say";
import { SpentPoints } from "./spent-points";

/**
 * Must be called when the request has ended, with its answer if there was one, or was not sent after
 * all. Returns whether it must be sent again.
 */
export type Leave = (answer?: LimitAnswer | "not sent") => boolean;

interface Waiting extends Costly {
  enter(leave: Leave): void;
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
  readonly #queue = new FairQueue<Waiting>();
  readonly #spent = new SpentPoints();
  #pace: Pace = FULL_PACE;
  #hour = UNKNOWN_HOUR;
  #running = 0;
  #refusals = 0;
  #pause: Pause | undefined;
  #sleeping = false;

  constructor(limits: RateLimits, clock: Clock, say: Say) {
    this.#limits = limits;
    this.#clock = clock;
    this.#say = say;
  }

  /** Resolves when a request may start. */
  enter(route: string): Promise<Leave> {
    return new Promise((enter, refuse) => {
      const points = pointsOf(route);
      this.#queue.add(points === 1 ? "read" : "write", { points, enter, refuse });
      this.#serve();
    });
  }

  #leave(points: number, answer?: LimitAnswer | "not sent"): boolean {
    this.#running -= 1;
    if (answer === "not sent") this.#spent.takeBack(points);
    else this.#spent.end(points, this.#clock.now());
    const refused = typeof answer === "object" && this.#learn(answer);
    this.#serve();
    return refused;
  }

  #learn(answer: LimitAnswer): boolean {
    const now = this.#clock.now();
    this.#hour = hourLeft(this.#hour, answer);
    if (isRateLimited(answer)) {
      const already = (this.#pause?.until ?? 0) > now;
      if (!already) this.#refusals += 1;
      const pause = pauseAfter(answer, this.#refusals, now);
      if (!already && !isPrimaryLimit(answer)) this.#slowDown(now, pause.until);
      this.#pauseFor(pause);
      return true;
    }
    this.#refusals = 0;
    const { "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset } = answer.headers;
    const isGraphql = answer.headers["x-ratelimit-resource"] === "graphql";
    if (remaining === "0" && reset !== undefined && !isGraphql) {
      this.#pauseFor(primaryPause(answer.headers, now));
    }
    return false;
  }

  /** Said once: what follows it is of the same cause, and each wait is said anyway. */
  #slowDown(now: number, until: number): void {
    const isFirst = this.#pace === FULL_PACE;
    this.#pace = slowedDown(this.#pace, this.#limits, { now, until });
    if (!isFirst || this.#pace.share === 1) return;
    const { pointsPerMinute, concurrency } = limitsAt(this.#limits, this.#pace.share);
    this.#say.info(
      `GitHub's secondary rate limit refused a request: going on with ${pointsPerMinute} points a minute and ` +
        `${concurrency} requests at once, and more again with each minute that goes well.`,
    );
  }

  #pauseFor(pause: Pause): void {
    if (pause.until > (this.#pause?.until ?? 0)) this.#pause = pause;
  }

  #serve(): void {
    while (!this.#sleeping) {
      const now = this.#clock.now();
      const limits = limitsAt(this.#limits, shareAt(this.#pace, this.#limits, now));
      const next = this.#queue.peek();
      // No more than are left of the hour, or the rest would be refused. One asks how it is now.
      const places = Math.min(limits.concurrency, Math.max(1, this.#hour.requests));
      if (next === undefined || this.#running >= places) return;
      const { points } = next;
      const start = this.#startOf(points, limits.pointsPerMinute, now);
      if (start.until === Infinity) return;
      if (start.until > now) {
        this.#wait(start.until - now, start);
        return;
      }
      this.#queue.take();
      this.#running += 1;
      this.#spent.start(points);
      next.enter((answer) => this.#leave(points, answer));
    }
  }

  #startOf(points: number, pointsPerMinute: number, now: number): Pause {
    const until = this.#spent.roomFor(points, pointsPerMinute, now);
    const reason = `the limit of ${pointsPerMinute} points a minute`;
    return this.#pause !== undefined && this.#pause.until > until ? this.#pause : { until, reason };
  }

  #wait(wait: number, { until, reason }: Pause): void {
    const comeBack = new Date(until).toISOString();
    if (wait > this.#limits.longestWait) {
      const minutes = Math.ceil(wait / 60_000);
      const error = new WaitTooLong(
        `${reason} asks for a wait of ${minutes} minutes, more than is allowed here. Run again after ${comeBack}; what was done is kept.`,
      );
      for (const waiting of this.#queue.takeAll()) waiting.refuse(error);
      return;
    }
    if (wait > SILENT_WAIT) {
      const seconds = Math.ceil(wait / 1000);
      const { length } = this.#queue;
      const requests = length === 1 ? "1 request" : `${length} requests`;
      this.#say.info(
        `GitHub: waiting ${seconds} s (until ${comeBack}) with ${requests} because of ${reason}.`,
      );
    }
    this.#sleeping = true;
    void this.#clock.sleep(wait).then(() => {
      this.#sleeping = false;
      this.#serve();
    });
  }
}
