import {
  remediateResourceOfType,
  validateRemediateResourceOfType,
  validateResourceOfType,
  validateStackResourcesOfType,
} from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import * as provider from "../../provider/src";
import { typeToken } from "../../provider/src/program/registration/loader-line";

// How @pulumi/policy itself decides whether a typed policy is for a resource.

/** A class as the helpers of @pulumi/policy take it. */
type ResourceClass = (new (name: string, args: object) => pulumi.Resource) & {
  isInstance(thing: unknown): boolean;
};

/** What Pulumi's policy server answers with; its types leave it out. */
interface Answer {
  getDiagnosticsList(): { getMessage(): string }[];
  getNotApplicableList(): object[];
}
type Analyze = (
  call: { request: object },
  callback: (error: unknown, answer: Answer) => void,
) => void;
type MakeAnalyze = (pack: string, version: string, level: string, policies: object[]) => Analyze;
const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun, makeRemediateRpcFun } =
  jest.requireActual<
    Record<"makeAnalyzeRpcFun" | "makeAnalyzeStackRpcFun" | "makeRemediateRpcFun", MakeAnalyze>
  >("@pulumi/policy/server");
const messages = jest.requireActual<{
  AnalyzeRequest: new () => Message;
  AnalyzerResource: new () => Message;
  AnalyzeStackRequest: new () => { setResourcesList(resources: Message[]): void };
  AnalyzerResourceOptions: new () => object;
}>("@pulumi/pulumi/proto/analyzer_pb");
const { Struct } = jest.requireActual<{ Struct: { fromJavaScript(value: object): object } }>(
  "google-protobuf/google/protobuf/struct_pb",
);

interface Message {
  setType(type: string): void;
  setProperties(properties: object): void;
  setOptions(options: object): void;
}

function filled<T extends Message>(message: T, type: string): T {
  message.setType(type);
  message.setProperties(Struct.fromJavaScript({ secretName: "S" }));
  message.setOptions(new messages.AnalyzerResourceOptions());
  return message;
}

function answered(analyze: Analyze, request: object): Promise<Answer> {
  return new Promise((done, failed) => {
    analyze({ request }, (error, answer) => {
      if (error instanceof Error) failed(error);
      else done(answer);
    });
  });
}

const exported: [string, unknown][] = Object.entries(provider);
const classes = exported.filter(
  (entry): entry is [string, ResourceClass] =>
    typeof entry[1] === "function" && entry[1].prototype instanceof pulumi.Resource,
);
const PROVIDERS = "pulumi:providers:pulumi-nodejs";
const typeOf = (className: string) => (className === "Provider" ? PROVIDERS : typeToken(className));
const types = [
  ...classes.map(([className]) => typeOf(className)),
  "pulumi-nodejs:dynamic:Resource",
  "pulumi-nodejs:dynamic/github-codespaces:OrgCodespacesSecretOfMine",
  "github-codespaces:index:OrgCodespacesSecret",
  "github:index/codespacesOrganizationSecret:CodespacesOrganizationSecret",
];
const pack = ["pack", "1.0.0", "mandatory"] as const;

test("ten classes of resources and the provider are tried", () => {
  expect(classes).toHaveLength(11);
});

describe.each(classes)("a policy of %s", (className, Class) => {
  const policy = { name: "p", description: "d" };

  /** The types for whose resources the policy ran. */
  async function ranFor(make: MakeAnalyze, rules: (ran: () => void) => object): Promise<string[]> {
    const found: string[] = [];
    for (const type of types) {
      const rule = { ...policy, ...rules(() => found.push(type)) };
      await answered(make(...pack, [rule]), filled(new messages.AnalyzeRequest(), type));
    }
    return found;
  }

  test("validates its resources and no others", async () => {
    const validated = await ranFor(makeAnalyzeRpcFun, (ran) => ({
      validateResource: validateResourceOfType(Class, ran),
    }));
    const inList = await ranFor(makeAnalyzeRpcFun, (ran) => ({
      validateResource: [validateResourceOfType(Class, ran)],
    }));
    expect([validated, inList]).toEqual([[typeOf(className)], [typeOf(className)]]);
  });

  test("remediates its resources and no others", async () => {
    const remediated = await ranFor(makeRemediateRpcFun, (ran) => ({
      enforcementLevel: "remediate",
      remediateResource: remediateResourceOfType(Class, () => {
        ran();
      }),
    }));
    const both = await ranFor(makeRemediateRpcFun, (ran) => ({
      enforcementLevel: "remediate",
      ...validateRemediateResourceOfType(Class, ran),
    }));
    expect([remediated, both]).toEqual([[typeOf(className)], [typeOf(className)]]);
  });

  test("of a whole stack is given its resources and no others", async () => {
    const request = new messages.AnalyzeStackRequest();
    request.setResourcesList(types.map((type) => filled(new messages.AnalyzerResource(), type)));
    const found: string[] = [];
    const validateStack = validateStackResourcesOfType(Class, (_, { resources }) => {
      found.push(...resources.map(({ type }) => type));
    });
    await answered(makeAnalyzeStackRpcFun(...pack, [{ ...policy, validateStack }]), request);
    expect(found).toEqual([typeOf(className)]);
  });

  test("of an older @pulumi/policy, which only asks isInstance, finds them too", () => {
    const found = types.filter((__pulumiType) => Class.isInstance({ __pulumiType }));
    expect(found).toEqual([typeOf(className)]);
    const nothings = [undefined, null, "text", {}, { __pulumiType: undefined }];
    expect(nothings.filter((nothing) => Class.isInstance(nothing))).toEqual([]);
  });
});

test("isInstance tells the resources of a program apart, those of another copy too", async () => {
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ inputs }) => ({ id: "id", state: inputs as object }),
    call: () => ({}),
  };
  await pulumi.runtime.setMocks(mocks);
  let other = provider;
  jest.isolateModules(() => {
    other = jest.requireActual<typeof provider>("../../provider/src");
  });
  for (const made of [provider, other]) {
    const secret = new made.UserCodespacesSecret("s", { secretName: "S", value: "v" });
    const account = new made.Provider("p", { tokenEnv: "T" });
    const found = classes.filter(([, Class]) => Class.isInstance(secret)).map(([name]) => name);
    expect(found).toEqual(["UserCodespacesSecret"]);
    expect(provider.Provider.isInstance(account)).toBe(true);
  }
  expect(other.UserCodespacesSecret).not.toBe(provider.UserCodespacesSecret);
});

test("the properties of a typed policy are those of the arguments", () => {
  const seen: (string | undefined)[] = [];
  validateResourceOfType(provider.OrgCodespacesSecret, ({ visibility, secretName }) => {
    const typed: [provider.SecretVisibility, string] = [visibility, secretName];
    seen.push(...typed);
  });
  validateResourceOfType(provider.Codespace, ({ machine }) => {
    const typed: string | undefined = machine;
    seen.push(typed);
  });
  expect(seen).toEqual([]);
});
