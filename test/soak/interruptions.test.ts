import { startEmulator, type Emulator } from "github-codespaces-emulator";
import { options } from "../support/everything";
import { Interruptions, operations } from "../support/interruptions";
import { soakThrough } from "../support/soaking";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator(options);
});
afterAll(() => emulator.close());

test("each operation is killed at each of its requests, and whatever comes after it finishes, as long as there is time", async () => {
  const interruptions = new Interruptions(emulator, { all: true });
  const { broken } = await soakThrough("kills", operations, (one) => interruptions.broken(one));
  expect(broken).toEqual([]);
  expect(interruptions.killed).toBeGreaterThan(50);
});
