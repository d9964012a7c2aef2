import fc from "fast-check";
import { histories, THEMES, type Command, type Theme } from "../../support/histories/commands";
import { SEED } from "../../support/histories/run";

// What a history may have is no promise as long as none has it.

const themes = Object.keys(THEMES) as Theme[];
const commands = themes.flatMap((theme) =>
  fc.sample(histories(theme), { numRuns: 200, seed: SEED }).flatMap((one) => one.commands),
);

/** What happens, with how it happens. */
function partsOf(command: Command): string[] {
  const parts = [command.do, ...("how" in command ? [`${command.do}: ${command.how}`] : [])];
  if (command.do === "up" && command.part) parts.push(`up: ${command.part.how}`);
  if ("undeclared" in command) parts.push(`gather: ${command.undeclared ?? "ignore"}`);
  if (command.do === "declare" && command.keep) parts.push("declare: keep");
  if ("alias" in command)
    parts.push(`${command.do}: ${command.alias ? "with an alias" : "without"}`);
  if ("fault" in command && command.fault) {
    parts.push(
      `${command.do}: with a fault`,
      `a fault of ${command.fault.method ?? "any request"}`,
    );
    if (command.fault.isLate) parts.push("a fault after the effect");
  }
  return parts;
}

const counts = new Map<string, number>();
for (const part of commands.flatMap(partsOf)) counts.set(part, (counts.get(part) ?? 0) + 1);

/** Each kind of command, so that a new one has its place here. */
const KINDS: Record<Command["do"], readonly string[]> = {
  declare: ["keep"],
  drop: [],
  rename: ["with an alias", "without"],
  "exchange names": [],
  host: [],
  gather: ["ignore", "report", "delete"],
  "create first": [],
  component: ["with an alias", "without"],
  ignore: [],
  "take back": [],
  up: ["with a fault", "target", "exclude", "replace"],
  refresh: ["with a fault"],
  preview: [],
  destroy: ["with a fault"],
  taint: [],
  "by hand": ["create", "value", "visibility", "add", "remove", "delete", "other"],
  repository: ["rename", "rename back", "archive", "delete", "make anew"],
  "rotate keys": [],
  clock: [],
  wait: [],
  lag: [],
};
const faults = ["GET", "PUT", "POST", "DELETE", "any request"].map((of) => `a fault of ${of}`);
const wanted = [
  ...Object.entries(KINDS).flatMap(([kind, hows]) => [
    kind,
    ...hows.map((how) => `${kind}: ${how}`),
  ]),
  ...faults,
  "a fault after the effect",
];

test("a thousand histories have each of these at least twenty times", () => {
  expect(wanted.filter((each) => (counts.get(each) ?? 0) < 20)).toEqual([]);
});

test("and what a theme is about: every slot is declared in one", () => {
  const declared = new Set(commands.flatMap((one) => (one.do === "declare" ? [one.slot] : [])));
  expect([...declared].sort()).toEqual([...THEMES.everything].sort());
});
