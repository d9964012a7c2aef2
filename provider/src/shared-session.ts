import { systemClock, type Clock } from "./github/clock";
import { IdleShelf } from "./github/idle-shelf";
import { sayInHost, sayInProgram, type Say } from "./github/say";
import { OWN_CREDENTIAL } from "./hints";
import type { ReadConfig } from "./lookup";
import { ProcessSession } from "./process-session";
import { hostNotes } from "./run/host-notes";
import { readSettings, settingsKey, type Settings } from "./settings";

/**
 * In a program, which may be a server that lives for weeks, ids and the GitHub CLI's token are asked for
 * again after a minute.
 */
const IN_PROGRAM = 60_000;

/**
 * Everything in a process that has the same settings shares one session: one limiter, one memory. In a
 * program, one that nobody has asked for since an hour, the longest of GitHub's limits, is dropped: each
 * new token of a server would leave one behind. A host lives for one run, and must forget nothing of it.
 */
const now = () => systemClock.now();
const sessions = {
  host: new IdleShelf<ProcessSession>(Infinity, now),
  program: new IdleShelf<ProcessSession>(3_600_000, now),
};

/** The session of a configuration and this process's environment. */
export function sessionFor(
  config: ReadConfig,
  role: "host" | "program" = "program",
): ProcessSession {
  const settings = settingsIn(config);
  return sessions[role].get(settingsKey(settings), () => newShared(settings, role));
}

/** One that nobody shares, with its own lines and time. */
export function newSession(
  config: ReadConfig,
  { say = sayInProgram, clock = systemClock }: { say?: Say; clock?: Clock },
): ProcessSession {
  return new ProcessSession(settingsIn(config), say, { clock, livesFor: IN_PROGRAM });
}

function newShared(settings: Settings, role: "host" | "program"): ProcessSession {
  if (role === "program")
    return new ProcessSession(settings, sayInProgram, { livesFor: IN_PROGRAM });
  const startedAt = performance.timeOrigin;
  return new ProcessSession(settings, sayInHost, { notes: hostNotes(), startedAt });
}

function settingsIn(config: ReadConfig): Settings {
  const ownCredential = config(OWN_CREDENTIAL) !== undefined;
  return readSettings(config, process.env, { ownCredential });
}
