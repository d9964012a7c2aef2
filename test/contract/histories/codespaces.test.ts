import { brokenIn, SEED } from "../../support/histories/run";

test.each([1, 2])("a hundred histories of codespaces keep the promise: %i", async (part) => {
  expect(await brokenIn("codespaces", { histories: 100, seed: SEED + 10 * part })).toBe("");
});
