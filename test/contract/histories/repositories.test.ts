import { brokenIn, SEED } from "../../support/histories/run";

test("500 histories of repositories keep the promise", async () => {
  expect(
    await brokenIn("repositories", { histories: Number(process.env.N ?? 500), seed: SEED }),
  ).toBe("");
});
