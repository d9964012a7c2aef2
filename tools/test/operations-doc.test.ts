import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import * as provider from "../../provider/src";
import { operations } from "../../provider/src/operations/all";

const ROOT = resolve(__dirname, "../..");
const run = promisify(execFile);

interface Place {
  resources?: string[];
  lookup?: string;
  method?: string;
  test: string;
}
interface Operation {
  id: string;
  request: string;
  deprecated: boolean;
  docs: string;
}
interface Sources {
  version: string;
  operations: Operation[];
  places: Record<string, Place>;
  needs: Record<string, { permission: string; scope: string }>;
}

/** Evaluates an expression over the generator's modules in a Node of its own: jest loads no ES modules. */
async function evaluate(expression: string): Promise<unknown> {
  const from = (file: string) => JSON.stringify(join(ROOT, "tools/operations", file));
  const code = `import { readDescription } from ${from("description.mjs")};
    import { operationsDocument } from ${from("document.mjs")};
    import { places } from ${from("places.mjs")};
    console.log(JSON.stringify(${expression}));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code]);
  return JSON.parse(stdout);
}

async function documentOf(sources: Sources): Promise<string> {
  return (await evaluate(`operationsDocument(${JSON.stringify(sources)})`)) as string;
}

let sources: Sources;

beforeAll(async () => {
  const read = (await evaluate("{ ...readDescription(), places }")) as Omit<Sources, "needs">;
  const needs = operations.map(({ id, needs }) => [id.replace("codespaces/", ""), needs] as const);
  sources = { ...read, needs: Object.fromEntries(needs) };
});

test("docs/operations.md is what is generated of the description, the places and the rights", async () => {
  const text = readFileSync(join(ROOT, "docs/operations.md"), "utf8");
  expect(await documentOf(sources)).toBe(text);
  expect(sources.operations).toHaveLength(48);
});

test("every place is a name that the package exports", () => {
  const exported = new Set(Object.keys(provider));
  const methods = new Set(methodsOf(provider.CodespacesClient.prototype));
  const absent = Object.entries(sources.places).flatMap(([id, { resources, lookup, method }]) => {
    const named = [...(resources ?? []), ...(lookup ? [lookup, `${lookup}Output`] : [])];
    const missing = named.filter((name) => !exported.has(name));
    return [...missing, ...(method && !methods.has(method) ? [method] : [])].map((name) => [
      id,
      name,
    ]);
  });
  expect(absent).toEqual([]);
});

test("every lookup and every method of the client is the place of an operation", () => {
  const places = Object.values(sources.places);
  const found = Object.keys(provider).filter((name) => /^get[A-Z]/.test(name));
  const lookups = found.filter((name) => !name.endsWith("Output"));
  expect(lookups.sort()).toEqual(places.flatMap(({ lookup }) => lookup ?? []).sort());
  expect(lookups).toHaveLength(22);
  expect(methodsOf(provider.CodespacesClient.prototype).sort()).toEqual(
    places.flatMap(({ method }) => method ?? []).sort(),
  );
});

test("every place has a test that names it", () => {
  const unnamed = Object.entries(sources.places).filter(([, place]) => {
    const file = join(ROOT, place.test);
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    const names = [place.lookup ?? place.method ?? place.resources ?? []].flat();
    return names.length === 0 || !names.every((name) => new RegExp(`\\b${name}\\b`).test(text));
  });
  expect(unnamed).toEqual([]);
});

test("a new operation, one that goes, and one that is deprecated don't go unnoticed", async () => {
  const [first, ...others] = sources.operations;
  if (first === undefined) throw new Error("there are operations");
  const added = { ...first, id: "brand-new" };
  await expect(
    documentOf({ ...sources, operations: [...sources.operations, added] }),
  ).rejects.toThrow("brand-new has no place");
  await expect(documentOf({ ...sources, operations: others })).rejects.toThrow(
    `GitHub's description has no operation ${first.id}`,
  );
  const deprecated = { ...first, deprecated: true };
  const text = await documentOf({ ...sources, operations: [deprecated, ...others] });
  expect(text).not.toBe(await documentOf(sources));
});

function methodsOf(prototype: object | null): string[] {
  if (prototype === null || prototype === Object.prototype) return [];
  const own = Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");
  return [...own, ...methodsOf(Object.getPrototypeOf(prototype) as object | null)];
}
