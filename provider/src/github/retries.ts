import type { Outcome } from "./answer";

export interface Attempt {
  outcome: Outcome;
  /** 1 for the first. */
  attempt: number;
  retries: number;
  repeatable: boolean;
  /** From 0 up to 1, for the jitter. */
  random: number;
}

/**
 * How many milliseconds to wait before the request is sent again, or undefined when it is not:
 * after a 5xx or a broken connection of what may be repeated, 1, 2, 4 s and up to a quarter more.
 */
export function retryWait({ outcome, attempt, retries, repeatable, random }: Attempt) {
  const passing = outcome.kind === "lost" || (outcome.kind === "refused" && outcome.status >= 500);
  if (!passing || !repeatable || attempt > retries) return undefined;
  return 1000 * 2 ** (attempt - 1) * (1 + random / 4);
}
