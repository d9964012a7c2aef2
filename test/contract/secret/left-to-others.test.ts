import { manualClock, tokens } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { seal } from "../../../provider/src/seal";
import { emulatedStack } from "../../support/emulated-stack";
import { useEmulator } from "../../support/emulator-client";
import { testOfClasses } from "../../support/hosts";
import { Stack, type Declared } from "../../support/stack";
import { requestLines } from "../../support/world";

// A value that is promised to stay, by keepValue, ignoreChanges or onExternalChange, when something else happens too.

const { emulator } = useEmulator({ clock: manualClock() });
const { drift } = emulator;
const LATER = 100_000;

const newStack = () => emulatedStack(emulator);

const list = { visibility: "selected", selectedRepositories: ["api"] };
const declaring = (args: Props, ignoreChanges: string[] = []): Declared => ({
  name: "one",
  kind: "orgSecret",
  args: { org: "acme", secretName: "X", ...list, ...args },
  ignoreChanges,
});
const held = () => emulator.orgSecret("acme", "X");

/** Somebody writes it, and time passes. */
function byHand(change: Parameters<typeof drift.orgSecret>[2]): void {
  drift.orgSecret("acme", "X", { value: "by hand", ...change });
  emulator.advance(LATER);
  emulator.clearRequests();
}

/** Sealed elsewhere, with the organization's key. */
async function sealedElsewhere(value: string) {
  const url = `${emulator.url}/orgs/acme/codespaces/secrets/public-key`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${tokens.classic}` } });
  const { key, key_id: keyId } = (await answer.json()) as { key: string; key_id: string };
  return { encryptedValue: seal(value, key), keyId };
}

async function applied(declared: Declared): Promise<Stack> {
  const stack = newStack();
  expect(await stack.up([declared])).toBeUndefined();
  emulator.advance(LATER);
  return stack;
}

const WITHOUT_VALUE = /was made again without a value, since keepValue has none to give/;

describe("keepValue", () => {
  const KEEP = { keepValue: true };
  const forAll = declaring({
    ...KEEP,
    visibility: "all",
    selectedRepositories: undefined,
  });
  const createdByPut = () => {
    emulator.fail({ method: "PUT", path: /X$/, status: 201, body: {} });
  };

  test("of a secret that goes between the look and the write is an error, not a secret taken over", async () => {
    byHand({ visibility: "selected" });
    createdByPut();
    const stack = newStack();
    expect(await stack.up([forAll])).toMatch(WITHOUT_VALUE);
    expect(stack.said.join("\n")).not.toContain("taken over");
  });

  test.each(["value", "encryptedValue"])(
    "goes on where a placeholder comes whose %s is ignored: Pulumi has none to give in its place",
    async (input) => {
      byHand({ visibility: "selected" });
      const stack = await applied(declaring(KEEP));
      emulator.clearRequests();
      const args = input === "value" ? { value: "ours" } : await sealedElsewhere("ours");
      const placeholder = declaring(args, [input]);
      expect(await stack.preview([placeholder])).toEqual([]);
      expect(await stack.up([placeholder])).toBeUndefined();
      expect(held()?.openedValue).toBe("by hand");

      expect(await stack.up([declaring(args)])).toBeUndefined();
      expect(held()?.openedValue).toBe("ours");
    },
  );

  test("of one that GitHub made without a value is an error until somebody writes the value", async () => {
    byHand({ visibility: "selected" });
    const stack = await applied(declaring(KEEP));
    createdByPut();
    expect(await stack.up([forAll])).toMatch(WITHOUT_VALUE);
    emulator.advance(LATER);
    await stack.refresh();
    expect(await stack.up([forAll])).toMatch(WITHOUT_VALUE);
    byHand({ visibility: "all" });
    expect(await stack.up([forAll])).toBeUndefined();
    expect(await stack.preview([forAll])).toEqual([]);
  });
});

describe("ignoreChanges", () => {
  testOfClasses(
    "taken back writes the value that a taken over secret never got, and shows it before",
    async () => {
      byHand({ visibility: "selected" });
      const stack = await applied(declaring({ value: "ours" }, ["value"]));
      expect(held()?.openedValue).toBe("by hand");
      expect(stack.entries[0]?.outputs.valueWritten).toBe("left to others (ignoreChanges)");
      const plain = declaring({ value: "ours" });
      expect(await stack.preview([plain])).toEqual(["update one"]);
      expect(await stack.up([plain])).toBeUndefined();
      expect(held()?.openedValue).toBe("ours");
      expect(await stack.preview([plain])).toEqual([]);
    },
  );

  test("of a value sealed elsewhere keeps the one by hand after a refresh too", async () => {
    const sealed = declaring(await sealedElsewhere("ours"), ["encryptedValue"]);
    const stack = await applied(sealed);
    byHand({});
    await stack.refresh();
    expect(await stack.up([sealed])).toBeUndefined();
    expect(await stack.preview([sealed])).toEqual([]);
    expect(held()?.openedValue).toBe("by hand");
  });

  test("of a value sealed elsewhere keeps its key's id too: the box is of that key", async () => {
    const before = await sealedElsewhere("ours");
    const stack = await applied(declaring(before, ["encryptedValue"]));
    const changed = declaring({ ...before, keyId: "1" }, ["encryptedValue"]);
    expect(await stack.preview([changed])).toEqual([]);
  });
});

describe("a list that GitHub refuses because somebody gave another visibility", () => {
  test.each(["warn", "ignore"])(
    "with onExternalChange: %s, becomes as declared, and the value by hand stays",
    async (onExternalChange) => {
      const args = { value: "ours", onExternalChange };
      const stack = await applied(declaring(args));
      byHand({ visibility: "all" });
      const web = declaring({ ...args, selectedRepositories: ["web"] });
      expect(await stack.up([web])).toBeUndefined();
      expect(held()).toMatchObject({
        openedValue: "by hand",
        visibility: "selected",
        selectedRepositories: ["acme/web"],
      });
    },
  );

  test("with an ignored value sealed elsewhere, becomes as declared, and the value by hand stays", async () => {
    const sealed = await sealedElsewhere("ours");
    const stack = await applied(declaring(sealed, ["encryptedValue"]));
    byHand({ visibility: "all" });
    const web = declaring({ ...sealed, selectedRepositories: ["web"] }, ["encryptedValue"]);
    expect(await stack.up([web])).toBeUndefined();
    expect(held()).toMatchObject({ openedValue: "by hand", selectedRepositories: ["acme/web"] });
  });
});

testOfClasses.each([["encryptedValue"], ["*"]])(
  "a value sealed elsewhere isn't written over one that exists, with ignoreChanges: %s, nor later",
  async (ignored) => {
    byHand({});
    const sealed = declaring(await sealedElsewhere("ours"), [ignored]);
    const stack = await applied(sealed);
    expect(await stack.preview([sealed])).toEqual([]);
    expect(await stack.up([sealed])).toBeUndefined();
    expect(held()?.openedValue).toBe("by hand");
  },
);

test("a secret that is gone gets its value with onExternalChange: ignore too", async () => {
  const args = { value: "ours", onExternalChange: "ignore" };
  const stack = await applied(declaring(args));
  drift.deleteOrgSecret("acme", "X");
  const web = declaring({ ...args, selectedRepositories: ["web"] });
  expect(await stack.up([web])).toBeUndefined();
  expect(held()).toMatchObject({ openedValue: "ours", selectedRepositories: ["acme/web"] });
});

test.each(["warn", "ignore"])(
  "onExternalChange: %s, given after a refresh had doubts, repairs the list without the value",
  async (onExternalChange) => {
    const stack = await applied(declaring({ value: "ours" }));
    byHand({ selectedRepositories: ["acme/web"] });
    await stack.refresh();
    emulator.clearRequests();
    expect(await stack.up([declaring({ value: "ours", onExternalChange })])).toBeUndefined();
    expect(held()).toMatchObject({ openedValue: "by hand", selectedRepositories: ["acme/api"] });
    expect(requestLines(emulator)).not.toContain("PUT /orgs/acme/codespaces/secrets/X");
  },
);
