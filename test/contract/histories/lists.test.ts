import { brokenIn, SEED } from "../../support/histories/run";

test.each([1, 2, 3, 4])("a hundred histories of lists keep the promise: %i", async (part) => {
  expect(await brokenIn("lists", { histories: 100, seed: SEED + 10 * part })).toBe("");
});
