import { THEMES, type Theme } from "../support/histories/commands";
import { brokenIn } from "../support/histories/run";
import { soak } from "../support/soaking";

/** Of each theme, in a round. */
const HISTORIES = 50;

test("random histories keep the promise, as long as there is time", async () => {
  const { broken, rounds } = await soak("histories", async (seed) => {
    for (const theme of Object.keys(THEMES) as Theme[]) {
      const broken = await brokenIn(theme, { histories: HISTORIES, seed });
      if (broken !== "") return broken;
    }
    return "";
  });
  expect(broken).toBe("");
  expect(rounds).toBeGreaterThan(0);
});
