import { manualClock, tokens } from "github-codespaces-emulator";
import { DECLARATION } from "../../../provider/src/rules/hints";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { emulatedStack } from "../../support/emulated-stack";
import { checked, create, newRun } from "../../support/lifecycles";
import { Stack, type Declared } from "../../support/stack";
import { requestLines } from "../../support/world";

// `--replace`, `state taint` and what else makes Pulumi replace something without asking what changed: it is checked as if
// the state had nothing.

const { emulator } = useEmulator({ clock: manualClock() });
const LATER = 100_000;

const writes = () => requestLines(emulator).filter((line) => !/^GET|^POST \/graphql/.test(line));

function later(): void {
  emulator.advance(LATER);
  emulator.clearRequests();
}

describe("a secret whose value is kept, together with another name", () => {
  const kept = (secretName: string, more: Partial<Declared> = {}): Declared => ({
    name: "one",
    kind: "orgSecret",
    args: { org: "acme", secretName, keepValue: true, visibility: "all" },
    ...more,
  });

  async function taken(): Promise<Stack> {
    emulator.drift.orgSecret("acme", "KEPT", { value: "theirs", visibility: "all" });
    const stack = emulatedStack(emulator);
    expect(await stack.up([kept("KEPT")])).toBeUndefined();
    later();
    return stack;
  }

  test.each(["--replace", "state taint"])("%s: nothing is deleted", async (how) => {
    const stack = await taken();
    if (how === "state taint") stack.taint("one");
    const failed = await stack.up([kept("OTHER")], how === "--replace" ? { replace: ["one"] } : {});
    expect(failed).toMatch(/acme\/KEPT could not be deleted: .* Nothing was deleted/);
    expect(writes()).toEqual([]);
    expect(emulator.orgSecret("acme", "KEPT")?.openedValue).toBe("theirs");
    expect(stack.entries).toMatchObject([{ id: "acme/KEPT" }]);
  });

  test("through another provider: nothing is deleted", async () => {
    const stack = await taken();
    const other = kept("OTHER", { provider: "second" });
    expect(await stack.up([other], { replace: ["one"] })).toContain("Nothing was deleted");
    expect(writes()).toEqual([]);
  });

  test("is deleted where a value is given, and where it is another resource that was taken over", async () => {
    const stack = await taken();
    const given = kept("OTHER", {
      args: { org: "acme", secretName: "OTHER", value: "ours", visibility: "all" },
    });
    expect(await stack.up([given], { replace: ["one"] })).toBeUndefined();
    expect(emulator.orgSecret("acme", "KEPT")).toBeUndefined();
    expect(emulator.orgSecret("acme", "OTHER")?.openedValue).toBe("ours");

    const another = await taken();
    emulator.drift.orgSecret("acme", "THIRD", { value: "third", visibility: "all" });
    expect(await another.up([kept("THIRD", { name: "two" })])).toBeUndefined();
    expect(emulator.orgSecret("acme", "KEPT")).toBeUndefined();
    expect(emulator.orgSecret("acme", "THIRD")?.openedValue).toBe("third");
  });

  test("is replaced under its own name without a write", async () => {
    const stack = await taken();
    expect(await stack.up([kept("KEPT")], { replace: ["one"] })).toBeUndefined();
    expect(writes()).toEqual([]);
  });
});

describe("with another user's token", () => {
  const SECRET = { secretName: "MINE", value: "ours" };
  let token: string;

  /** octocat's, and hubot has one of the same name. */
  async function octocats(declared: Declared, byProvider = false): Promise<Stack> {
    token = tokens.classic;
    const stack = new Stack(({ notes, provider }) =>
      newRun({
        url: emulator.url,
        token: byProvider && provider === "second" ? tokens.hubot : token,
        notes,
        now: () => emulator.now().getTime(),
        onWait: (ms) => {
          emulator.advance(ms);
        },
      }),
    );
    emulator.drift.userSecret("hubot", "MINE", { value: "hubot's" });
    emulator.drift.userSecret("octocat", "SHARED", { value: "v" });
    emulator.drift.userSecret("hubot", "SHARED", { value: "v" });
    expect(await stack.up([declared])).toBeUndefined();
    later();
    return stack;
  }

  test.each<[string, Declared["kind"], Props]>([
    ["a secret", "userSecret", SECRET],
    ["a secret that must not exist", "userSecret", { ...SECRET, onExisting: "fail" }],
    [
      "a repository on a list",
      "userSecretRepository",
      { secretName: "SHARED", repository: "octocat/hello-world" },
    ],
  ])("%s is refused, and the other user's is left alone", async (_, kind, args) => {
    const one: Declared = { name: "one", kind, args };
    const stack = await octocats(one);
    token = tokens.hubot;
    expect(await stack.up([one], { replace: ["one"] })).toContain(
      "it belongs to the user octocat, but the token is hubot's",
    );
    expect(writes()).toEqual([]);
    expect(emulator.userSecret("hubot", "MINE")?.openedValue).toBe("hubot's");

    token = tokens.classic;
    expect(await stack.up([one])).toBeUndefined();
    expect(await stack.preview([one])).toEqual([]);
    expect(await stack.destroy()).toBeUndefined();
    expect(emulator.userSecret("octocat", "MINE")).toBeUndefined();
  });

  test("of another provider: the first user's secret is told to stay, and the second one's is adopted aloud", async () => {
    const one: Declared = { name: "one", kind: "userSecret", args: SECRET };
    const stack = await octocats(one, true);
    expect(await stack.up([{ ...one, provider: "second" }], { replace: ["one"] })).toBeUndefined();
    const said = stack.said.join("\n");
    expect(said).toContain("of the user with the id 1, which this resource had before, stays");
    expect(said).toContain("UserCodespacesSecret user/MINE existed already");
    expect(emulator.userSecret("octocat", "MINE")?.openedValue).toBe("ours");
  });

  test("of another provider, where it must not exist: it is refused", async () => {
    const one: Declared = {
      name: "one",
      kind: "userSecret",
      args: { ...SECRET, onExisting: "fail" },
    };
    const stack = await octocats(one, true);
    const moved = { ...one, provider: "second" };
    expect(await stack.up([moved], { replace: ["one"] })).toContain("it exists already");
    expect(emulator.userSecret("hubot", "MINE")?.openedValue).toBe("hubot's");
  });
});

test("what waits for its replacement when another one fails is told: a destroy would leave it", async () => {
  const secret = (secretName: string) => ({
    ...{ org: "acme", secretName, value: "v", visibility: "all" },
    [DECLARATION]: secretName,
  });
  const { orgSecret: before } = newRun({ url: emulator.url, token: emulator.token });
  const [one, two] = [await create(before, secret("ONE")), await create(before, secret("TWO"))];
  const { orgSecret, lines } = newRun({ url: emulator.url, token: emulator.token });
  const [first, second] = ["ONE", "TWO"].map((name) => checked(orgSecret, secret(name)));
  // Pulumi deletes what depends on a resource, or is replaced with it, before that.
  await orgSecret.delete(two.id, two.outputs);
  await orgSecret.delete(one.id, one.outputs);
  emulator.fail({ method: "PUT", status: 403 });
  await expect(orgSecret.create(first ?? {})).rejects.toThrow("403");
  expect(lines.at(-1)).toMatch(
    /^Run `pulumi up` again before a `pulumi destroy`, which would leave OrgCodespacesSecret acme\/TWO at/,
  );
  lines.length = 0;
  await orgSecret.create(second ?? {});
  emulator.fail({ method: "PUT", status: 403 });
  await expect(orgSecret.create(first ?? {})).rejects.toThrow("403");
  expect(lines).toEqual([]);
});
