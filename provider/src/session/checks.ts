import type { Clock } from "../clock";

/** How long no check may have come before a set deletes in its own step, in milliseconds. */
const QUIET = 1_000;
const LOOKS_EVERY = 100;

let underWay = 0;
let lastEnded: number | undefined;

/**
 * Does a check of the plugin. Nothing tells the plugin when a program has ended, nor what it declares before the check: only that
 * checks follow each other while it runs.
 */
export async function whileChecking<T>(check: () => Promise<T>): Promise<T> {
  underWay += 1;
  try {
    return await check();
  } finally {
    underWay -= 1;
    lastEnded = performance.now();
  }
}

/** Waits until the checks have stopped: one that is still to come may declare what is about to be deleted. */
export async function untilChecksStop(clock: Clock): Promise<void> {
  const goOn = () => underWay > 0 || performance.now() - (lastEnded ?? -Infinity) < QUIET;
  while (goOn()) await clock.sleep(LOOKS_EVERY);
}
