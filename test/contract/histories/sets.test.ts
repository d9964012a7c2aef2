import { brokenIn, SEED } from "../../support/histories/run";

test.each([1, 2])("a hundred histories of sets keep the promise: %i", async (part) => {
  expect(await brokenIn("sets", { histories: 100, seed: SEED + 10 * part })).toBe("");
});
