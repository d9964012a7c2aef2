import { brokenIn, SEED } from "../../support/histories/run";

test("500 histories of people keep the promise", async () => {
  expect(await brokenIn("people", { histories: Number(process.env.N ?? 500), seed: SEED })).toBe(
    "",
  );
});
