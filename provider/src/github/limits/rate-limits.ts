import { isRead } from "../route";

// What GitHub says about its limits. All decisions are functions of a clock that is passed in.

export interface Pause {
  until: number;
  reason: string;
}

const FIRST_UNNAMED_PAUSE = 60_000;

/** The longest wait, whatever an answer says. A much later time could not be written as a date. */
const LONGEST_PAUSE = 365 * 24 * 3_600_000;

/** What a request costs, by its route or just its method. */
export function pointsOf(route: string): number {
  return isRead(route) ? 1 : 5;
}

/** GitHub's hourly limits, which are counted separately. */
export type LimitName = "core" | "graphql";

export const RESOURCES = ["graphql", "core"] as const satisfies LimitName[];

export function resourceOf(route: string): LimitName {
  return route === "POST /graphql" ? "graphql" : "core";
}

export interface LimitAnswer {
  status: number;
  /** GraphQL said within a 200 that a limit is reached. */
  within?: "limit" | "trouble" | undefined;
  headers: Readonly<Record<string, string | undefined>>;
  message: string;
}

export function isRateLimited({ status, headers, message, within }: LimitAnswer): boolean {
  if (status === 429 || within === "limit") return true;
  if (status !== 403) return false;
  return (
    headers["retry-after"] !== undefined ||
    headers["x-ratelimit-remaining"] === "0" ||
    isLimitText(message)
  );
}

export function isLimitText(message: string): boolean {
  return /rate limit|abuse detection/i.test(message);
}

/**
 * What has to wait after a refusal. GraphQL's own limits don't hold up REST, and REST's hourly limit doesn't
 * hold up GraphQL. A secondary limit that names no resource applies to both.
 */
export function heldUpBy(answer: LimitAnswer, asked: LimitName): readonly LimitName[] {
  const isGraphqls =
    asked === "graphql" &&
    (answer.within !== undefined || answer.headers["x-ratelimit-resource"] === "graphql");
  if (isGraphqls) return ["graphql"];
  return isPrimaryLimit(answer) ? [asked] : RESOURCES;
}

/** Whether nothing is left of the hour. Any other refusal comes from a secondary limit. */
export function isPrimaryLimit({ headers }: LimitAnswer): boolean {
  return headers["x-ratelimit-remaining"] === "0";
}

/** What is left of the hour, as far as answers have said. */
export interface HourLeft {
  requests: number;
  /** GitHub's time in seconds, as in its header. */
  reset: number;
}

export const UNKNOWN_HOUR: HourLeft = { requests: Infinity, reset: 0 };

/** Answers may overtake each other: within one hour the smallest number counts. */
export function hourLeft(known: HourLeft, { headers }: LimitAnswer): HourLeft {
  // GraphQL has its own hourly limit, which says nothing about the others.
  if (headers["x-ratelimit-resource"] === "graphql") return known;
  const requests = Number(headers["x-ratelimit-remaining"] ?? Number.NaN);
  const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN);
  if (!Number.isFinite(requests) || !Number.isFinite(reset) || reset < known.reset) return known;
  return reset > known.reset || requests < known.requests ? { requests, reset } : known;
}

/**
 * How long GitHub wants everybody to wait after a refusal: `retry-after`, else until `x-ratelimit-reset` when
 * nothing remains, else a minute, doubled with each refusal in a row.
 */
export function pauseAfter(answer: LimitAnswer, refusals: number, now: number): Pause {
  const retryAfter = Number(answer.headers["retry-after"] ?? Number.NaN);
  if (Number.isFinite(retryAfter)) {
    const wait = Math.max(retryAfter, 1) * 1000;
    return pauseOf(now, wait, "GitHub's secondary rate limit");
  }
  const reset = Number(answer.headers["x-ratelimit-reset"] ?? Number.NaN);
  if (isPrimaryLimit(answer) && Number.isFinite(reset)) {
    return primaryPause(answer.headers, now);
  }
  const wait = FIRST_UNNAMED_PAUSE * 2 ** Math.max(0, refusals - 1);
  return pauseOf(now, wait, "GitHub's secondary rate limit");
}

function pauseOf(now: number, wait: number, reason: string): Pause {
  return { until: now + Math.min(wait, LONGEST_PAUSE), reason };
}

/**
 * Until `x-ratelimit-reset`, a time of GitHub's clock. This machine's clock may be wrong, so it is compared
 * with the answer's Date. A second is added because both are cut to whole seconds.
 */
export function primaryPause(headers: LimitAnswer["headers"], now: number): Pause {
  const resetAt = Number(headers["x-ratelimit-reset"]) * 1000;
  const date = Date.parse(headers.date ?? "");
  const wait = Math.max(0, resetAt - (Number.isNaN(date) ? now : date));
  return pauseOf(now, wait + 1000, "GitHub's hourly rate limit");
}
