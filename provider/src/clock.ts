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

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, LONGEST_TIMER))),
  random: () => Math.random(),
};
