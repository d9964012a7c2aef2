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
 * One in so many of all cases: what goes wrong with an `up`, and what else goes wrong with a refresh and a destroy of
 * the same. All starts together have all of them; a step that has no divisor in common with the number of faults leaves
 * none of these out.
 */
export function chosen(
  all: readonly Played[],
  { step, from = 0 }: { step: number; from?: number },
): Cases {
  return all
    .flatMap((one) => {
      const most = Math.max(...Object.values(one.trials).map(({ length }) => length));
      return Array.from({ length: most }, (_, turn) => ({ played: one, turn }));
    })
    .filter((_, index) => index % step === from)
    .map(({ played: one, turn }) => {
      const at = (command: Command) => one.trials[command][turn % one.trials[command].length];
      const [up, refresh, destroy] = [at("up"), at("refresh"), at("destroy")];
      const trials = {
        ...(up && { up }),
        ...(refresh && { refresh }),
        ...(destroy && { destroy }),
      };
      return { played: one, trials };
    });
}
