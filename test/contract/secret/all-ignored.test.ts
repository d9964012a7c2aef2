import { manualClock } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { emulatedStack } from "../../support/emulated-stack";
import { testOfClasses } from "../../support/hosts";
import type { Declared } from "../../support/stack";

// `ignoreChanges: ["*"]`: from the second check on, Pulumi gives what the state has and nothing that our classes say.

const { emulator } = useEmulator({ clock: manualClock() });
const LATER = 100_000;

const secret = (args: Props, more: Partial<Declared> = {}): Declared => ({
  name: "one",
  kind: "orgSecret",
  args: { org: "acme", secretName: "KEEP", visibility: "selected", ...args },
  ignoreChanges: ["*"],
  ...more,
});
const added: Declared = {
  name: "added",
  kind: "orgSecretRepository",
  args: { org: "acme", secretName: "KEEP", repository: "web" },
  dependsOn: ["one"],
};

testOfClasses("the list goes together with what adds to it, in every up", async () => {
  const program = [secret({ value: "v", selectedRepositories: ["api"] }), added];
  const stack = emulatedStack(emulator);
  for (let times = 0; times < 3; times++) {
    expect(await stack.up(program)).toBeUndefined();
    emulator.advance(LATER);
  }
  expect(await stack.preview(program)).toEqual([]);
  expect(emulator.orgSecret("acme", "KEEP")?.selectedRepositories).toEqual([
    "acme/api",
    "acme/web",
  ]);
});

test.each(["orgSecret", "userSecret"] as const)(
  "%s: a replacement is checked with a mark and without, and is not two resources",
  async (kind) => {
    const args = { secretName: "MOVED", value: "v" };
    const one = secret(kind === "orgSecret" ? { ...args, visibility: "all" } : args, { kind });
    if (kind === "userSecret") one.args = args;
    const stack = emulatedStack(emulator);
    expect(await stack.up([one])).toBeUndefined();
    // What `replaceWith` and `replacementTrigger` lead to, and a replacement that was cut off.
    const [entry] = stack.entries;
    if (entry) entry.replaced = true;
    expect(await stack.up([one])).toBeUndefined();
    expect(await stack.preview([one])).toEqual([]);
    expect(await stack.destroy()).toBeUndefined();
  },
);
