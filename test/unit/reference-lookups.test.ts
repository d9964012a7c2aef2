import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as provider from "../../provider/src";
import * as calls from "../../provider/src/operations/by-name/actions";
import { lookups, type LookupName } from "../../provider/src/operations/by-name/lookups";
import type { Field } from "../../provider/src/rules/fields";
import { codeIn, Document, ROOT } from "../support/markdown";

type AnyLookup = (args: object) => Promise<unknown>;

const reference = new Document("docs/reference.md");
const functions = provider as unknown as Record<string, AnyLookup>;
const client = new provider.CodespacesClient() as unknown as Record<string, AnyLookup>;

const told = reference.table("Lookups", "Lookup").rows.map(([name = "", args = ""]) => ({
  name: codeIn(name).join(),
  args: codeIn(args),
}));
const toldActions = reference.table("CodespacesClient").rows.map(([name = "", args = ""]) => ({
  name: codeIn(name).join(),
  args: codeIn(args),
}));

/** Arguments by name, as the reference writes them. */
function argumentsOf({ fields }: { fields: object }): string[] {
  return Object.entries(fields as Record<string, Field>).map(([name, { required }]) =>
    required ? name : `${name}?`,
  );
}

test("the reference has every lookup, and each is a method of the client", () => {
  const exported = Object.keys(provider).filter((name) => /^get[A-Z]/.test(name));
  const names = told.map(({ name }) => name);
  expect(names.flatMap((name) => [name, `${name}Output`]).sort()).toEqual(exported.sort());
  const absent = names.filter((name) => !(methodFor(name) in client) && !(name in client));
  expect(absent).toEqual([]);
});

test.each(told)("$name has the arguments that the reference says", ({ name, args }) => {
  expect(args).toEqual(argumentsOf(lookups[name as LookupName].call));
});

/** By the method that does it. */
const actions: Record<string, { fields: object }> = {
  startCodespace: calls.start(undefined),
  stopCodespace: calls.stop(undefined),
  exportCodespace: calls.exportToBranch({ maxWaitSeconds: 1, onProgress: () => undefined }),
  publishCodespace: calls.publish,
  stopOrgMemberCodespace: calls.stopOfMember,
  deleteOrgMemberCodespace: calls.deleteOfMember,
};

test("the reference has all actions", () => {
  expect(toldActions.map(({ name }) => name).sort()).toEqual(Object.keys(actions).sort());
});

test.each(toldActions)("$name has the arguments that the reference says", ({ name, args }) => {
  expect(args).toEqual(argumentsOf(actions[name] ?? { fields: {} }));
});

const folder = join(ROOT, "provider/src/operations");
// The results of lists are lists of these.
const source = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith("by-name/results.ts"))
  .map((file) => readFileSync(join(folder, file), "utf8"));
const results = [...reference.text.matchAll(/^### (\w+Result)$/gm)].flatMap(
  ([, name]) => name ?? [],
);

test.each(results)("the reference of %s has its properties", (name) => {
  const [, body = ""] =
    new RegExp(`export interface ${name}(?: extends \\w+)? \\{(.*?)\\n\\}`, "s").exec(
      source.join("\n"),
    ) ?? [];
  const declared = [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, property]) => property);
  const told = reference.table(name).rows.map(([property = ""]) => codeIn(property)[0]);
  expect(told).toEqual(declared);
  expect(told.length).toBeGreaterThan(0);
});

test("every result that a lookup of one thing gives is in the reference", () => {
  const text = source.join("\n");
  const declared = [...text.matchAll(/export interface (\w+Result)\b/g)].map(([, name]) => name);
  expect(results.sort()).toEqual(declared.sort());
});

test("an argument that is an output names the other form", async () => {
  const pulumi = await import("@pulumi/pulumi");
  const org = pulumi.output("acme") as unknown as string;
  await expect(provider.getOrgCodespaces({ org })).rejects.toThrow(
    "org: is an output: use the form of this lookup whose name ends in Output",
  );
});

describe("what is wrong with arguments is said offline, all at once", () => {
  test.each([
    [
      "getOrgCodespacesSecret",
      { org: "a b", secretName: "1X" },
      [/^org: "a b"/, /^secretName: "1X"/],
    ],
    ["getRepoCodespaces", { repository: "api" }, [/^repository: "api" must be "owner\/name"$/]],
    ["getCodespace", { name: "a/b" }, [/^name: "a\/b" is not the name of a codespace/]],
    ["getCodespace", { name: "x", nam: "y" }, [/^nam: is not an input; the inputs are name$/]],
    ["getOrgMemberCodespaces", { org: "acme" }, [/^username: is missing$/]],
    [
      "getCodespaces",
      { repository: "acme/api", repositoryId: 1001 },
      [/^repositoryId: is given together with repository: give one of them$/],
    ],
    ["getCodespaces", { repositoryId: 1.5 }, [/^repositoryId: 1.5 is not the id of a repository$/]],
    ["getCodespaceExport", { name: "x", exportId: "../y" }, [/^exportId: "..\/y" is not an id/]],
    [
      "getRepoCodespaceMachines",
      { repository: "a/b", ref: " " },
      [/^ref: " " must be a non-empty string/],
    ],
  ])("%s", async (name, args, texts) => {
    const ask = functions[name];
    const message = await ask?.(args).then(
      () => "it was asked",
      (error: unknown) => (error as Error).message,
    );
    const lines = message?.split("\n") ?? [];
    expect(lines).toHaveLength(texts.length);
    texts.forEach((text, index) => {
      expect(lines[index]).toMatch(text);
    });
  });
});

function methodFor(lookup: string): string {
  return lookup.replace(/^get/, "list");
}
