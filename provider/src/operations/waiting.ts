import type { Clock } from "../clock";

interface Polling<T> {
  /** Is given the last answer; undefined the first time. */
  ask: (last: T | undefined) => Promise<T>;
  isEnough: (seen: T) => boolean | Promise<boolean>;
  /** Waits between two answers, in milliseconds. */
  waits: Iterable<number>;
  clock: Clock;
}

/** Asks again until an answer is enough, or the waits are over. Returns the last answer. */
export async function askAgain<T>({ ask, isEnough, waits, clock }: Polling<T>): Promise<T> {
  let seen = await ask(undefined);
  for (const wait of waits) {
    if (await isEnough(seen)) break;
    await clock.sleep(wait);
    seen = await ask(seen);
  }
  return seen;
}

/** The first wait between two looks, and the longest, in milliseconds. */
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 15_000;

/** Waits that grow by half each time, up to 15 s, until a time is reached. */
export function* growingWaits(clock: Clock, end: number): Generator<number> {
  for (let wait = FIRST_WAIT; end > clock.now(); wait = Math.min(wait * 1.5, LONGEST_WAIT)) {
    yield Math.min(wait, end - clock.now());
  }
}

/**
 * A start or a stop that GitHub accepted may have no effect, for example during a shutdown. If nothing shows of
 * it for this long, in milliseconds, it is sent again.
 */
export const TAKES_EFFECT_WITHIN = 20_000;

export interface Patience {
  clock: Clock;
  /** How long to wait before it is an error, in seconds. */
  maxWaitSeconds: number;
}

/** It took longer than somebody wants to wait. */
export class TookTooLong extends Error {}

/** Looks again, at growing intervals, until what is seen is settled. */
export async function until<T>(
  look: () => Promise<T>,
  isSettled: (seen: T) => boolean,
  { clock, maxWaitSeconds }: Patience,
): Promise<T> {
  const waits = growingWaits(clock, clock.now() + maxWaitSeconds * 1000);
  const seen = await askAgain({ ask: look, isEnough: isSettled, waits, clock });
  if (isSettled(seen)) return seen;
  throw new TookTooLong(`it was not finished after ${maxWaitSeconds} s.`);
}

/** GitHub's timestamps are whole seconds, and an answer takes its time; in milliseconds. */
const TOLERANCE = 2_000;

/**
 * The earliest GitHub timestamp that our request, begun at `startedAt`, can have caused. An answer with the
 * Date `date` has just come in.
 */
export function sinceAsked(date: string, startedAt: number, clock: Pick<Clock, "now">): number {
  return Date.parse(date) - (clock.now() - startedAt) - TOLERANCE;
}

/** Converts a time of this machine's clock to GitHub's clock, which said `date` when this machine's said `at`. */
export function byGitHubsClock({ date, at }: { date: string; at: number }, time: number): string {
  return new Date(Date.parse(date) + (time - at)).toISOString();
}
