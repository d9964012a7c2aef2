import { testOfClasses } from "../../support/hosts";
import { manualClock } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import {
  all,
  applied,
  later,
  orgSet,
  selected,
  single,
  valuesOf,
  writesTo,
} from "../../support/sets";
import type { Declared } from "../../support/stack";

// From single resources to a set and back, in one `up`: nothing is deleted on the way.

const { emulator } = useEmulator({ clock: manualClock() });
const secrets: Record<string, Props> = { A: all("1"), B: selected("2", "api"), C: all("3") };
const singles = (...names: string[]): Declared[] =>
  names.map((name) => single(name, secrets[name] ?? {}));
const sets = (...names: string[]): Declared =>
  orgSet(Object.fromEntries(names.map((name) => [name, secrets[name] ?? {}])));

const removals = () => writesTo(emulator).filter((line) => line.startsWith("DELETE"));

const moves: [string, Declared[], Declared[]][] = [
  ["single resources become a set", singles("A", "B", "C"), [sets("A", "B", "C")]],
  ["a set becomes single resources", [sets("A", "B", "C")], singles("A", "B", "C")],
  ["one leaves a set", [sets("A", "B", "C")], [sets("A", "B"), ...singles("C")]],
  ["one joins a set", [sets("A", "B"), ...singles("C")], [sets("A", "B", "C")]],
  [
    "one goes from set to set",
    [sets("A", "B"), { ...sets("C"), name: "two" }],
    [sets("A"), { ...sets("B", "C"), name: "two" }],
  ],
  ["a set is renamed without an alias", [sets("A", "B")], [{ ...sets("A", "B"), name: "two" }]],
];

test.each<[string, Declared[], Declared[]]>([
  ...moves,
  ["a set gets another provider", [sets("A", "B")], [{ ...sets("A", "B"), provider: "second" }]],
])("%s", async (_, before, after) => {
  const seeded = Object.keys(valuesOf(emulator)).sort();
  const stack = await applied(emulator, ...before);
  const held = valuesOf(emulator);
  expect(await stack.up(after)).toBeUndefined();
  expect(removals()).toEqual([]);
  expect(valuesOf(emulator)).toEqual(held);
  expect(await stack.preview(after)).toEqual([]);
  later(emulator);
  expect(await stack.destroy()).toBeUndefined();
  expect(Object.keys(valuesOf(emulator)).sort()).toEqual(seeded);
});

// From a set to a set the order decides: where the second one takes the secret first, nothing is written either.
const unwritten = moves.filter(([name]) => name !== "one goes from set to set");

test.each(unwritten)("%s in an up that refreshes: nothing is written", async (_, before, after) => {
  const seededNames = Object.keys(valuesOf(emulator));
  const stack = await applied(emulator, ...before);
  expect(await stack.up(after, { refresh: true })).toBeUndefined();
  expect(writesTo(emulator)).toEqual([]);
  expect(await stack.preview(after)).toEqual([]);
  later(emulator);
  const changed: string[] = [];
  expect(await stack.refresh(changed)).toBeUndefined();
  expect(changed).toEqual([]);
  expect(await stack.destroy()).toBeUndefined();
  expect(Object.keys(valuesOf(emulator))).toEqual(seededNames);
});

test("what changed on the way into a set, by the program and by hand, is written, and nothing else", async () => {
  const stack = await applied(emulator, ...singles("A", "B", "C"));
  emulator.drift.orgSecret("acme", "C", { value: "theirs" });
  later(emulator);
  const moved = orgSet({ ...secrets, B: selected("2", "web") });
  expect(await stack.up([moved], { refresh: true })).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["PUT …/B/repositories", "PUT …/C"]);
  expect(valuesOf(emulator)).toMatchObject({ A: "1", B: "2", C: "3" });
});

test("a value that was kept and that the set gives is overwritten, and a warning says so", async () => {
  emulator.drift.orgSecret("acme", "K", { value: "theirs", visibility: "all" });
  const stack = await applied(emulator, single("K", { keepValue: true, visibility: "all" }));
  expect(await stack.up([orgSet({ K: all("ours") })], { refresh: true })).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["PUT …/K"]);
  expect(stack.said.join()).toMatch(/acme\/K existed already .+ its value overwritten/);
});

test("what the refresh finds gone is made again in the set", async () => {
  const stack = await applied(emulator, ...singles("A", "B"));
  emulator.drift.deleteOrgSecret("acme", "A");
  later(emulator);
  expect(await stack.up([sets("A", "B")], { refresh: true })).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["PUT …/A"]);
});

test("two entries of one secret, of which an interrupted up left one: it is written", async () => {
  const stack = await applied(emulator, ...singles("A"));
  const [entry] = stack.entries;
  if (entry) stack.entries.push({ ...structuredClone(entry), name: "other" });
  expect(await stack.up([sets("A")], { refresh: true })).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["PUT …/A"]);
});

test("a replacement in an up that refreshes writes all", async () => {
  const stack = await applied(emulator, sets("A", "B"), ...singles("C"));
  const replace = ["set", "C"];
  const program = [sets("A", "B"), ...singles("C")];
  expect(await stack.up(program, { refresh: true, replace })).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["PUT …/A", "PUT …/B", "PUT …/C"]);
});

test("a set is replaced as a whole by --replace: nothing is deleted", async () => {
  const stack = await applied(emulator, sets("A", "B"));
  expect(await stack.up([sets("A", "B")], { replace: ["set"] })).toBeUndefined();
  expect(removals()).toEqual([]);
  expect(writesTo(emulator)).toEqual(["PUT …/A", "PUT …/B"]);
});

testOfClasses(
  "only the old resource is targeted, and the set that declares it is left out: it stays",
  async () => {
    const stack = await applied(emulator, ...singles("A"));
    expect(await stack.up([sets("A")], { targets: ["A"] })).toBeUndefined();
    expect(removals()).toEqual([]);
  },
);

test("a set leaves the program while another secret stays: only what it has is deleted", async () => {
  const stack = await applied(emulator, sets("A", "B"), ...singles("C"));
  expect(await stack.up(singles("C"))).toBeUndefined();
  expect(removals()).toEqual(["DELETE …/A", "DELETE …/B"]);
});
