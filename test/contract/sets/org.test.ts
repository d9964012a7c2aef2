import { manualClock } from "github-codespaces-emulator";
import { unknown, type Props } from "../../../provider/src/rules/plain";
import { emulatedStack } from "../../support/emulated-stack";
import { sealedFor, useEmulator } from "../../support/emulator-client";
import { checked, newRun } from "../../support/lifecycles";
import {
  all,
  applied,
  entryOf,
  later,
  orgSet,
  selected,
  valuesOf,
  writesTo,
} from "../../support/sets";
import { requestLines } from "../../support/world";

// A set of an organization's secrets. `SECRETS_AS=sets` runs the suites of single secrets against sets of one.

const { emulator, send } = useEmulator({ clock: manualClock() });
const PATH = "/orgs/acme/codespaces/secrets";
const run = () => newRun({ url: emulator.url, token: emulator.token });

test("creates each secret, and asks for the key and the list once", async () => {
  const stack = emulatedStack(emulator);
  const secrets = Object.fromEntries(Array.from({ length: 90 }, (_, i) => [`S${i}`, all(`v${i}`)]));
  expect(await stack.up([orgSet(secrets)])).toBeUndefined();
  expect(valuesOf(emulator)).toMatchObject({ S0: "v0", S89: "v89" });
  const requests = requestLines(emulator);
  expect(requests.filter((line) => line.startsWith("GET")).sort()).toEqual([
    `GET ${PATH}`,
    `GET ${PATH}/public-key`,
  ]);
  expect(requests).toHaveLength(92);
});

test("an up without a change does nothing, and a refresh finds nothing", async () => {
  const program = orgSet({ A: all("1"), B: selected("2", "api") });
  const stack = await applied(emulator, program);
  expect(await stack.preview([program])).toEqual([]);
  const changed: string[] = [];
  expect(await stack.refresh(changed)).toBeUndefined();
  expect(changed).toEqual([]);
  expect(await stack.preview([program])).toEqual([]);
  expect(writesTo(emulator)).toEqual([]);
});

test("sends only what changed, and deletes last", async () => {
  const before = { A: all("1"), B: all("2"), C: all("3"), D: selected("4", "api"), E: all("5") };
  const stack = await applied(emulator, orgSet(before));
  const after = orgSet({
    A: all("1"),
    B: all("two"),
    D: selected("4", "api", "web"),
    E: { value: "5", visibility: "private" },
    F: all("6"),
  });
  expect(await stack.up([after])).toBeUndefined();
  expect(writesTo(emulator)).toEqual([
    "DELETE …/C",
    "PUT …/B",
    "PUT …/D/repositories",
    "PUT …/E",
    "PUT …/F",
  ]);
  expect(requestLines(emulator).at(-1)).toBe(`DELETE ${PATH}/C`);
  expect(valuesOf(emulator)).toMatchObject({ A: "1", B: "two", D: "4", E: "5", F: "6" });
  expect(await stack.preview([after])).toEqual([]);
});

test("a value that changes counts its version up, and no other's", async () => {
  const stack = await applied(emulator, orgSet({ A: all("1"), B: all("2") }));
  await stack.up([orgSet({ A: all("one"), B: all("2") })]);
  expect(entryOf(stack).inputs.valueVersions).toEqual({ A: 2, B: 1 });
  await stack.up([orgSet({ A: all("1"), C: all("3") })]);
  expect(entryOf(stack).inputs.valueVersions).toEqual({ A: 3, C: 1 });
  expect(entryOf(stack).outputs.valueVersions).toEqual({ A: 3 });
});

test("a value that is kept from then on has no version: a refresh finds nothing", async () => {
  const stack = await applied(emulator, orgSet({ A: all("1"), B: all("2") }));
  await stack.up([orgSet({ A: all("one"), B: all("2") })]);
  const kept = orgSet({ A: { keepValue: true, visibility: "all" }, B: all("2") });
  expect(await stack.up([kept])).toBeUndefined();
  expect(entryOf(stack).inputs.valueVersions).toEqual({ B: 1 });
  later(emulator);
  const changed: string[] = [];
  expect(await stack.refresh(changed)).toBeUndefined();
  expect(changed).toEqual([]);
  expect(entryOf(stack).inputs.valueVersions).toEqual({ B: 1 });
});

test("what somebody wrote, changed or deleted is told by secret, and put right by the next up", async () => {
  const program = orgSet({ A: all("1"), B: all("2"), C: all("3"), D: all("4") });
  const stack = await applied(emulator, program);
  emulator.drift.orgSecret("acme", "A", { value: "by hand" });
  emulator.drift.orgSecret("acme", "B", { visibility: "private" });
  emulator.drift.deleteOrgSecret("acme", "C");
  later(emulator);
  expect(await stack.refresh()).toBeUndefined();
  const outside = expect.stringMatching(/^outside Pulumi, 20/) as unknown;
  expect(entryOf(stack).inputs.secrets).toEqual({
    A: { visibility: "all", valueWritten: outside },
    B: { visibility: "private", valueWritten: outside },
    D: { visibility: "all" },
  });
  expect(await stack.up([program])).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["PUT …/A", "PUT …/B", "PUT …/C"]);
  expect(valuesOf(emulator)).toMatchObject({ A: "1", B: "2", C: "3", D: "4" });
});

test("each secret may have its own policies, a value sealed elsewhere, or keep the one that it has", async () => {
  emulator.drift.orgSecret("acme", "THEIRS", { value: "theirs", visibility: "all" });
  const box = await sealedFor(send, "/orgs/acme", "sealed");
  const sealed = { encryptedValue: box.encrypted_value, keyId: box.key_id };
  const program = orgSet({
    A: all("1", { onExternalChange: "ignore" }),
    SEALED: { ...sealed, visibility: "all" },
    THEIRS: { keepValue: true, visibility: "private" },
  });
  const stack = await applied(emulator, program);
  expect(valuesOf(emulator)).toMatchObject({ A: "1", SEALED: "sealed", THEIRS: "theirs" });
  emulator.drift.orgSecret("acme", "A", { value: "by hand" });
  emulator.drift.orgSecret("acme", "THEIRS", { value: "newer" });
  later(emulator);
  expect(await stack.refresh()).toBeUndefined();
  expect(await stack.preview([program])).toEqual([]);
});

test("names and organizations in other letters are the same", async () => {
  const stack = await applied(emulator, orgSet({ NPM_TOKEN: all("1") }));
  const program = {
    ...orgSet({ npm_token: all("1") }),
    args: { org: "ACME", secrets: { npm_token: all("1") } },
  };
  expect(await stack.preview([program])).toEqual([]);
});

test("another organization replaces all", async () => {
  const stack = await applied(emulator, orgSet({ A: all("1") }));
  const moved = { ...orgSet({}), args: { org: "octo-org", secrets: { A: all("1") } } };
  expect(await stack.preview([moved])).toEqual(["replace set"]);
});

test.each<[string, Props, RegExp]>([
  [
    "a name twice",
    { A: all("1"), a: all("2") },
    /secrets\.a: is given twice \(GitHub ignores case\)/,
  ],
  [
    "an input that isn't one",
    { A: all("1", { visibilty: "all" }) },
    /^secrets\.A\.visibilty: is not an input/,
  ],
  [
    "the name in it",
    { A: all("1", { secretName: "B" }) },
    /^secrets\.A: secretName is not an input of a secret in a set/,
  ],
  ["no visibility", { A: { value: "1" } }, /^secrets\.A\.visibility: is missing/],
  ["a text in its place", { A: "hunter2" }, /^secrets\.A: must be an object/],
  [
    "a name that GitHub refuses",
    { GITHUB_A: all("1") },
    /^secrets: "GITHUB_A" must not start with GITHUB_/,
  ],
])("%s is refused, and no value is told", (_, secrets, words) => {
  const { failures } = run().orgSecrets.check({}, { org: "acme", secrets });
  expect(failures.map(({ reason }) => reason)).toEqual([expect.stringMatching(words)]);
  expect(JSON.stringify(failures)).not.toContain("hunter2");
});

test("all values that are not set are told at once", () => {
  const secrets = { A: all(""), B: { visibility: "all" }, C: all("3") };
  const { failures } = run().orgSecrets.check({}, { org: "acme", secrets });
  expect(failures.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^secrets\.A\.value: is empty/),
    expect.stringMatching(/^secrets\.B\.value: is missing/),
  ]);
});

test("two resources that declare one secret are refused, whichever is checked first", () => {
  const one: Props = { org: "acme", secretName: "A", ...all("1"), __declaration: "one" };
  const many: Props = { org: "acme", secrets: { A: all("1") }, __declaration: "many" };
  for (const isSetFirst of [true, false]) {
    const { orgSecret, orgSecrets } = run();
    if (isSetFirst) checked(orgSecrets, many);
    else checked(orgSecret, one);
    expect(() => (isSetFirst ? checked(orgSecret, one) : checked(orgSecrets, many))).toThrow(
      "two resources of this program declare OrgCodespacesSecret acme/A",
    );
  }
});

test("what isn't known yet shows where it belongs", () => {
  const secrets = { A: all("1"), B: { value: unknown, visibility: "all" }, C: unknown };
  const inputs = checked(run().orgSecrets, { org: "acme", secrets });
  expect(inputs).toMatchObject({
    secrets: { A: { visibility: "all" }, B: { visibility: "all" }, C: unknown },
    valueVersions: { A: 1, B: unknown, C: unknown },
    values: expect.stringMatching(/^A=fp1:[\w-]{22}$/) as unknown,
  });
  expect(checked(run().orgSecrets, { org: "acme", secrets: unknown }).secrets).toBe(unknown);
});

test("a value is found beside its secret or apart, and never in the checked form", async () => {
  const apart = { org: "acme", secrets: { A: { visibility: "all" } }, values: { A: "hunter2" } };
  const beside = { org: "acme", secrets: { A: all("hunter2") } };
  const [one, other] = [apart, beside].map((news) => checked(run().orgSecrets, news));
  expect(one).toEqual(other);
  expect(JSON.stringify(one)).not.toContain("hunter2");
  const { orgSecrets } = run();
  await orgSecrets.create(checked(orgSecrets, apart));
  expect(valuesOf(emulator)).toMatchObject({ A: "hunter2" });
});

test("what Pulumi feeds back by ignoreChanges is as it was", () => {
  const { orgSecrets } = run();
  const inputs = checked(orgSecrets, {
    org: "acme",
    secrets: { A: all("1"), B: selected("2", "api") },
  });
  const again = checked(run().orgSecrets, inputs, inputs);
  expect(again).toEqual(inputs);
});

test("a policy that puts a value into a secret after the check is refused", async () => {
  const { orgSecrets } = run();
  const inputs = checked(orgSecrets, {
    org: "acme",
    secrets: { A: { keepValue: true, visibility: "all" } },
  });
  const remediated = { ...inputs, secrets: { A: { visibility: "all", value: "hunter2" } } };
  await expect(orgSecrets.create(remediated)).rejects.toThrow("value: was given after the check");
});
