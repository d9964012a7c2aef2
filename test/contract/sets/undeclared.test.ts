import { manualClock } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { checked, newRun } from "../../support/lifecycles";
import {
  all,
  applied,
  entryOf,
  later,
  orgSet,
  single,
  valuesOf,
  writesTo,
} from "../../support/sets";
import type { Declared } from "../../support/stack";

// What a set lacks, and what a refresh has seen of it.

const { emulator } = useEmulator({ clock: manualClock() });

beforeEach(() => {
  for (const { name } of emulator.orgSecrets("acme")) emulator.drift.deleteOrgSecret("acme", name);
});

const set = (undeclared: string | undefined, secrets: Props = { A: all("1") }) =>
  orgSet(secrets, undeclared === undefined ? {} : { undeclared });

function addByHand(...names: string[]): void {
  for (const name of names)
    emulator.drift.orgSecret("acme", name, { value: "theirs", visibility: "all" });
  later(emulator);
}

const WORDS = expect.stringMatching(/^created 20\S+Z, last written 20\S+Z$/) as unknown;

test("by default it is nobody's business", async () => {
  const stack = await applied(emulator, set(undefined));
  addByHand("OLD");
  expect(await stack.refresh()).toBeUndefined();
  expect(await stack.preview([set(undefined)])).toEqual([]);
  expect(entryOf(stack).inputs).not.toHaveProperty("undeclaredSecrets");
});

test("reported, each is shown by name with its times, by each refresh as long as it is there", async () => {
  const stack = await applied(emulator, set("report"));
  addByHand("OLD", "OLDER");
  for (let night = 1; night <= 2; night++) {
    const changed: string[] = [];
    expect(await stack.refresh(changed)).toBeUndefined();
    expect(changed).toEqual(["set"]);
    expect(entryOf(stack).inputs.undeclaredSecrets).toEqual({ OLD: WORDS, OLDER: WORDS });
    expect(await stack.preview([set("report")])).toEqual(["update set"]);
    expect(await stack.up([set("report")])).toBeUndefined();
    expect(entryOf(stack).inputs.undeclaredSecrets).toMatchObject({
      OLD: 'left as it is (undeclared: "report")',
    });
    expect(await stack.preview([set("report")])).toEqual([]);
  }
  expect(writesTo(emulator)).toEqual([]);
  emulator.drift.deleteOrgSecret("acme", "OLD");
  emulator.drift.deleteOrgSecret("acme", "OLDER");
  await stack.refresh();
  expect(entryOf(stack).inputs).not.toHaveProperty("undeclaredSecrets");
  expect(await stack.preview([set("report")])).toEqual([]);
});

test("to be deleted, it goes with the next up after a refresh that saw it, and never without", async () => {
  const stack = await applied(emulator, set("delete"));
  addByHand("OLD", "OLDER");
  expect(await stack.preview([set("delete")])).toEqual([]);
  expect(await stack.up([set("delete", { A: all("one") })])).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["PUT …/A"]);
  later(emulator);
  expect(await stack.refresh()).toBeUndefined();
  expect(entryOf(stack).inputs.undeclaredSecrets).toEqual({ OLD: WORDS, OLDER: WORDS });
  expect(await stack.up([set("delete", { A: all("one") })])).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["DELETE …/OLD", "DELETE …/OLDER"]);
  expect(valuesOf(emulator)).toEqual({ A: "one" });
  expect(await stack.preview([set("delete", { A: all("one") })])).toEqual([]);
});

test("one that the program takes into the set meanwhile is taken over, not deleted", async () => {
  const stack = await applied(emulator, set("delete"));
  addByHand("OLD");
  await stack.refresh();
  expect(await stack.up([set("delete", { A: all("1"), OLD: all("ours") })])).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["PUT …/OLD"]);
});

test("one that somebody writes or makes anew after the refresh stays", async () => {
  const stack = await applied(emulator, set("delete"));
  addByHand("OLD", "OLDER");
  await stack.refresh();
  emulator.drift.deleteOrgSecret("acme", "OLDER");
  addByHand("OLDER");
  expect(await stack.up([set("delete")])).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["DELETE …/OLD"]);
  expect(stack.said.join()).toContain("acme/OLDER stays at GitHub: somebody else has recreated it");
});

test("one whose value somebody writes between the refresh and the up stays", async () => {
  const stack = await applied(emulator, set("delete"));
  addByHand("OLD");
  await stack.refresh();
  later(emulator);
  emulator.drift.orgSecret("acme", "OLD", { value: "newer" });
  later(emulator);
  expect(await stack.up([set("delete")])).toBeUndefined();
  expect(writesTo(emulator)).toEqual([]);
  expect(stack.said.join()).toContain(
    "acme/OLD stays at GitHub: somebody else has written it since the refresh",
  );
});

test.each<[string, string, string[]]>([
  [
    "that the set lacks is refused",
    "OLD",
    [expect.stringContaining("another resource adds a repository to one of them") as string],
  ],
  ["of the set is not", "LISTED", []],
])("delete: a resource that adds a repository to a secret %s", async (_, secretName, words) => {
  addByHand("OLD");
  const args = { org: "acme", secretName, repository: "api" };
  const adds: Declared = { name: "adds", kind: "orgSecretRepository", args };
  const many = set("delete", { LISTED: { value: "1", visibility: "selected" } });
  const stack = await applied(emulator);
  const failed = await stack.up([many, { ...adds, dependsOn: ["set"] }]);
  expect(failed === undefined ? [] : [failed]).toEqual(words);
  expect(await stack.preview([adds, many])).toEqual(words);
});

test("what could not be deleted, or not yet, is deleted by the next up without another refresh", async () => {
  const stack = await applied(emulator, set("delete"));
  addByHand("OLD", "OLDER");
  await stack.refresh();
  const path = "/orgs/acme/codespaces/secrets";
  const faults = [
    emulator.fail({ method: "PUT", path: `${path}/A`, status: 422 }),
    emulator.fail({ method: "DELETE", path: `${path}/OLD`, status: 422 }),
  ];
  for (const fault of faults) {
    expect(await stack.up([set("delete", { A: all("one") })])).toContain("1 of 3 secrets failed");
    expect(fault.hits).toBe(1);
  }
  expect(await stack.up([set("delete", { A: all("one") })])).toBeUndefined();
  expect(valuesOf(emulator)).toEqual({ A: "one" });
  expect(await stack.preview([set("delete", { A: all("one") })])).toEqual([]);
});

test("what a report has left is deleted only once a refresh has seen it again", async () => {
  const stack = await applied(emulator, set("report"));
  addByHand("OLD");
  await stack.refresh();
  await stack.up([set("report")]);
  expect(await stack.up([set("delete")])).toBeUndefined();
  expect(writesTo(emulator)).toEqual([]);
  await stack.refresh();
  await stack.up([set("delete")]);
  expect(writesTo(emulator)).toEqual(["DELETE …/OLD"]);
});

test.each(["report", "delete"])(
  "%s: another resource of the place is refused, whichever is checked first",
  (undeclared) => {
    const one: Props = { org: "acme", secretName: "B", ...all("1"), __declaration: "one" };
    const many: Props = {
      org: "acme",
      secrets: { A: all("1") },
      undeclared,
      __declaration: "many",
    };
    const words = "a set of this program answers for all secrets of this place (undeclared)";
    const run = () => newRun({ url: emulator.url, token: emulator.token });
    const first = run();
    checked(first.orgSecrets, many);
    expect(() => checked(first.orgSecret, one)).toThrow(words);
    const second = run();
    checked(second.orgSecret, one);
    expect(() => checked(second.orgSecrets, many)).toThrow(words);
    const third = run();
    checked(third.orgSecrets, many);
    checked(third.orgSecrets, many);
    checked(third.orgSecret, { ...one, org: "octo-org" });
  },
);

test("another resource that another process hosts is refused too", async () => {
  const elsewhere: Declared = { ...single("B", all("1")), provider: "second" };
  const stack = await applied(emulator);
  expect(await stack.up([elsewhere, set("delete")])).toContain(
    "answers for all secrets of this place",
  );
});

test("what was reported in a set without secrets needs nothing else", async () => {
  const stack = await applied(emulator, set("delete", {}));
  addByHand("OLD");
  await stack.refresh();
  await stack.up([set("delete", {})]);
  expect(writesTo(emulator)).toEqual(["DELETE …/OLD"]);
});
