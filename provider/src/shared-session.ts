import { systemClock, type Clock } from "./github/clock";
import { sayInHost, sayInProgram, type Say } from "./github/say";
import { OWN_CREDENTIAL } from "./hints";
import type { ReadConfig } from "./lookup";
import { ProcessSession } from "./process-session";
import { hostNotes } from "./run/host-notes";
import { readSettings, settingsKey, type Settings } from "./settings";

/** Everything in a process that has the same settings shares one session: one limiter, one memory. */
const sessions = new Map<string, ProcessSession>();

/** The session of a configuration and this process's environment. */
export function sessionFor(
  config: ReadConfig,
  role: "host" | "program" = "program",
): ProcessSession {
  const settings = settingsIn(config);
  const key = settingsKey(settings);
  const session = sessions.get(key) ?? newShared(settings, role);
  sessions.set(key, session);
  return session;
}

/** One that nobody shares, with its own lines and time. */
export function newSession(
  config: ReadConfig,
  { say = sayInProgram, clock = systemClock }: { say?: Say; clock?: Clock },
): ProcessSession {
  return new ProcessSession(settingsIn(config), say, { clock });
}

function newShared(settings: Settings, role: "host" | "program"): ProcessSession {
  if (role === "program") return new ProcessSession(settings, sayInProgram);
  const startedAt = performance.timeOrigin;
  return new ProcessSession(settings, sayInHost, { notes: hostNotes(), startedAt });
}

function settingsIn(config: ReadConfig): Settings {
  const ownCredential = config(OWN_CREDENTIAL) !== undefined;
  return readSettings(config, process.env, { ownCredential });
}
