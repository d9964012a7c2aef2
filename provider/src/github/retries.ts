import type { Outcome } from "./answer";

export interface Attempt {
  outcome: Outcome;
  /** 1 for the first. */
  attempt: number;
  retries: number;
  repeatable: boolean;
  /** The token was issued moments ago. */
  fresh: boolean;
  /** From 0 up to 1, for the jitter. */
  random: number;
}

/** Retries of a 401 right after the token was issued, after 1, 2 and 3 s. */
const FRESH_RETRIES = 3;

/** However many retries are set, no wait is so long that a run seems to hang. */
const LONGEST_WAIT = 60_000;

/**
 * How many milliseconds to wait before the request is sent again, or undefined if it isn't. After a 5xx or a
 * broken connection of a repeatable request: 1, 2, 4 s up to a minute, plus up to a quarter. After a 401 to a
 * token that GitHub has only just issued, which had no effect, too.
 */
export function retryWait({ outcome, attempt, retries, repeatable, fresh, random }: Attempt) {
  if (fresh && outcome.kind === "refused" && outcome.status === 401) {
    return attempt <= FRESH_RETRIES ? 1000 * attempt : undefined;
  }
  const isTrouble =
    outcome.kind === "refused" && (outcome.status >= 500 || outcome.within === "trouble");
  const passing = outcome.kind === "lost" || isTrouble;
  if (!passing || !repeatable || attempt > retries) return undefined;
  return Math.min(1000 * 2 ** (attempt - 1), LONGEST_WAIT) * (1 + random / 4);
}
