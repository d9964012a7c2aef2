import type { Clock } from "../../clock";
import type { Costly } from "./fair-queue";
import { Lane } from "./lane";
import { FULL_PACE, limitsAt, shareAt, slowedDown, type Pace } from "./pace";
import {
  heldUpBy,
  hourLeft,
  isPrimaryLimit,
  isRateLimited,
  pauseAfter,
  pointsOf,
  primaryPause,
  resourceOf,
  RESOURCES,
  UNKNOWN_HOUR,
  type LimitAnswer,
  type Pause,
  type LimitName,
} from "./rate-limits";
import type { RateLimits } from "../../settings/reading";
import type { Say } from "../../say";
import { SpentPoints } from "./spent-points";

/**
 * Must be called when the request has ended, with its answer if there is one, or when it was not sent after
 * all. Returns whether it must be sent again.
 */
export type Leave = (answer?: LimitAnswer | "not sent") => boolean;

interface Waiting extends Costly {
  resource: LimitName;
  enter(leave: Leave): void;
  refuse(error: Error): void;
}

/** Shorter waits than this are not reported, in milliseconds. */
const SILENT_WAIT = 3_000;

/** The wait that GitHub asks for is longer than the user allows. */
export class WaitTooLong extends Error {}

/** One queue for each host and credential: no request starts before GitHub's limits allow it. */
export class Limiter {
  readonly #limits: RateLimits;
  readonly #clock: Clock;
  readonly #say: Say;
  readonly #lanes: Record<LimitName, Lane<Waiting>> = { core: new Lane(), graphql: new Lane() };
  readonly #spent = new SpentPoints();
  #pace: Pace = FULL_PACE;
  #hour = UNKNOWN_HOUR;

  constructor(limits: RateLimits, clock: Clock, say: Say) {
    this.#limits = limits;
    this.#clock = clock;
    this.#say = say;
  }

  /** Resolves when a request may start. */
  enter(route: string): Promise<Leave> {
    return new Promise((enter, refuse) => {
      const points = pointsOf(route);
      const resource = resourceOf(route);
      const kind = points === 1 ? "read" : "write";
      this.#lanes[resource].queue.add(kind, { points, resource, enter, refuse });
      this.#serve();
    });
  }

  #leave({ points, resource }: Waiting, answer?: LimitAnswer | "not sent"): boolean {
    this.#lanes[resource].running -= 1;
    if (answer === "not sent") this.#spent.takeBack(points);
    else this.#spent.end(points, this.#clock.now());
    const refused = typeof answer === "object" && this.#learn(answer, resource);
    this.#serve();
    return refused;
  }

  #learn(answer: LimitAnswer, resource: LimitName): boolean {
    const now = this.#clock.now();
    const lane = this.#lanes[resource];
    this.#hour = hourLeft(this.#hour, answer);
    if (isRateLimited(answer)) {
      this.#holdUp(answer, resource, now);
      return true;
    }
    lane.refusals = 0;
    const { "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset } = answer.headers;
    const isOthers = answer.headers["x-ratelimit-resource"] === "graphql" && resource === "core";
    if (remaining === "0" && reset !== undefined && !isOthers) {
      lane.pauseFor(primaryPause(answer.headers, now));
    }
    return false;
  }

  #holdUp(answer: LimitAnswer, resource: LimitName, now: number): void {
    const lane = this.#lanes[resource];
    const held = heldUpBy(answer, resource);
    const already = lane.isPaused(now);
    if (!already) lane.refusals += 1;
    const pause = pauseAfter(answer, lane.refusals, now);
    const isOfAll = !isPrimaryLimit(answer) && held.includes("core");
    if (!already && isOfAll) this.#slowDown(now, pause.until);
    for (const one of held) this.#lanes[one].pauseFor(pause);
  }

  /** Reported once: what follows has the same cause, and each wait is reported anyway. */
  #slowDown(now: number, until: number): void {
    const isFirst = this.#pace === FULL_PACE;
    this.#pace = slowedDown(this.#pace, this.#limits, { now, until });
    if (!isFirst || this.#pace.share === 1) return;
    const { pointsPerMinute, concurrency } = limitsAt(this.#limits, this.#pace.share);
    this.#say.info(
      "GitHub's secondary rate limit refused a request: continuing with " +
        `${pointsPerMinute} points a minute and ${concurrency} requests at ` +
        "once, and speeding up with each minute that goes well.",
    );
  }

  #serve(): void {
    for (const resource of RESOURCES) this.#serveLane(resource);
  }

  #serveLane(resource: LimitName): void {
    const lane = this.#lanes[resource];
    while (!lane.sleeping) {
      const now = this.#clock.now();
      const limits = limitsAt(this.#limits, shareAt(this.#pace, this.#limits, now));
      const next = lane.queue.peek();
      if (next === undefined || !this.#hasPlace(resource, limits.concurrency)) return;
      const start = this.#startOf(next, limits.pointsPerMinute, now);
      if (start.until === Infinity) return;
      if (start.until > now) {
        this.#wait(lane, start.until - now, start);
        return;
      }
      lane.queue.take();
      lane.running += 1;
      this.#spent.start(next.points);
      next.enter((answer) => this.#leave(next, answer));
    }
  }

  #hasPlace(resource: LimitName, concurrency: number): boolean {
    const { core, graphql } = this.#lanes;
    if (core.running + graphql.running >= concurrency) return false;
    // Not more than what is left of the hour, or the rest would be refused. At zero, one request finds out.
    return resource === "graphql" || core.running < Math.max(1, this.#hour.requests);
  }

  #startOf({ points, resource }: Waiting, pointsPerMinute: number, now: number): Pause {
    const until = this.#spent.roomFor(points, pointsPerMinute, now);
    const reason = `the limit of ${pointsPerMinute} points a minute`;
    const { pause } = this.#lanes[resource];
    return pause !== undefined && pause.until > until ? pause : { until, reason };
  }

  #wait(lane: Lane<Waiting>, wait: number, { until, reason }: Pause): void {
    const comeBack = new Date(until).toISOString();
    if (wait > this.#limits.longestWait) {
      const minutes = Math.ceil(wait / 60_000);
      const error = new WaitTooLong(
        `${reason} requires a wait of ${minutes} minutes, longer ` +
          "than github-codespaces:maxWaitSeconds allows. Run again " +
          `after ${comeBack}; completed changes are kept.`,
      );
      refuseAll(lane, error);
      return;
    }
    if (wait > SILENT_WAIT) {
      const seconds = Math.ceil(wait / 1000);
      const { length } = lane.queue;
      const requests = length === 1 ? "1 request" : `${length} requests`;
      this.#say.info(
        `GitHub: waiting ${seconds} s (until ${comeBack}) with ${requests} because of ${reason}.`,
      );
    }
    lane.sleeping = true;
    const woken = (error?: unknown) => {
      lane.sleeping = false;
      // Whoever cancelled the wait wants nothing sent any more that would have to wait.
      if (error instanceof Error) refuseAll(lane, error);
      this.#serve();
    };
    void this.#clock.sleep(wait).then(() => {
      woken();
    }, woken);
  }
}

function refuseAll(lane: Lane<Waiting>, error: Error): void {
  for (const waiting of lane.queue.takeAll()) waiting.refuse(error);
}
