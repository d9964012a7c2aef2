/** The emulator's only source of time: for timestamps, the Date header, expiries, limits and the read lag. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  advance(ms: number): void;
}

/** The machine's time plus whatever it was advanced by. */
export function realClock(): Clock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance: (ms) => {
      offset += ms;
    },
  };
}

/** Stands still until it is advanced. */
export function manualClock(start: string | number | Date = "2026-01-01T00:00:00Z"): Clock {
  let now = new Date(start).getTime();
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}

/** GitHub's timestamps have whole seconds only. */
export function stamp(ms: number): string {
  return new Date(Math.floor(ms / 1000) * 1000).toISOString().replace(".000Z", "Z");
}
