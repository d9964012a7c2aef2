import type { RateLimits } from "../../settings/reading";
import { WINDOW } from "./spent-points";

/** How much of the limits is used; GitHub's secondary limits are more than it says of them. */
export interface Pace {
  /** From 0 to 1. */
  share: number;
  /** When it was set; it goes up a step with each window since. */
  since: number;
}

export const FULL_PACE: Pace = { share: 1, since: Number.NEGATIVE_INFINITY };

type Steps = Pick<RateLimits, "slowDownTo" | "speedUpBy">;

/** The share of the limits that is used now: a step more for each window without a refusal. */
export function shareAt({ share, since }: Pace, { speedUpBy }: Steps, now: number): number {
  if (share >= 1) return 1;
  const cleanWindows = Math.max(0, Math.floor((now - since) / WINDOW));
  return Math.min(1, share + cleanWindows * speedUpBy);
}

/** The pace after a refusal of a secondary limit, from when it may go on. */
export function slowedDown(
  pace: Pace,
  steps: Steps,
  { now, until }: Record<"now" | "until", number>,
) {
  const share = shareAt(pace, steps, now) * Math.min(1, steps.slowDownTo);
  return { share, since: until } satisfies Pace;
}

/** The limits at a share of them; one request at a time is the least. */
export function limitsAt({ pointsPerMinute, concurrency }: RateLimits, share: number) {
  return {
    pointsPerMinute: Math.max(1, Math.floor(pointsPerMinute * share)),
    concurrency: Math.max(1, Math.floor(concurrency * share)),
  };
}
