import { systemClock } from "../../provider/src/clock";
import type { Say } from "../../provider/src/say";
import { Declarations } from "../../provider/src/session/declarations";
import { WholeLists } from "../../provider/src/session/whole-lists";
import { Turns } from "../../provider/src/session/turns";
import { ValueMemory } from "../../provider/src/session/values";
import type { Session } from "../../provider/src/session/session";
import { readSettings, type Settings } from "../../provider/src/settings/reading";

/** A session whose settings are given and that fails whatever asks GitHub. */
export function offlineSession(settings: Partial<Settings> = {}): Session & { said: string[] } {
  const said: string[] = [];
  const refuse = () => Promise.reject(new Error("a check must ask nobody"));
  return {
    said,
    settings: { ...readSettings(() => undefined, {}), ...settings },
    say: sayInto(said),
    clock: systemClock,
    startedAt: 0,
    values: new ValueMemory(),
    declared: new Declarations(),
    lists: new WholeLists(),
    turns: new Turns(),
    github: refuse,
    scope: refuse,
    repositoryIds: refuse,
    expectRepositories: () => undefined,
    codespaces: refuse,
    user: refuse,
  };
}

export function sayInto(lines: string[]): Say {
  return { info: (line) => lines.push(line), warn: (line) => lines.push(line) };
}
