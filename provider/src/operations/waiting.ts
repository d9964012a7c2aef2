import type { Clock } from "../github/clock";

/** The first wait between two looks, in milliseconds; each next one is half as long again. */
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 15_000;

export interface Patience {
  clock: Clock;
  /** After so many seconds it is an error. */
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
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 1.5, LONGEST_WAIT)) {
    const seen = await look();
    if (isSettled(seen)) return seen;
    const left = end - clock.now();
    if (left <= 0) throw new TookTooLong(`it wasn't done after ${maxWaitSeconds} s.`);
    await clock.sleep(Math.min(wait, left));
  }
}
