import { startEmulator, seedWith } from "github-codespaces-emulator";
import type { Batch } from "./batch";
import { played, type Command, type Played } from "./trials";
import { scopedVerbs } from "./verbs";

type Cases = ConstructorParameters<typeof Batch>[1];

/** Each verb with what may go wrong with it. */
export async function allPlayed(): Promise<Played[]> {
  const seed = seedWith({ organizations: 2, repositories: 2, members: 3 });
  const emulator = await startEmulator({ seed, codespaceStepMs: 0 });
  try {
    const all: Played[] = [];
    for (const verb of scopedVerbs) all.push(await played(emulator, verb));
    return all;
  } finally {
    await emulator.close();
  }
}

/**
 * One in so many of all that may go wrong with an `up`, and for each of them what else may go wrong with a refresh
 * and a destroy of the same. A step that has no divisor in common with the number of faults leaves none of them out.
 */
export function chosen(
  all: readonly Played[],
  { step, from = 0 }: { step: number; from?: number },
): Cases {
  const counts = { up: 0, refresh: from, destroy: from };
  const next = (one: Played, command: Command) => {
    const trials = one.trials[command];
    if (trials.length === 0) return undefined;
    counts[command] += step;
    return trials[counts[command] % trials.length];
  };
  const ups = all.flatMap((one) => one.trials.up.map((up) => ({ one, up })));
  return ups
    .filter((_, index) => index % step === from)
    .map(({ one, up }) => {
      const [refresh, destroy] = [next(one, "refresh"), next(one, "destroy")];
      const trials = { up, ...(refresh && { refresh }), ...(destroy && { destroy }) };
      return { played: one, trials };
    });
}
