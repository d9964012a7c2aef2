import { PartlyDone } from "../../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { checked, newRun } from "../../support/lifecycles";
import { Stack, type Declared } from "../../support/stack";

// A write fails, and so does all that comes after it: nobody can tell whether it had its effect.

const { emulator } = useEmulator();
const HOUR = 3_600_000;
const newStack = () => new Stack(() => newRun({ url: emulator.url, token: emulator.token }));

const secret = (args: Props = {}): Declared => ({
  name: "secret",
  kind: "orgSecret",
  args: { org: "acme", secretName: "X", value: "one", visibility: "all", ...args },
});

/** From the next write on. */
function loseWrites(how: "before" | "after") {
  return emulator.fail({ method: "PUT", drop: how, times: Infinity });
}

/** An `up` from the first program to the second, of which every write is lost. */
async function lost({ from, to, how = "after" }: Lost): Promise<Stack> {
  const stack = newStack();
  expect(await stack.up(from)).toBeUndefined();
  const fault = loseWrites(how);
  expect(await stack.up(to)).toMatch(
    /^OrgCodespacesSecret acme\/X could not be (created|updated): /,
  );
  fault.remove();
  return stack;
}

interface Lost {
  from: Declared[];
  to: Declared[];
  how?: "before" | "after";
}

describe("a secret whose creation may have had its effect", () => {
  test("is deleted by a destroy", async () => {
    const stack = await lost({ from: [], to: [secret()] });
    expect(emulator.orgSecret("acme", "X")).toBeDefined();
    expect(await stack.destroy()).toBeUndefined();
    expect(emulator.orgSecret("acme", "X")).toBeUndefined();
  });

  test("is deleted by a program without it", async () => {
    const stack = await lost({ from: [], to: [secret()] });
    expect(await stack.up([])).toBeUndefined();
    expect(emulator.orgSecret("acme", "X")).toBeUndefined();
  });

  test("is no error of a destroy where it hadn't", async () => {
    const stack = await lost({ from: [], to: [secret()], how: "before" });
    expect(await stack.destroy()).toBeUndefined();
    expect(stack.entries).toEqual([]);
  });

  test.each(["before", "after"] as const)("is written by the next up: lost %s", async (how) => {
    const stack = await lost({ from: [], to: [secret()], how });
    expect(await stack.preview([secret()])).toEqual(["update secret"]);
    expect(await stack.up([secret()])).toBeUndefined();
    expect(emulator.orgSecret("acme", "X")?.openedValue).toBe("one");
    expect(await stack.preview([secret()])).toEqual([]);
  });

  test("that was there before stays a person's: a destroy leaves it", async () => {
    emulator.drift.orgSecret("acme", "X", { value: "by hand" });
    const stack = await lost({ from: [], to: [secret()], how: "before" });
    expect(stack.said.join()).toContain(
      "It was there before, and it is not known whether it was overwritten: run again, or `pulumi refresh`",
    );
    expect(await stack.destroy()).toBeUndefined();
    expect(emulator.orgSecret("acme", "X")?.openedValue).toBe("by hand");
  });

  test("that GitHub refuses is not there, and not in the state", async () => {
    const stack = newStack();
    emulator.fail({ method: "PUT", status: 403, times: Infinity });
    expect(await stack.up([secret()])).toContain("could not be created");
    expect(stack.entries).toEqual([]);
  });

  test.each([{}, { visibility: "selected" }])(
    'is no one else\'s where a hook asks for it again, with onExisting: "fail": %j',
    async (more) => {
      const { orgSecret } = newRun({ url: emulator.url, token: emulator.token });
      const inputs = checked(orgSecret, secret({ onExisting: "fail", ...more }).args);
      const fault = loseWrites("after");
      await expect(orgSecret.create(inputs)).rejects.toBeInstanceOf(PartlyDone);
      fault.remove();
      const { outputs } = await orgSecret.create(inputs);
      expect(outputs.updatedAt).toBeDefined();
      expect(emulator.orgSecret("acme", "X")?.openedValue).toBe("one");
    },
  );

  test("holds no value in the state", async () => {
    const stack = await lost({ from: [], to: [secret({ value: "canary-value" })] });
    expect(JSON.stringify(stack.entries)).not.toContain("canary-value");
  });
});

describe("a creation got lost without effect, and a person made the secret later", () => {
  async function made(args: Props = {}): Promise<Stack> {
    const stack = await lost({ from: [], to: [secret(args)], how: "before" });
    emulator.advance(HOUR);
    emulator.drift.orgSecret("acme", "X", { value: "by hand" });
    emulator.advance(HOUR);
    return stack;
  }

  test.each([
    ["a destroy", (stack: Stack) => stack.destroy()],
    ["an up without it", (stack: Stack) => stack.up([])],
  ])("%s leaves it, and says so", async (_, go) => {
    const stack = await made();
    expect(await go(stack)).toBeUndefined();
    expect(emulator.orgSecret("acme", "X")?.openedValue).toBe("by hand");
    expect(stack.said.join()).toContain(
      "OrgCodespacesSecret acme/X stays at GitHub: the answer to its " +
        "creation here was lost, and somebody else created it later.",
    );
  });

  test("a refresh drops it, and the next up asks onExisting", async () => {
    const stack = await made({ onExisting: "fail" });
    expect(await stack.refresh()).toBeUndefined();
    expect(stack.entries).toEqual([]);
    expect(await stack.up([secret({ onExisting: "fail" })])).toContain("it exists already");
    expect(emulator.orgSecret("acme", "X")?.openedValue).toBe("by hand");
  });

  test('with onExisting: "fail" the next up doesn\'t overwrite it', async () => {
    const stack = await made({ onExisting: "fail" });
    expect(await stack.up([secret({ onExisting: "fail" })])).toContain("it exists already");
    expect(emulator.orgSecret("acme", "X")?.openedValue).toBe("by hand");
    expect(await stack.up([secret()])).toBeUndefined();
    expect(emulator.orgSecret("acme", "X")?.openedValue).toBe("one");
    expect(await stack.destroy()).toBeUndefined();
    expect(emulator.orgSecret("acme", "X")).toBeUndefined();
  });

  test("a second write of ours that got lost may have made it: a destroy deletes it", async () => {
    const stack = await lost({ from: [], to: [secret()], how: "before" });
    emulator.advance(HOUR);
    const fault = loseWrites("after");
    expect(await stack.up([secret()])).toContain("could not be updated");
    fault.remove();
    expect(emulator.orgSecret("acme", "X")).toBeDefined();
    expect(await stack.destroy()).toBeUndefined();
    expect(emulator.orgSecret("acme", "X")).toBeUndefined();
  });
});

describe("a change of a secret that may have had its effect", () => {
  const list = (...selectedRepositories: string[]) =>
    secret({ visibility: "selected", selectedRepositories });
  const changes: [string, Declared, Declared][] = [
    ["value", secret(), secret({ value: "two" })],
    ["visibility", secret(), secret({ visibility: "private" })],
    ["list", list("api"), list("web")],
    [
      "list and value",
      list("api"),
      { ...list("web"), args: { ...list("web").args, value: "two" } },
    ],
  ];

  test.each(changes)(
    "of its %s is taken back by the program of before",
    async (_, old, changed) => {
      const stack = newStack();
      await stack.up([old]);
      const before = { ...emulator.orgSecret("acme", "X"), updatedAt: "" };
      const again = await lost({ from: [old], to: [changed] });
      expect({ ...emulator.orgSecret("acme", "X"), updatedAt: "" }).not.toEqual(before);
      expect(await again.up([old])).toBeUndefined();
      expect({ ...emulator.orgSecret("acme", "X"), updatedAt: "" }).toEqual(before);
      expect(await again.preview([old])).toEqual([]);
    },
  );

  test.each(changes)("of its %s is made by the next up", async (_, old, changed) => {
    const stack = await lost({ from: [old], to: [changed], how: "before" });
    expect(await stack.up([changed])).toBeUndefined();
    const { value, visibility } = changed.args;
    expect(emulator.orgSecret("acme", "X")).toMatchObject({ openedValue: value, visibility });
    expect(await stack.preview([changed])).toEqual([]);
  });
});

test("what is thrown for a lost creation says what GitHub did", async () => {
  const { orgSecret } = newRun({ url: emulator.url, token: emulator.token });
  loseWrites("after");
  const { inputs } = orgSecret.check({}, secret().args);
  const failure: unknown = await orgSecret.create(inputs).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PartlyDone);
  expect((failure as PartlyDone).reasons.join()).toContain("GitHub did not answer PUT");
});

test("a 409 to a removal is no proof: a repository that the list still has is an error", async () => {
  const shared = secret({ visibility: "selected" });
  const args = { org: "acme", secretName: "X", repository: "acme/web" };
  const stack = newStack();
  await stack.up([shared, { name: "web", kind: "orgSecretRepository", args }]);
  emulator.advance(3_600_000);
  emulator.fail({ method: "DELETE", status: 409 });
  expect(await stack.up([shared])).toContain("answered 409");
  expect(await stack.up([shared])).toBeUndefined();
  expect(emulator.orgSecret("acme", "X")?.selectedRepositories).toEqual([]);
});
