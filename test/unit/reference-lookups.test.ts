import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as provider from "../../provider/src";
import { codeIn, Document, ROOT } from "../support/markdown";

type AnyLookup = (args: object) => Promise<unknown>;

const reference = new Document("docs/reference.md");
const functions = provider as unknown as Record<string, AnyLookup>;
const client = new provider.CodespacesClient() as unknown as Record<string, AnyLookup>;

const lookups = reference.table("Lookups", "Lookup").rows.map(([name = "", args = ""]) => ({
  name: codeIn(name).join(),
  args: codeIn(args),
}));
const actions = reference.table("CodespacesClient").rows.map(([name = "", args = ""]) => ({
  name: codeIn(name).join(),
  args: codeIn(args),
}));

/** What a call says of arguments that are none, and of those that are missing. */
async function refusalOf(ask: AnyLookup): Promise<{ known: string[]; missing: string[] }> {
  const message = await ask({ noSuchArgument: 1 }).then(
    () => "it was asked",
    (error: unknown) => (error as Error).message,
  );
  const [, known = ""] = /the inputs are (.*)$/m.exec(message) ?? [];
  const missing = [...message.matchAll(/^(\w+): is missing$/gm)].flatMap(([, name]) => name ?? []);
  return { known: known.split(", "), missing };
}

test("the reference has every lookup, and each is a method of the client", () => {
  const exported = Object.keys(provider).filter((name) => /^get[A-Z]/.test(name));
  const names = lookups.map(({ name }) => name);
  expect(names.flatMap((name) => [name, `${name}Output`]).sort()).toEqual(exported.sort());
  const absent = names.filter((name) => !(methodFor(name) in client) && !(name in client));
  expect(absent).toEqual([]);
});

test.each(lookups.filter(({ args }) => args.length > 0))(
  "$name has the arguments that the reference says, and requires those",
  async ({ name, args }) => {
    const ask = functions[name];
    if (ask === undefined) throw new Error(`${name} is no function of the package`);
    const { known, missing } = await refusalOf(ask);
    expect(args.map((arg) => arg.replace("?", ""))).toEqual(known);
    expect(args.filter((arg) => !arg.endsWith("?"))).toEqual(missing);
  },
);

test.each(actions)("$name has the arguments that the reference says", async ({ name, args }) => {
  const { known, missing } = await refusalOf((given) => {
    const method = client[name];
    if (method === undefined) throw new Error(`${name} is no method of the client`);
    return method.call(client, given);
  });
  expect(args.map((arg) => arg.replace("?", ""))).toEqual(known);
  expect(args.filter((arg) => !arg.endsWith("?"))).toEqual(missing);
});

const folder = join(ROOT, "provider/src/operations");
const source = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
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
      [/^repositoryId: is given beside repository: give one of them$/],
    ],
    ["getCodespaces", { repositoryId: 1.5 }, [/^repositoryId: 1.5 is not the id of a repository$/]],
    ["getCodespaceExport", { name: "x", exportId: "../y" }, [/^exportId: "..\/y" is not an id/]],
    ["getRepoCodespaceMachines", { repository: "a/b", ref: " " }, [/^ref: " " must be a text/]],
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
