import { brokenIn, SEED } from "../../support/histories/run";

test("500 histories of repositories keep the promise", async () => {
  expect(await brokenIn("repositories", { histories: 500, seed: SEED })).toBe("");
});
