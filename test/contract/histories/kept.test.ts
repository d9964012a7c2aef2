import type { Command, History } from "../../support/histories/commands";
import type { PlannedFault } from "../../support/histories/planned-faults";
import { brokenBy } from "../../support/histories/run";
import type { SlotName } from "../../support/histories/slots";

// Histories that broke the promise once, as they were shrunk.

const up = (part?: Extract<Command, { do: "up" }>["part"]): Command => ({
  do: "up",
  stack: 0,
  fault: undefined,
  part,
});
const declare = (slot: SlotName, form = 0): Extract<Command, { do: "declare" }> => ({
  do: "declare",
  slot,
  value: 0,
  visibility: 0,
  list: undefined,
  form,
});

const lost: PlannedFault = {
  which: 0,
  isLate: true,
  method: "PUT",
  after: 0,
  times: 1_000_000,
};

const known: [string, Command[]][] = [
  [
    "a value that was to be kept, whose write got lost, and that is ignored instead",
    [
      declare("dotA"),
      up(),
      { ...declare("dotA"), keep: true },
      { do: "up", stack: 0, fault: lost, part: undefined },
      { do: "take back", stack: 0 },
      { do: "ignore", slot: "dotA", input: "value" },
      up(),
    ],
  ],
  [
    "a program that names a renamed repository by its old name again",
    [
      declare("apiA", 3),
      { do: "repository", repository: "acme/api", how: "rename" },
      up(),
      declare("apiA"),
      up(),
    ],
  ],
  [
    "a program that names a renamed repository on an open list by its old name again",
    [
      declare("orgA"),
      declare("onApi", 3),
      { do: "repository", repository: "acme/api", how: "rename" },
      up(),
      declare("onApi"),
      up(),
    ],
  ],
];

test.each(known)("%s", async (_, commands) => {
  const histories = (["default", "flipped"] as const).flatMap((switches) =>
    [false, true].map((parallel): History => ({ switches, parallel, commands })),
  );
  const broken = await Promise.all(histories.map(brokenBy));
  expect(broken.flat()).toEqual([]);
});
