import { startEmulator, type Emulator } from "github-codespaces-emulator";
import { options } from "../../support/everything";
import { Interruptions, type Interrupted } from "../../support/interruptions";

let emulator: Emulator;
let interruptions: Interruptions;
beforeAll(async () => {
  emulator = await startEmulator(options);
  interruptions = new Interruptions(emulator);
});
afterAll(() => emulator.close());

const operations: Interrupted[] = [
  { name: "the first up", operation: "up", after: "one" },
  { name: "an up that changes everything", operation: "up", before: "one", after: "two" },
  { name: "an up that changes it back", operation: "up", before: "two", after: "one" },
  { name: "a refresh", operation: "refresh", before: "two", after: "two" },
  { name: "a destroy", operation: "destroy", before: "two" },
];

test.each(operations)("$name, killed at each request, is finished by the next", async (one) => {
  const broken = await interruptions.broken(one);
  console.log(one.name, interruptions.boundaries, broken.length, emulator.requests.length);
  expect(broken.slice(0, 12)).toEqual([]);
});
