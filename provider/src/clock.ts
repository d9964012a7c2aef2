/** Time, waiting and randomness, passed in so that tests control them. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** A number from 0 up to, but not including, 1. */
  random(): number;
}

/** A longer timer of Node's fires at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** What a machine tells of the time, in milliseconds. */
interface Times {
  /** Since 1970. It may be put forward or back. */
  wall: () => number;
  /** Since the process began. It may stand still while the machine sleeps. */
  passed: () => number;
  /** When the process began. */
  began: number;
}

/**
 * A time that never goes back. If it did, what was asked long ago would count as just asked, and what somebody
 * else has written since as written before.
 */
export function neverBack({ wall, passed, began }: Times): () => number {
  let start = began;
  return () => {
    const now = passed();
    start = Math.max(start, wall() - now);
    return Math.floor(start + now);
  };
}

export const systemClock: Clock = {
  now: neverBack({
    wall: () => Date.now(),
    passed: () => performance.now(),
    began: performance.timeOrigin,
  }),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, LONGEST_TIMER))),
  random: () => Math.random(),
};
