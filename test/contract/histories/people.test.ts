import { brokenIn, SEED } from "../../support/histories/run";

test("500 histories of people keep the promise", async () => {
  expect(await brokenIn("people", { histories: 500, seed: SEED })).toBe("");
});
