import type { Clock } from "../github/clock";

/** The first wait between two looks, in milliseconds. */
export const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 15_000;

/** The wait after this one: half as long again, up to 15 s. */
export function nextWait(wait: number): number {
  return Math.min(wait * 1.5, LONGEST_WAIT);
}

/**
 * A start or a stop that GitHub took may have no effect, as one during a shutdown does: after so long, in
 * milliseconds, without a trace of it, it is sent again.
 */
export const TAKES_EFFECT_WITHIN = 20_000;

export interface Patience {
  clock: Clock;
  /** How long to wait before it is an error, in seconds. */
  maxWaitSeconds: number;
}

/** It went on for longer than somebody wants to wait. */
export class TookTooLong extends Error {}

/** Looks again, at growing distances, until what is seen is settled. */
export async function until<T>(
  look: () => Promise<T>,
  isSettled: (seen: T) => boolean,
  { clock, maxWaitSeconds }: Patience,
): Promise<T> {
  const end = clock.now() + maxWaitSeconds * 1000;
  for (let wait = FIRST_WAIT; ; wait = nextWait(wait)) {
    const seen = await look();
    if (isSettled(seen)) return seen;
    const left = end - clock.now();
    if (!(left > 0)) throw new TookTooLong(`it wasn't done after ${maxWaitSeconds} s.`);
    await clock.sleep(Math.min(wait, left));
  }
}

/** GitHub's stamps are whole seconds, and an answer takes its time; in milliseconds. */
const TOLERANCE = 2_000;

/**
 * The earliest GitHub timestamp that a request of ours can have caused that was begun at `startedAt`, by GitHub's
 * clock: an answer with the Date `date` has just come in.
 */
export function sinceAsked(date: string, startedAt: number, clock: Pick<Clock, "now">): number {
  return Date.parse(date) - (clock.now() - startedAt) - TOLERANCE;
}

/** A time of this machine's clock, by GitHub's, which said `date` when it was `at` by this machine's. */
export function byGitHubsClock({ date, at }: { date: string; at: number }, time: number): string {
  return new Date(Date.parse(date) + (time - at)).toISOString();
}
