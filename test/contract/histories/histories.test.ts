import fc from "fast-check";
import { manualClock, startEmulator, type Emulator } from "github-codespaces-emulator";
import { histories } from "../../support/histories/commands";
import { play } from "../../support/histories/play";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ clock: manualClock() });
});
afterAll(() => emulator.close());

test("histories", async () => {
  const numRuns = Number(process.env.N ?? 50);
  const started = performance.now();
  let requests = 0;
  try {
    await fc.assert(
      fc.asyncProperty(histories((process.env.THEME ?? 'everything') as 'lists'), async (history) => {
        const broken = await play(emulator, history);
        requests += emulator.requests.length;
        if (broken.length > 0) throw new Error(broken.join("\n"));
      }),
      { numRuns, seed: Number(process.env.SEED ?? 1), endOnFailure: process.env.NOSHRINK === "1" },
    );
  } finally {
    console.log(performance.now() - started, numRuns);
  }
});
