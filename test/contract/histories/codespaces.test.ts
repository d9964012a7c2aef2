import { brokenIn, SEED } from "../../support/histories/run";

test("200 histories of codespaces keep the promise", async () => {
  expect(await brokenIn("codespaces", { histories: 200, seed: SEED })).toBe("");
});
