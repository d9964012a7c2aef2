import type { RateLimits } from "../../settings/reading";
import { WINDOW } from "./spent-points";

/** How much of the limits is used. GitHub documents its secondary limits only in part. */
export interface Pace {
  /** From 0 to 1. */
  share: number;
  /** When it was set. It rises a step with each window since then. */
  since: number;
}

export const FULL_PACE: Pace = { share: 1, since: Number.NEGATIVE_INFINITY };

type Steps = Pick<RateLimits, "slowDownTo" | "speedUpBy">;

/** The share of the limits that is used now: one step more for each window without a refusal. */
export function shareAt({ share, since }: Pace, { speedUpBy }: Steps, now: number): number {
  if (share >= 1) return 1;
  const cleanWindows = Math.max(0, Math.floor((now - since) / WINDOW));
  return Math.min(1, share + cleanWindows * speedUpBy);
}

/** The pace after a refusal by a secondary limit, from the time when requests may go on. */
export function slowedDown(
  pace: Pace,
  steps: Steps,
  { now, until }: Record<"now" | "until", number>,
) {
  const share = shareAt(pace, steps, now) * Math.min(1, steps.slowDownTo);
  return { share, since: until } satisfies Pace;
}

/** The limits at this share, with at least one request at a time. */
export function limitsAt({ pointsPerMinute, concurrency }: RateLimits, share: number) {
  return {
    pointsPerMinute: Math.max(1, Math.floor(pointsPerMinute * share)),
    concurrency: Math.max(1, Math.floor(concurrency * share)),
  };
}
