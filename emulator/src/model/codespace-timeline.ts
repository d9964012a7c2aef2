/** The states of the description that a codespace of the emulator can be in. */
export type CodespaceState =
  | "Queued"
  | "Provisioning"
  | "Available"
  | "Failed"
  | "Starting"
  | "ShuttingDown"
  | "Shutdown"
  | "Exporting"
  | "Deleted";

/** `Gone` is no state of GitHub's: the codespace is in no answer any more. */
export interface Phase {
  readonly state: CodespaceState | "Gone";
  /** On the emulator's clock. */
  readonly since: number;
}

/**
 * What a codespace was, is, and will be unless somebody does something. Each event replaces what hasn't started
 * yet. Nothing runs in the meantime: the state is derived from the time.
 */
export type Timeline = readonly Phase[];

/** How long things take, in milliseconds of the clock. */
export interface Pace {
  stepMs: number;
  idleMs: number;
  retentionMs: number;
}

/** When an event happens, and when the codespace was last used before it. */
export interface Moment {
  now: number;
  lastUsedAt: number;
}

export function phaseAt(timeline: Timeline, now: number): Phase {
  return timeline.findLast(({ since }) => since <= now) ?? { state: "Queued", since: now };
}

/** The timeline after an event: the past stays, the future is replaced. */
export function followedBy(timeline: Timeline, now: number, next: Timeline): Timeline {
  return [...timeline.filter(({ since }) => since <= now), ...next];
}

/** A new codespace. If its creation is retried in the background, it takes three steps longer. */
export function created(
  now: number,
  pace: Pace,
  { fails, isRetried }: { fails: boolean; isRetried: boolean },
): Timeline {
  const provisioned = now + pace.stepMs * (isRetried ? 4 : 1);
  const ready = provisioned + pace.stepMs;
  const before: Timeline = [
    { state: "Queued", since: now },
    { state: "Provisioning", since: provisioned },
  ];
  if (fails) return [...before, { state: "Failed", since: ready }];
  return [...before, ...available(ready, { now, lastUsedAt: now }, pace)];
}

export function started(moment: Moment, pace: Pace): Timeline {
  const ready = moment.now + pace.stepMs;
  return [{ state: "Starting", since: moment.now }, ...available(ready, moment, pace)];
}

export function stopped(moment: Moment, pace: Pace): Timeline {
  const down = moment.now + pace.stepMs;
  return [{ state: "ShuttingDown", since: moment.now }, ...shutdown(down, moment, pace)];
}

/** Somebody works in it: its idle time starts anew. */
export function used(moment: Moment, pace: Pace): Timeline {
  return available(moment.now, moment, pace);
}

/** Afterwards it is in the same state as before. */
export function exported(moment: Moment, pace: Pace, wasAvailable: boolean): Timeline {
  const back = moment.now + pace.stepMs;
  const after = wasAvailable ? available(back, moment, pace) : shutdown(back, moment, pace);
  return [{ state: "Exporting", since: moment.now }, ...after];
}

/** It is shown as `Deleted` for one step, and then it is gone. */
export function deleted(now: number, pace: Pace): Timeline {
  return [
    { state: "Deleted", since: now },
    { state: "Gone", since: now + pace.stepMs },
  ];
}

/** From then on until it has been idle for too long, and what follows. */
function available(since: number, moment: Moment, pace: Pace): Timeline {
  const idle = Math.max(since, moment.lastUsedAt) + pace.idleMs;
  return [
    { state: "Available", since },
    { state: "ShuttingDown", since: idle },
    ...shutdown(idle + pace.stepMs, moment, pace),
  ];
}

/** Until its retention ends, counted from its last use. */
function shutdown(since: number, { lastUsedAt }: Moment, { retentionMs }: Pace): Timeline {
  return [
    { state: "Shutdown", since },
    { state: "Gone", since: Math.max(since, lastUsedAt + retentionMs) },
  ];
}
