import { systemClock, type Clock } from "./github/clock";
import { sayInHost, sayInProgram, type Say } from "./github/say";
import { OWN_CREDENTIAL } from "./hints";
import type { Environment, ReadConfig } from "./lookup";
import { ProcessSession } from "./process-session";
import { hostNotes } from "./run/host-notes";
import { readSettings, settingsKey, type Settings } from "./settings";

/** Everything in a process that has the same settings shares one session: one limiter, one memory. */
const sessions = new Map<string, ProcessSession>();

interface Place {
  role?: "host" | "program";
  env?: Environment;
}

/** The session of a configuration and an environment, by default this process's. */
export function sessionFor(
  config: ReadConfig,
  { role = "program", env = process.env }: Place = {},
): ProcessSession {
  const settings = settingsIn(config, env);
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
  return new ProcessSession(settingsIn(config, process.env), say, { clock });
}

function newShared(settings: Settings, role: Place["role"]): ProcessSession {
  if (role === "program") return new ProcessSession(settings, sayInProgram);
  const startedAt = performance.timeOrigin;
  return new ProcessSession(settings, sayInHost, { notes: hostNotes(), startedAt });
}

function settingsIn(config: ReadConfig, env: Environment): Settings {
  const ownCredential = config(OWN_CREDENTIAL) !== undefined;
  return readSettings(config, env, { ownCredential });
}
