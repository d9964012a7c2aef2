import { brokenIn, SEED } from "../../support/histories/run";

test("500 histories of everything keep the promise", async () => {
  expect(await brokenIn("everything", { histories: 500, seed: SEED })).toBe("");
});
