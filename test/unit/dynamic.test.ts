import { DECLARATION } from "../../provider/src/rules/hints";
import { provider } from "../../provider/src/hosts/dynamic";
import { isFingerprint } from "../../provider/src/session/values";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const LOADER_LINE = "exports.handler = …";

/** Each has settings of its own, and so shares nothing with the others. */
let count = 0;
function configured(className: string, config: Record<string, string> = {}) {
  const own = { "github-codespaces:fingerprintKey": `test ${++count}`, ...config };
  const made = provider(className);
  made.configure({ config: { get: (key) => (own as Record<string, string>)[key] } });
  return made;
}

const orgSecret = { org: "Acme", secretName: "token", visibility: "all", value: "s3cret" };

test("a check gives back plain inputs, the value as a fingerprint and no loader line", async () => {
  const news = { ...orgSecret, __provider: LOADER_LINE };
  const { inputs, failures } = await configured("OrgCodespacesSecret").check({}, news);
  const { value, ...rest } = inputs;

  expect(failures).toEqual([]);
  expect(rest).toEqual({
    org: "acme",
    secretName: "TOKEN",
    visibility: "all",
    valueWritten: "by this stack",
  });
  expect(isFingerprint(String(value))).toBe(true);
});

test.each([
  ["org", { org: UNKNOWN }, ["org", "value"]],
  ["value", { value: UNKNOWN }, ["value"]],
  ["list", { visibility: "selected", selectedRepositories: UNKNOWN }, ["selectedRepositories"]],
  [
    "member",
    { visibility: "selected", selectedRepositories: ["api", UNKNOWN] },
    ["selectedRepositories"],
  ],
])("Pulumi's word for an unknown %s comes back as Pulumi's word", async (_, more, unknowns) => {
  const news = { ...orgSecret, ...more };
  const { inputs, failures } = await configured("OrgCodespacesSecret").check({}, news);

  expect(failures).toEqual([]);
  expect(Object.keys(inputs).filter((name) => inputs[name] === UNKNOWN)).toEqual(unknowns);
});

test("what is undefined is left out: Pulumi's protocol has no word for it", async () => {
  const news = { ...orgSecret, encryptedValue: undefined, createdAt: undefined };
  const { inputs, failures } = await configured("OrgCodespacesSecret").check({}, news);

  expect(failures).toEqual([]);
  expect(Object.values(inputs)).not.toContain(undefined);
});

test("a failing check hands the plain value to nobody", async () => {
  const result = await configured("OrgCodespacesSecret").check({}, { ...orgSecret, org: "a b" });

  expect(result.failures).toEqual([
    { property: "", reason: expect.stringMatching(/^org: /) as unknown },
  ]);
  expect(JSON.stringify(result)).not.toContain("s3cret");
});

test("two resources of one identity share what this process declares, whatever their handler", async () => {
  const config = { "github-codespaces:fingerprintKey": "shared" };
  const [one, other] = [0, 1].map(() => configured("RepoCodespacesSecret", config));
  const news = { repository: "acme/api", secretName: "TOKEN", value: "s3cret" };
  await one?.check({}, { ...news, [DECLARATION]: "one" });
  const second = await other?.check({}, { ...news, secretName: "token", [DECLARATION]: "two" });

  expect(second?.failures.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^secretName: /),
  ]);
});

test.each([
  [
    "OrgCodespacesSecret",
    { org: "acme", secretName: "A" },
    { org: "acme", secretName: "B" },
    ["secretName"],
  ],
  [
    "RepoCodespacesSecret",
    { repository: "a/b", secretName: "A" },
    { repository: "a/c", secretName: "A" },
    ["repository"],
  ],
  ["UserCodespacesSecret", { secretName: "A" }, { secretName: "B" }, ["secretName"]],
  ["OrgCodespacesAccess", { org: "acme" }, { org: "other" }, ["org"]],
])(
  "a changed identity of %s is deleted first, and only that replaces",
  async (name, olds, news, replaces) => {
    const { diff } = withDiff(name);

    expect(await diff(olds, news)).toEqual({ replaces, deleteBeforeReplace: true });
    expect(await diff(olds, { ...olds, visibility: "all", value: "fp1:x" })).toEqual({
      replaces: [],
      deleteBeforeReplace: false,
    });
  },
);

test("an identity that is not known yet is no proof of a replacement", async () => {
  const { diff } = withDiff("OrgCodespacesSecret");
  const none = { replaces: [], deleteBeforeReplace: false };
  expect(await diff({ org: "acme", secretName: "A" }, { org: UNKNOWN, secretName: "A" })).toEqual(
    none,
  );
});

function withDiff(className: string) {
  const made = configured(className);
  const diff = (olds: object, news: object) => made.diff("id", { ...olds }, { ...news });
  return { diff };
}

test("diff never says whether something changed: the engine compares the inputs itself", async () => {
  const result = await withDiff("OrgCodespacesSecret").diff(orgSecret, {
    ...orgSecret,
    value: "x",
  });
  expect(Object.keys(result).sort()).toEqual(["deleteBeforeReplace", "replaces"]);
});

test("a setting that can't be used fails the method, not configure, and without a stack", async () => {
  const broken = configured("OrgCodespacesSecret", { "github-codespaces:retries": "many" });
  const error = await broken.check({}, orgSecret).catch((thrown: unknown) => thrown as Error);

  expect(error).toMatchObject({
    message: 'github-codespaces:retries must be a positive number, not "many".',
    stack: "",
  });
});

test("a read of an id that is none fails without a stack", async () => {
  const error = await configured("OrgCodespacesSecret")
    .read("acme", {})
    .catch((thrown: unknown) => thrown as Error);

  expect(error).toMatchObject({
    message: '"acme" is not an id of OrgCodespacesSecret: give ORG/NAME.',
    stack: "",
  });
});

test("access that was never written can't be read: GitHub has no operation for it", async () => {
  await expect(configured("OrgCodespacesAccess").read("acme", {})).rejects.toThrow(
    "GitHub's API has no operation that reads an organization's access. Declare it instead",
  );
});

test("access is read from what was last written", async () => {
  const outputs = { org: "acme", visibility: "disabled", __provider: LOADER_LINE };
  const { __provider, ...plain } = outputs;

  expect(__provider).toBe(LOADER_LINE);
  expect(await configured("OrgCodespacesAccess").read("acme", outputs)).toEqual({
    id: "acme",
    props: plain,
    inputs: plain,
  });
});

test("a class of a later version says to install that version", () => {
  expect(() => provider("Tomorrow")).toThrow(
    "pulumi-github-codespaces has no resource Tomorrow: install the version that this stack was last applied with, or a newer one.",
  );
});
