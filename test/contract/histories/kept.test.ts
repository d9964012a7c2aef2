import type { Command, History } from "../../support/histories/commands";
import { brokenBy } from "../../support/histories/run";
import type { SlotName } from "../../support/histories/slots";

// Histories that broke the promise once, as they were shrunk.

const up = (part?: Extract<Command, { do: "up" }>["part"]): Command => ({
  do: "up",
  stack: 0,
  fault: undefined,
  part,
});
const declare = (slot: SlotName, form = 0): Command => ({
  do: "declare",
  slot,
  value: 0,
  visibility: 0,
  list: undefined,
  form,
});

const known: [string, Command[]][] = [
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
