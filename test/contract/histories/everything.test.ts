import { brokenIn, SEED } from "../../support/histories/run";

test("500 histories of everything keep the promise", async () => {
  expect(
    await brokenIn("everything", { histories: Number(process.env.N ?? 500), seed: SEED }),
  ).toBe("");
});
