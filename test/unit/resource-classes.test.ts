import * as pulumi from "@pulumi/pulumi";
import * as provider from "../../provider/src";
import { loaderLine } from "../../provider/src/program/registration/loader-line";

const LIMIT = 37;
const normal = Error.stackTraceLimit;

beforeAll(async () => {
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ inputs }) => ({ id: "id", state: inputs as object }),
    call: () => ({}),
  };
  await pulumi.runtime.setMocks(mocks, "project", "stack");
});

beforeEach(() => {
  Error.stackTraceLimit = LIMIT;
});

afterAll(() => {
  Error.stackTraceLimit = normal;
});

type ResourceClass = new (
  name: string,
  args: object,
  opts?: pulumi.CustomResourceOptions,
) => pulumi.CustomResource;

const exported: [string, unknown][] = Object.entries(provider);
const resources = exported.filter(
  (entry): entry is [string, ResourceClass] =>
    typeof entry[1] === "function" &&
    entry[1].prototype instanceof pulumi.CustomResource &&
    entry[0] !== "Provider",
);

/** What Pulumi sees while it registers a resource of the class. */
function registered(Class: ResourceClass): { limit: number; line: unknown } {
  let seen = { limit: 0, line: undefined as unknown };
  const look = ({ props }: pulumi.ResourceTransformationArgs) => {
    const { __provider: line } = props as { __provider: unknown };
    seen = { limit: Error.stackTraceLimit, line };
    return undefined;
  };
  new Class("name", {}, { transformations: [look] });
  return seen;
}

test("there are ten classes of resources", () => {
  expect(resources).toHaveLength(10);
});

describe.each(resources)("%s", (className, Class) => {
  test("has its own loader line", () => {
    expect(registered(Class).line).toBe(loaderLine(className));
  });

  test("is registered with short stacks, and the limit is then as it was", () => {
    expect(registered(Class).limit).toBe(6);
    expect(Error.stackTraceLimit).toBe(LIMIT);
  });

  test("leaves a smaller limit alone", () => {
    Error.stackTraceLimit = 3;
    expect(registered(Class).limit).toBe(3);
    expect(Error.stackTraceLimit).toBe(3);
  });

  test("is registered with whole stacks for who looks for promises that never settle", () => {
    process.env.PULUMI_DEBUG_PROMISE_LEAKS = "1";
    try {
      expect(registered(Class).limit).toBe(LIMIT);
    } finally {
      delete process.env.PULUMI_DEBUG_PROMISE_LEAKS;
    }
  });

  test("leaves the limit as it was when Pulumi refuses it", () => {
    expect(() => new Class("", {})).toThrow("Missing resource name");
    expect(Error.stackTraceLimit).toBe(LIMIT);
  });
});

test.each([
  ["OrgCodespacesSecret", "acme/X"],
  ["UserCodespacesSecret", "user/X"],
  ["RepoCodespacesSecret", "acme/api/X"],
] as const)("%s.get takes no value: Pulumi would store it", async (className, id) => {
  const given = { secretName: "X", value: "v", encryptedValue: "e", keyId: "k" };
  let props: object = {};
  const look = (args: pulumi.ResourceTransformationArgs) => {
    ({ props } = args);
    return undefined;
  };
  const read = provider[className].get("name", id, given, { transformations: [look] });
  await new Promise((resolve) => read.urn.apply(resolve));
  const stated = Object.entries(props).filter(([, value]) => value !== undefined);
  expect(stated.map(([name]) => name)).toEqual(["secretName", "__declaration", "__provider"]);
});

test.each([
  [["selectedRepositories"], true],
  [['selectedRepositories["acme/web"]'], true],
  [["*"], true],
  [["value", "selectedRepositoriesOfMine"], undefined],
])("ignoreChanges %j: whether its list is left alone is told", (ignoreChanges, told) => {
  let props: Record<string, unknown> = {};
  const look = (args: pulumi.ResourceTransformationArgs) => {
    ({ props } = args);
    return undefined;
  };
  const options = { ignoreChanges, transformations: [look] };
  const args = { org: "acme", secretName: "X", visibility: "selected", value: "v" } as const;
  new provider.OrgCodespacesSecret("name", args, options);
  expect(props.__listIgnored).toBe(told);
});

test.each([
  [["value"], true],
  [["encryptedValue"], true],
  [["*"], true],
  [["valueWritten", "keepValue"], undefined],
])("ignoreChanges %j: whether its value is left to others is told", (ignoreChanges, told) => {
  let props: Record<string, unknown> = {};
  const look = (args: pulumi.ResourceTransformationArgs) => {
    ({ props } = args);
    return undefined;
  };
  const options = { ignoreChanges, transformations: [look] };
  const args = { repository: "acme/api", secretName: "X", value: "v" };
  new provider.RepoCodespacesSecret("name", args, options);
  expect(props.__valueIgnored).toBe(told);
});

test.each([
  [["secrets.A"], "can't name one secret of a set"],
  [['secrets["A"]'], "can't name one secret of a set"],
  [["secrets.A.value"], "can't name one secret of a set"],
  [["secrets"], "would leave out the values"],
  [["secrets", "values"], "would leave out the values"],
])("ignoreChanges %j of a set, which would write a changed value, is refused", (paths, words) => {
  const secrets = { A: { value: "v", visibility: "all" } } as const;
  const make = (ignoreChanges: string[]) =>
    new provider.OrgCodespacesSecrets("name", { org: "acme", secrets }, { ignoreChanges });
  expect(() => make(paths)).toThrow(words);
  expect(() => make(["*"])).not.toThrow();
  expect(() => make(["secrets", "values", "encryptedValues"])).not.toThrow();
  expect(() => make(["secrets.A.visibility", "undeclared"])).not.toThrow();
});

test.each([
  ["OrgCodespacesSecret", { org: "acme", visibility: "all" }],
  ["UserCodespacesSecret", {}],
  ["RepoCodespacesSecret", { repository: "acme/api" }],
] as const)(
  "%s registers a value, also one that was sealed elsewhere, as secret",
  async (of, args) => {
    for (const given of [{ value: "v" }, { encryptedValue: "box", keyId: "1" }]) {
      let props: Record<string, unknown> = {};
      const look = (seen: pulumi.ResourceTransformationArgs) => {
        ({ props } = seen);
        return undefined;
      };
      const Class = provider[of] as unknown as ResourceClass;
      new Class("name", { secretName: "X", ...args, ...given }, { transformations: [look] });
      const [name] = Object.keys(given);
      expect(await pulumi.isSecret(props[name ?? ""] as pulumi.Output<unknown>)).toBe(true);
    }
  },
);

test("whose value isn't set is told the others of the program that wait for nothing either", async () => {
  // The other tests' resources are told by then.
  await new Promise(setImmediate);
  const told: Record<string, unknown> = {};
  const make = (name: string, args: object) => {
    const look = ({ props }: pulumi.ResourceTransformationArgs) => {
      told[name] = (props as Record<string, unknown>).__othersUnset;
      return undefined;
    };
    const given = { secretName: "X", repository: "acme/api", ...args };
    new provider.RepoCodespacesSecret(name, given, { transformations: [look] });
  };
  make("unset", {});
  make("empty", { value: "" });
  make("not-kept", { keepValue: false });
  make("given", { value: "v" });
  make("output", { value: pulumi.output("v") });
  make("kept", { keepValue: true });
  make("sealed", { encryptedValue: "e", keyId: "1" });
  const names = Object.keys(told);
  const others = await Promise.all(names.map((name) => told[name]));
  expect(Object.fromEntries(names.map((name, index) => [name, others[index]]))).toEqual({
    unset: ["empty", "not-kept"],
    empty: ["unset", "not-kept"],
    "not-kept": ["unset", "empty"],
  });
  make("alone", {});
  expect(await told.alone).toBeUndefined();
});

test("a set is told what has no value beside its own secrets, and the others are told these", async () => {
  await new Promise(setImmediate);
  const told: Record<string, unknown> = {};
  const look = ({ name, props }: pulumi.ResourceTransformationArgs) => {
    told[name] = (props as Record<string, unknown>).__othersUnset;
    return undefined;
  };
  const options = { transformations: [look] };
  const secrets = { A: {}, B: { value: "" }, C: { value: "v" }, D: { keepValue: true } };
  const repositories = ["acme/api"];
  new provider.RepoCodespacesSecrets("set", { repositories, secrets }, options);
  new provider.RepoCodespacesSecrets("whole", { repositories, secrets: { C: secrets.C } }, options);
  new provider.RepoCodespacesSecret("one", { repository: "acme/api", secretName: "X" }, options);
  expect(await told.set).toEqual(["one"]);
  expect(await told.one).toEqual(["set/A", "set/B"]);
  expect(told.whole).toBeUndefined();
});

test("the types of what get may be told have no place for a value", () => {
  const { OrgCodespacesSecret, UserCodespacesSecret, RepoCodespacesSecret } = provider;
  expect(() => [
    // @ts-expect-error: value is not in the type
    OrgCodespacesSecret.get("", "acme/X", { value: "v" }),
    // @ts-expect-error: encryptedValue is not in the type
    UserCodespacesSecret.get("", "user/X", { encryptedValue: "v" }),
    // @ts-expect-error: keyId is not in the type
    RepoCodespacesSecret.get("", "acme/api/X", { keyId: "v" }),
  ]).toThrow("Missing resource name");
});
