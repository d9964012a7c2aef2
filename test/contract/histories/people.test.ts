import { brokenIn, SEED } from "../../support/histories/run";

test.each([1, 2, 3, 4])("a hundred histories of people keep the promise: %i", async (part) => {
  expect(await brokenIn("people", { histories: 100, seed: SEED + 10 * part })).toBe("");
});
