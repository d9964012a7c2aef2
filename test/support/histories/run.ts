import fc from "fast-check";
import { manualClock, startEmulator, type Emulator } from "github-codespaces-emulator";
import { histories, type History, type Theme } from "./commands";
import { did } from "../figures";
import { play } from "./play";

/** So many histories at once: a run waits a little, at times, for what it may ask for together. */
const AT_ONCE = 2;

export interface Runs {
  histories: number;
  seed: number;
}

/** What of random histories broke the promise, shrunk, with the seed that makes it again; "" if nothing did. */
export async function brokenIn(theme: Theme, { histories: runs, seed }: Runs): Promise<string> {
  did(runs, `histories from seed ${SEED}`);
  const shares = Array.from({ length: AT_ONCE }, (_, index) => {
    const share = Math.ceil(runs / AT_ONCE);
    return withEmulator((emulator) =>
      check(emulator, theme, { histories: share, seed: seed + index }),
    );
  });
  const found = await Promise.all(shares);
  return found.filter((each) => each !== "").join("\n\n");
}

/** What a history that is known breaks. */
export function brokenBy(history: History): Promise<string[]> {
  return withEmulator((emulator) => play(emulator, history));
}

async function check(emulator: Emulator, theme: Theme, runs: Runs): Promise<string> {
  const property = fc.asyncProperty(histories(theme), async (history) => {
    const broken = await play(emulator, history);
    if (broken.length > 0) throw new Error(broken.join("\n"));
  });
  const { failed, counterexample, counterexamplePath, errorInstance, seed } = await fc.check(
    property,
    { numRuns: runs.histories, seed: runs.seed },
  );
  if (!failed) return "";
  const [history] = counterexample ?? [];
  const what = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const again = `theme ${theme}, seed ${seed}, path ${String(counterexamplePath)}`;
  return `${what}\n${again}\n${JSON.stringify(history)}`;
}

async function withEmulator<T>(work: (emulator: Emulator) => Promise<T>): Promise<T> {
  const emulator = await startEmulator({ clock: manualClock() });
  try {
    return await work(emulator);
  } finally {
    await emulator.close();
  }
}

/** The seed of `npm test`, which finds the same each time; `npm run test:soak` takes others. */
export const SEED = Number(process.env.HISTORIES_SEED ?? 2026);
