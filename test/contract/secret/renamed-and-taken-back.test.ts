import { manualClock } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { emulatedStack } from "../../support/emulated-stack";
import { useEmulator } from "../../support/emulator-client";
import { Stack, type Declared, type Kind } from "../../support/stack";

// A resource gets another name in the program, without an alias, and other contents. The up writes it and then fails for another
// resource, so that the state has it under both names. Then the program is taken back.

const { emulator } = useEmulator({ clock: manualClock() });

const newStack = () => emulatedStack(emulator);

const other: Declared = {
  name: "other",
  kind: "orgSecret",
  args: { org: "acme", secretName: "OTHER", value: "v", visibility: "all" },
};

describe.each<[string, Kind, Props, Props]>([
  [
    "access",
    "access",
    { org: "acme", visibility: "all_members" },
    { org: "acme", visibility: "selected_members", selectedUsernames: ["octocat"] },
  ],
  [
    "a secret",
    "orgSecret",
    { org: "acme", secretName: "KEEP", value: "first", visibility: "all" },
    { org: "acme", secretName: "KEEP", value: "second", visibility: "private" },
  ],
])("%s", (_, kind, args, later) => {
  const one: Declared = { name: "one", kind, args };

  async function halfApplied(change: Partial<Declared>): Promise<Stack> {
    const stack = newStack();
    expect(await stack.up([one])).toBeUndefined();
    emulator.advance(100_000);
    const refusal = emulator.fail({ method: "PUT", path: /OTHER$/, status: 403, times: 9 });
    expect(await stack.up([{ ...one, ...change }, other])).toContain("GitHub answered 403");
    refusal.remove();
    emulator.advance(100_000);
    return stack;
  }

  const held = () => [
    emulator.access("acme").visibility,
    emulator.orgSecret("acme", "KEEP")?.openedValue,
    emulator.orgSecret("acme", "KEEP")?.visibility,
  ];

  test.each([{ name: "two" }, { name: "two", provider: "second" }])(
    "%j: the up fails until it is written again",
    async (change) => {
      const before = newStack();
      await before.up([one]);
      const declared = held();
      emulator.reset();

      const stack = await halfApplied({ ...change, args: later });
      expect(await stack.up([one])).toContain("`pulumi up --replace` with the URN");
      expect(await stack.up([one], { replace: ["one"] })).toBeUndefined();
      expect(held()).toEqual(declared);
      expect(await stack.preview([one])).toEqual([]);
      expect(stack.entries).toHaveLength(1);
    },
  );

  test("with the same contents nothing is in the way", async () => {
    const stack = await halfApplied({ name: "two" });
    expect(await stack.up([one])).toBeUndefined();
    expect(await stack.preview([one])).toEqual([]);
  });

  test("nor after a refresh, which finds that the old entry is not who wrote it last", async () => {
    const stack = await halfApplied({ name: "two" });
    expect(await stack.refresh()).toBeUndefined();
    const program = [{ ...one, name: "two" }, other];
    expect(await stack.up(program)).toBeUndefined();
    expect(await stack.preview(program)).toEqual([]);
    expect(stack.entries.map(({ name }) => name)).toEqual(["two", "other"]);
  });

  test("nor where the program declares none of them any more", async () => {
    const stack = await halfApplied({ name: "two", args: later });
    expect(await stack.up([])).toBeUndefined();
    expect(stack.entries).toEqual([]);
  });
});

test.each<[string, Props]>([
  ["its value", { visibility: "all" }],
  ["its value and its list", { visibility: "selected", selectedRepositories: ["web"] }],
])(
  "the program isn't taken back, and a refresh has told the old entry of the new one's write of %s: it goes",
  async (_, more) => {
    const secret = { org: "acme", secretName: "KEEP", visibility: "all" };
    const list = { ...secret, visibility: "selected", selectedRepositories: ["api"] };
    const before = more.selectedRepositories === undefined ? secret : list;
    const one: Declared = { name: "one", kind: "orgSecret", args: { ...before, value: "first" } };
    const two: Declared = { ...one, name: "two", args: { ...one.args, ...more, value: "second" } };
    const stack = newStack();
    await stack.up([one]);
    emulator.advance(100_000);
    const refusal = emulator.fail({ method: "PUT", path: /OTHER$/, status: 403, times: 9 });
    expect(await stack.up([two, other])).toContain("GitHub answered 403");
    refusal.remove();
    emulator.advance(100_000);
    expect(await stack.refresh()).toBeUndefined();
    expect(await stack.up([two, other])).toBeUndefined();
    expect(emulator.orgSecret("acme", "KEEP")).toMatchObject({ openedValue: "second" });
    expect(await stack.preview([two, other])).toEqual([]);
  },
);
