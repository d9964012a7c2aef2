import { brokenIn, SEED } from "../../support/histories/run";

test("500 histories of lists keep the promise", async () => {
  expect(await brokenIn("lists", { histories: 500, seed: SEED })).toBe("");
});
