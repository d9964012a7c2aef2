import { manualClock } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { emulatedStack } from "../../support/emulated-stack";
import { atGitHub } from "../../support/github-view";
import { testOfClasses } from "../../support/hosts";
import { Stack, type Declared, type Kind } from "../../support/stack";

// A resource that gets another provider, and with it another process, while something else of it changes too: the one
// process deletes what the other one declares.

const { emulator } = useEmulator({ clock: manualClock() });
const LATER = 100_000;

const newStack = () => emulatedStack(emulator);

/** What a stack has after an `up`, some time later. */
async function applied(...program: Declared[]): Promise<Stack> {
  const stack = newStack();
  expect(await stack.up(program)).toBeUndefined();
  emulator.advance(LATER);
  emulator.clearRequests();
  return stack;
}

function removals(): string[] {
  return emulator.requests
    .filter(
      ({ method, body }) => method === "DELETE" || JSON.stringify(body ?? "").includes("disabled"),
    )
    .map(({ method, path }) => `${method} ${path}`);
}

describe.each<[string, (repository: string) => Pick<Declared, "kind" | "args">]>([
  [
    "a repository's secret",
    (repository) => ({ kind: "repoSecret", args: { repository, secretName: "DB", value: "v" } }),
  ],
  [
    "a repository on a list",
    (repository) => ({
      kind: "orgSecretRepository",
      args: { org: "acme", secretName: "SHARED", repository },
    }),
  ],
])("%s, whose repository was renamed", (_, of) => {
  beforeEach(() => {
    emulator.drift.orgSecret("acme", "SHARED", { value: "theirs", selectedRepositories: [] });
    emulator.drift.renameRepository("acme/api", "acme/api-v2");
    emulator.advance(LATER);
  });

  test("goes back to the old name with another provider: it stays", async () => {
    const stack = await applied({ name: "one", ...of("acme/api-v2") });
    const moved = { name: "one", ...of("acme/api"), provider: "second" };
    expect(await stack.up([moved])).toBeUndefined();
    expect(removals()).toEqual([]);
    expect(await stack.preview([moved])).toEqual([]);
  });

  testOfClasses(
    "has the old name in a resource of another name, and only the old resource is targeted: it stays",
    async () => {
      const stack = await applied({ name: "one", ...of("acme/api-v2") });
      const renamed = { name: "two", ...of("acme/api") };
      expect(await stack.up([renamed], { targets: ["one"] })).toBeUndefined();
      expect(removals()).toEqual([]);
    },
  );

  test("goes where another provider declares it for another repository, be it forbidden to this one", async () => {
    const stack = await applied({ name: "one", ...of("acme/api-v2") });
    const other = { name: "one", ...of("octo-org/alpha"), provider: "second" };
    emulator.fail({
      path: "/graphql",
      status: 200,
      body: { data: { r0: null }, errors: [{ path: ["r0"], type: "FORBIDDEN", message: "no" }] },
      after: 1,
    });
    await stack.up([other]);
    expect(removals()).toHaveLength(1);
  });
});

describe.each<[Kind, Props]>([
  ["orgSecret", { org: "acme", secretName: "KEEP", value: "v", visibility: "all" }],
  ["repoSecret", { repository: "acme/api", secretName: "KEEP", value: "v" }],
  ["userSecret", { secretName: "KEEP", value: "v" }],
  ["access", { org: "acme", visibility: "all_members" }],
])("%s gets another provider and is replaced in one up", (kind, args) => {
  const one: Declared = { name: "one", kind, args };
  const moved = { ...one, provider: "second" };

  test("its creation is refused: the state holds it, the next up finishes, and a destroy deletes it", async () => {
    const stack = await applied(one);
    const refusal = emulator.fail({ method: "PUT", status: 403, times: 1_000 });
    expect(await stack.up([moved], { replace: ["one"] })).toContain("GitHub answered 403");
    refusal.remove();
    expect(removals()).toEqual([]);
    expect(stack.entries).toMatchObject([{ name: "one", failed: true }]);

    expect(await stack.up([moved])).toBeUndefined();
    expect(await stack.preview([moved])).toEqual([]);
    expect(removals()).toEqual([]);
    expect(await stack.destroy()).toBeUndefined();
    expect(removals()).toHaveLength(1);
  });

  test("its creation with another value is refused: the next up writes that value", async () => {
    const changed = kind === "access" ? { visibility: "disabled" } : { value: "w" };
    const other = { ...moved, args: { ...args, ...changed } };
    await applied(other);
    const wanted = atGitHub(emulator);
    emulator.reset();
    const stack = await applied(one);
    const refusal = emulator.fail({ method: "PUT", status: 403, times: 1_000 });
    expect(await stack.up([other], { replace: ["one"] })).toContain("GitHub answered 403");
    refusal.remove();
    expect(atGitHub(emulator)).not.toBe(wanted);

    expect(await stack.up([other])).toBeUndefined();
    expect(atGitHub(emulator)).toBe(wanted);
    expect(await stack.preview([other])).toEqual([]);
  });

  test("what its old process left is not taken for somebody else's", async () => {
    const secret = kind === "access" ? args : { ...args, onExisting: "fail" };
    const stack = await applied({ ...one, args: secret });
    const there = { ...moved, args: secret };
    expect(await stack.up([there], { replace: ["one"] })).toBeUndefined();
    expect(stack.said.join("\n")).not.toContain("existed already");
  });
});
