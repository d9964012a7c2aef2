import type { Clock } from "./clock";
import type { Seed } from "./seed/seed";
import type { Switches } from "./switches";

/** GitHub's limits. Each is off unless it is given. */
export interface Limits {
  /** Points in a sliding minute: GET and HEAD cost 1, everything else 5. GitHub: 900. */
  pointsPerMinute?: number;
  /** The same for /graphql, where a query costs 1. GitHub: 2000. */
  graphqlPointsPerMinute?: number;
  /** Requests under way at once. GitHub: 100. */
  concurrent?: number;
  /** The primary limit, for an hour from the first request. GitHub: 5000, or 15000. */
  perHour?: number;
  /** Writes in a sliding minute. GitHub: 80 for what it calls content. */
  contentPerMinute?: number;
  /** Divides every window, to shorten a client's real waits: 60 turns a minute into a second. */
  timeScale?: number;
  /** Status of a refusal; GitHub uses both. Default 403. */
  status?: 403 | 429;
  /** The same for /graphql. GitHub uses all three, and 200 for the primary limit. Default 200. */
  graphqlStatus?: 200 | 403 | 429;
  /** GitHub sometimes leaves `retry-after` out. Default false. */
  omitRetryAfter?: boolean;
}

/** The settings if a program doesn't give any. An editor shows these comments. */
export const defaultAmounts = {
  /** Secrets that a scope may hold; one more is a 422. Default 100. */
  maxSecrets: 100,
  /** Codespaces that a user may have; one more is a 403. Default 100. */
  maxCodespaces: 100,
  /** Codespaces of a user that may run at once; one more is a 409. Default: no limit. */
  maxRunningCodespaces: Infinity,
  /**
   * How long each step of a codespace takes, by the clock: Queued, Provisioning, Starting, ShuttingDown,
   * Exporting, Deleted. 0 means at once. Default 1000.
   */
  codespaceStepMs: 1000,
  /** How long each answer is delayed, in real milliseconds. Default 0. */
  latencyMs: 0,
  /**
   * How old the state is that reads of secrets and their repositories show, in milliseconds of the clock.
   * Default 0.
   */
  readLagMs: 0,
};

/** How large things may be, and how long they take. */
export type Amounts = typeof defaultAmounts;

/** What the rules may depend on apart from the state. */
export interface Conditions extends Readonly<Amounts> {
  readonly clock: Clock;
  readonly switches: Switches;
}

/** What `emulator.configure` can change at run time; `reset` restores the first values. */
export interface Behaviour extends Amounts {
  switches: Partial<Switches>;
  limits: Limits;
}

export interface EmulatorOptions extends Partial<Behaviour> {
  /** Default 0: a free port. The address is always 127.0.0.1. */
  port?: number;
  /** Default: `defaultSeed`. */
  seed?: Seed;
  /** Default: `realClock()`. */
  clock?: Clock;
  /** Check each answer against GitHub's description; a violation is answered as 500. Default true. */
  validateResponses?: boolean;
}
