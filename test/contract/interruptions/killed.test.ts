import { startEmulator, type Emulator } from "github-codespaces-emulator";
import { options } from "../../support/everything";
import { Interruptions, operations } from "../../support/interruptions";

let emulator: Emulator;
let interruptions: Interruptions;
beforeAll(async () => {
  emulator = await startEmulator(options);
  interruptions = new Interruptions(emulator, { all: false });
});
afterAll(() => emulator.close());

test.each(operations)("$name, killed at each request, is finished by the next", async (one) => {
  expect(await interruptions.broken(one)).toEqual([]);
});

test("there are at least 180 boundaries", () => {
  expect(interruptions.killed).toBeGreaterThanOrEqual(180);
});

test("what no state knows of them is a codespace whose creation was on its way", () => {
  expect(interruptions.unknown).toBeGreaterThan(0);
  expect(interruptions.unknown).toBeLessThan(interruptions.killed / 10);
});
