import { manualClock, type SecretView } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { emulatedStack } from "../../support/emulated-stack";
import { testOfClasses } from "../../support/hosts";
import { Stack, type Declared, type Kind, type UpOptions } from "../../support/stack";

// A placeholder in the program, with ignoreChanges: ["value"], and the value that somebody wrote by hand at GitHub, which
// gives none back.

const { emulator } = useEmulator({ clock: manualClock() });
const LATER = 100_000;

const newStack = () => emulatedStack(emulator);

interface Case {
  kind: Kind;
  args: Props;
  byHand: (value: string) => void;
  seen: () => SecretView | undefined;
  /** The declared list, as GitHub has it. */
  list: string[];
}

const org = { org: "acme", secretName: "KEEP", value: "placeholder" };
const { drift } = emulator;
const cases: [string, Case][] = [
  [
    "an organization's secret",
    {
      kind: "orgSecret",
      args: { ...org, visibility: "selected", selectedRepositories: ["api"] },
      byHand: (value) => {
        drift.orgSecret("acme", "KEEP", { value, visibility: "selected" });
      },
      seen: () => emulator.orgSecret("acme", "KEEP"),
      list: ["acme/api"],
    },
  ],
  [
    "a user's secret",
    {
      kind: "userSecret",
      args: { secretName: "KEEP", value: "placeholder", selectedRepositories: [] },
      byHand: (value) => {
        drift.userSecret("octocat", "KEEP", { value });
      },
      seen: () => emulator.userSecret("octocat", "KEEP"),
      list: [],
    },
  ],
  [
    "a repository's secret",
    {
      kind: "repoSecret",
      args: { repository: "acme/api", secretName: "KEEP", value: "placeholder" },
      byHand: (value) => {
        drift.repoSecret("acme/api", "KEEP", { value });
      },
      seen: () => emulator.repoSecret("acme/api", "KEEP"),
      list: [],
    },
  ],
];

describe.each(cases)("%s whose value ignoreChanges leaves to others", (_, secret) => {
  const { kind, args, byHand, seen, list } = secret;
  const one: Declared = { name: "one", kind, args, ignoreChanges: ["value"] };

  /** Nothing is left to be done, and nothing is found. */
  async function isSettled(stack: Stack, program: Declared): Promise<void> {
    expect(await stack.preview([program])).toEqual([]);
    emulator.advance(LATER);
    const changed: string[] = [];
    expect(await stack.refresh(changed)).toBeUndefined();
    expect(changed).toEqual([]);
  }

  test("is written where it doesn't exist yet", async () => {
    const stack = newStack();
    expect(await stack.up([one])).toBeUndefined();
    expect(seen()?.openedValue).toBe("placeholder");
    await isSettled(stack, one);
  });

  testOfClasses.each<[string, Partial<Declared>, UpOptions]>([
    ["renamed in the program without an alias", { name: "two" }, {}],
    ["the same in an up that refreshes", { name: "two" }, { refresh: true }],
    ["and gets another provider too", { name: "two", provider: "second" }, {}],
    ["replaced", {}, { replace: ["one"] }],
  ])("%s: the value by hand stays", async (__, change, options) => {
    const stack = newStack();
    await stack.up([one]);
    emulator.advance(LATER);
    byHand("by hand");
    emulator.advance(LATER);
    const changed = { ...one, ...change };
    expect(await stack.up([changed], options)).toBeUndefined();
    expect(seen()?.openedValue).toBe("by hand");
    await isSettled(stack, changed);
  });

  testOfClasses(
    "taken over, the value by hand stays, and the rest becomes as declared",
    async () => {
      byHand("by hand");
      emulator.advance(LATER);
      const stack = newStack();
      expect(await stack.up([one])).toBeUndefined();
      expect(stack.said.join("\n")).toContain(
        "it was taken over, and its value left as it is (ignoreChanges).",
      );
      expect(seen()?.openedValue).toBe("by hand");
      expect(seen()?.selectedRepositories).toEqual(list);
      await isSettled(stack, one);
    },
  );

  test("it is refused by onExisting: fail all the same", async () => {
    byHand("by hand");
    const refusing = { ...one, args: { ...args, onExisting: "fail" } };
    expect(await newStack().up([refusing])).toContain("it exists already");
  });
});

testOfClasses(
  "an organization's secret that is gone by the time it is taken over is made with its value",
  async () => {
    drift.orgSecret("acme", "KEEP", { value: "by hand" });
    emulator.advance(LATER);
    const args = { ...org, visibility: "all" };
    emulator.fail({ method: "PUT", path: /KEEP$/, status: 201, body: {} });
    const ignoring: Declared = { name: "one", kind: "orgSecret", args, ignoreChanges: ["value"] };
    expect(await newStack().up([ignoring])).toBeUndefined();
    expect(emulator.orgSecret("acme", "KEEP")?.openedValue).toBe("placeholder");
  },
);

testOfClasses.each(cases)(
  "%s whose creation's answer got lost is finished by the next up, with the value that is there",
  async (_, { kind, args, seen, byHand, list }) => {
    const stack = newStack();
    const program: Declared[] = [{ name: "kept", kind, args, ignoreChanges: ["value"] }];
    const lost = emulator.fail({ method: "PUT", drop: "after", times: Infinity });
    expect(await stack.up(program)).toContain("could not be created");
    lost.remove();
    expect(seen()?.openedValue).toBe("placeholder");
    byHand("by hand");
    expect(await stack.up(program)).toBeUndefined();
    expect([seen()?.openedValue, seen()?.selectedRepositories]).toEqual(["by hand", list]);
    expect(await stack.preview(program)).toEqual([]);
  },
);
