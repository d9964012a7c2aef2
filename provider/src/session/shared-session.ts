import { systemClock, type Clock } from "../clock";
import { IdleShelf } from "./idle-shelf";
import { sayInHost, sayInProgram, type Say } from "../say";
import { OWN_CREDENTIAL, type Environment, type ReadConfig } from "../settings/sources";
import { ProcessSession } from "./process-session";
import { engineIn, whileEngineLives } from "./processes/engine";
import type { Others } from "./declared";
import { hostNotes, pluginNotes } from "./processes/host-notes";
import { readSettings, settingsKey, type Settings } from "../settings/reading";

/**
 * A program may be a server that runs for weeks. There, ids and the GitHub CLI's token are asked for again
 * after this time, in milliseconds.
 */
const IN_PROGRAM = 60_000;

/**
 * Everything in a process that has the same settings shares one session: one limiter, one memory. In a program,
 * a session that nobody has used for an hour (the longest of GitHub's limits) is dropped: otherwise each new
 * token of a server would leave one behind. A host lives for one run, and must not forget anything of it.
 */
const now = () => systemClock.now();
const sessions = {
  host: new IdleShelf<ProcessSession>(Infinity, now),
  program: new IdleShelf<ProcessSession>(3_600_000, now),
};

interface SessionPlace {
  role?: "host" | "program";
  env?: Environment;
}

/** The session of a configuration and an environment, by default this process's. */
export function sessionFor(
  config: ReadConfig,
  { role = "program", env = process.env }: SessionPlace = {},
): ProcessSession {
  const settings = settingsIn(config, env);
  return sessions[role].get(settingsKey(settings), () => newShared(settings, role));
}

interface OwnParts {
  say?: Say;
  clock?: Clock;
  env?: Environment;
}

/** A session that nobody shares, with its own output and clock. */
export function newSession(
  config: ReadConfig,
  { say = sayInProgram, clock = systemClock, env = process.env }: OwnParts,
): ProcessSession {
  return new ProcessSession(settingsIn(config, env), say, { clock, livesFor: IN_PROGRAM });
}

function newShared(settings: Settings, role: SessionPlace["role"]): ProcessSession {
  if (role === "program")
    return new ProcessSession(settings, sayInProgram, { livesFor: IN_PROGRAM });
  const [say, engine] = [sayInHost, engineIn()];
  const warn = (line: string) => {
    say.warn(line);
  };
  const notes = engine === undefined ? undefined : hostNotes(engine, warn);
  return ofHost(settings, { say, startedAt: performance.timeOrigin, engine, notes });
}

interface HostOfOne {
  say: Say;
  clock?: Clock;
  /** When the operation began, by the clock. */
  startedAt: number;
  /** The address of the engine that asks. */
  engine: string | undefined;
}

/** The session of a plugin's process. */
export function pluginSession(config: ReadConfig, host: HostOfOne): ProcessSession {
  const notes = host.engine === undefined ? undefined : pluginNotes(host.engine);
  return ofHost(settingsIn(config, process.env), { ...host, notes });
}

function ofHost(
  settings: Settings,
  { say, clock = systemClock, startedAt, engine, notes }: HostOfOne & { notes: Others | undefined },
): ProcessSession {
  if (engine === undefined) return new ProcessSession(settings, say, { clock, startedAt });
  const beforeWriting = whileEngineLives(engine);
  return new ProcessSession(settings, say, { clock, notes, startedAt, beforeWriting });
}

function settingsIn(config: ReadConfig, env: Environment): Settings {
  const ownCredential = config(OWN_CREDENTIAL) !== undefined;
  return readSettings(config, env, { ownCredential });
}
