import { manualClock } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import type { Claim, Note } from "../../../provider/src/session/declared";
import { declaredIdentity } from "../../../provider/src/session/identities";
import { useEmulator } from "../../support/emulator-client";
import { checked, newRun } from "../../support/lifecycles";
import { all, applied, entryOf, later, orgSet, valuesOf, writesTo } from "../../support/sets";
import type { Declared } from "../../support/stack";

// Secrets that leave a set: Pulumi deletes when the program has ended, a set in the middle of it.

const { emulator } = useEmulator({ clock: manualClock() });
const before = orgSet({ A: all("1"), B: all("2") });
const after = orgSet({ A: all("1") });

const losing = (times: number) =>
  emulator.fail({
    method: "DELETE",
    path: "/orgs/acme/codespaces/secrets/B",
    drop: "after",
    times,
  });

test("the answer to a deletion is lost and the program taken back: the next up writes it again", async () => {
  const stack = await applied(emulator, before);
  losing(Infinity);
  expect(await stack.up([after])).toContain("acme/B could not be deleted");
  expect(valuesOf(emulator)).not.toHaveProperty("B");
  later(emulator);
  expect(await stack.up([before])).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["PUT …/B"]);
  expect(valuesOf(emulator)).toMatchObject({ A: "1", B: "2" });
  expect(await stack.preview([before])).toEqual([]);
});

test("the same with a value that is kept: the next up says that it is gone", async () => {
  emulator.drift.orgSecret("acme", "B", { value: "theirs", visibility: "all" });
  later(emulator);
  const keeping = orgSet({ A: all("1"), B: { keepValue: true, visibility: "all" } });
  const stack = await applied(emulator, keeping);
  losing(Infinity);
  expect(await stack.up([after])).toContain("acme/B could not be deleted");
  later(emulator);
  expect(await stack.up([keeping])).toContain("there is no such secret at GitHub");
  expect(writesTo(emulator)).toEqual([]);
});

test("a deletion that was refused leaves all as it was", async () => {
  const stack = await applied(emulator, before);
  const path = "/orgs/acme/codespaces/secrets/B";
  const fault = emulator.fail({ method: "DELETE", path, status: 422, times: Infinity });
  expect(await stack.up([after])).toContain("acme/B could not be deleted");
  fault.remove();
  later(emulator);
  expect(await stack.up([before])).toBeUndefined();
  expect(writesTo(emulator)).toEqual([]);
});

test("a set that is destroyed in part says that the others are gone, and a refresh tells which", async () => {
  const stack = await applied(emulator, before);
  const path = "/orgs/acme/codespaces/secrets/B";
  const fault = emulator.fail({ method: "DELETE", path, status: 422, times: Infinity });
  expect(await stack.destroy()).toMatch(
    /The others are deleted: if the program is to have the set again, run `pulumi refresh` before/,
  );
  fault.remove();
  later(emulator);
  expect(await stack.refresh()).toBeUndefined();
  expect(Object.keys(entryOf(stack).inputs.secrets as object)).toEqual(["B"]);
  expect(await stack.up([before])).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["PUT …/A"]);
});

test("a set for no repository any more deletes what it had", async () => {
  const of = (...repositories: string[]): Declared => ({
    name: "set",
    kind: "repoSecrets",
    args: { repositories, secrets: { DB: { value: "1" } } },
  });
  const stack = await applied(emulator, of("acme/api", "acme/web"));
  expect(await stack.up([of()])).toBeUndefined();
  expect(writesTo(emulator)).toEqual([
    "DELETE /repos/acme/api/codespaces/secrets/DB",
    "DELETE /repos/acme/web/codespaces/secrets/DB",
  ]);
});

/** A host to which another process tells a name that isn't known yet, and after the first wait what it is. */
function hostWith(secretName: string | undefined) {
  const note = (named: object) => ({
    ...declaredIdentity("OrgCodespacesSecret", { org: "acme", ...named }),
    by: "another",
  });
  const news: (Note | Claim)[] = [note({})];
  const notes = { tell: () => undefined, news: () => news.splice(0) };
  const onWait = () => {
    if (secretName !== undefined) news.push(note({ secretName }));
  };
  return newRun({ url: emulator.url, token: emulator.token, notes, onWait }).orgSecrets;
}

/** The stack's set without B, at such a host. */
async function updated(secretName?: string): Promise<Props> {
  const stack = await applied(emulator, before);
  const { inputs, outputs } = entryOf(stack);
  const host = hostWith(secretName);
  const news = checked(host, { ...after.args, __declaration: "call" }, inputs);
  return host.update("acme", outputs, news);
}

test.each([
  ["another one", "OTHER", ["DELETE …/B"]],
  ["the same", "B", []],
])(
  "while the name of another resource isn't known, a set waits: it is %s",
  async (_, secretName, requests) => {
    const made = await updated(secretName);
    expect(writesTo(emulator)).toEqual(requests);
    expect(Object.keys(made.secrets as object)).toEqual(["A"]);
  },
);

test("if the name never gets known it is an error, and the state keeps what is at GitHub", async () => {
  const failed = await updated().catch((error: unknown) => error);
  expect(failed).toMatchObject({
    message: expect.stringContaining("a resource whose name is not known yet") as unknown,
    properties: { secrets: { A: {}, B: {} } },
  });
  expect(writesTo(emulator)).toEqual([]);
});
