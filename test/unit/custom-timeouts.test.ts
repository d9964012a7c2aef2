import * as pulumi from "@pulumi/pulumi";
import {
  Codespace,
  OrgCodespacesAccess,
  OrgCodespacesSecret,
  type CodespaceArgs,
} from "../../provider/src";

const registered = new Map<string, Record<string, unknown>>();
const warned: string[] = [];

beforeAll(async () => {
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ name, inputs }) => {
      registered.set(name, inputs as Record<string, unknown>);
      return { id: `${name}-id`, state: inputs as object };
    },
    call: () => ({}),
  };
  await pulumi.runtime.setMocks(mocks, "project", "stack");
  jest.spyOn(console, "warn").mockImplementation((line: string) => void warned.push(line));
});

const repository = "acme/api";
let count = 0;

async function timeoutsOf(args: CodespaceArgs, opts?: pulumi.CustomResourceOptions) {
  const name = `codespace-${++count}`;
  const codespace = new Codespace(name, args, opts);
  await new Promise((resolve) => codespace.urn.apply(resolve));
  return registered.get(name)?.timeouts;
}

test("customTimeouts of a codespace count as its timeouts", async () => {
  const customTimeouts = { create: "5s", delete: "1h30m" };
  expect(await timeoutsOf({ repository }, { customTimeouts })).toEqual(customTimeouts);
  expect(await timeoutsOf({ repository })).toBeUndefined();
  expect(await timeoutsOf({ repository }, { customTimeouts: {} })).toBeUndefined();
  // It waits for nothing while it reads.
  expect(await timeoutsOf({ repository }, { customTimeouts: { read: "5s" } })).toBeUndefined();
});

test("what timeouts says counts more, also where it is an output", async () => {
  const opts = { customTimeouts: { create: "5s", update: "6s" } };
  const both = { create: "1m", update: "6s" };
  expect(await timeoutsOf({ repository, timeouts: { create: "1m" } }, opts)).toEqual(both);
  const output = pulumi.output({ create: "1m" });
  expect(await timeoutsOf({ repository, timeouts: output }, opts)).toEqual(both);
  expect(await timeoutsOf({ repository, timeouts: { create: "1m" } })).toEqual({ create: "1m" });
});

test("a program that forgets the arguments is not told of something else", () => {
  const create = () =>
    new Codespace("none", undefined as never, { customTimeouts: { create: "5s" } });
  expect(create).not.toThrow();
});

test("a codespace that is only read gets no inputs of it", async () => {
  const opts = { customTimeouts: { create: "5s" } };
  const codespace = Codespace.get("read", "octocat-space", opts);
  await new Promise((resolve) => codespace.urn.apply(resolve));
  expect(registered.get("read")).not.toHaveProperty("timeouts");
  expect(warned).toEqual([]);
});

test("of any other class they have no effect, which the first one says", async () => {
  const customTimeouts = { create: "5s" };
  const opts = { customTimeouts };
  const access = new OrgCodespacesAccess("a", { org: "acme", visibility: "disabled" }, opts);
  const secret = { org: "acme", secretName: "X", value: "v", visibility: "all" as const };
  new OrgCodespacesSecret("s", secret, opts);
  await new Promise((resolve) => access.urn.apply(resolve));
  expect(warned).toHaveLength(1);
  expect(warned[0]).toContain(
    "OrgCodespacesAccess a: customTimeouts has no effect on it; of this " +
      "package's resources, only Codespace uses it. " +
      "github-codespaces:maxWaitSeconds limits a wait for GitHub, " +
      "requestTimeoutSeconds a request.",
  );
});
