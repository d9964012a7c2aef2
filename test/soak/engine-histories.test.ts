import fc from "fast-check";
import { startEmulator, type Emulator } from "github-codespaces-emulator";
import { ofEngine } from "../support/histories/acting";
import { histories, THEMES, type Theme } from "../support/histories/commands";
import { play } from "../support/histories/play";
import { soak } from "../support/soaking";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

/** One history of a theme on the real engine; it is not shrunk, which would take hours. */
async function brokenOnEngine(seed: number): Promise<string> {
  const themes = Object.keys(THEMES) as Theme[];
  const theme = themes[seed % themes.length] ?? "everything";
  const [history] = fc.sample(histories(theme), { numRuns: 1, seed });
  if (history === undefined) throw new Error("nothing was sampled");
  const { stacks, end } = await ofEngine(emulator, history);
  try {
    const broken = await play(emulator, history, stacks);
    if (broken.length === 0) return "";
    return [...broken, `theme ${theme}, seed ${seed}`, JSON.stringify(history)].join("\n");
  } finally {
    end();
  }
}

test("random histories keep the promise on the real engine, as long as there is time", async () => {
  const { broken, rounds } = await soak("histories on the engine", brokenOnEngine);
  expect(broken).toBe("");
  expect(rounds).toBeGreaterThan(0);
});
