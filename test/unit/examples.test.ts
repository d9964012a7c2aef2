import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Document, ROOT } from "../support/markdown";

// Each example is a project to copy: a short README whose links lead somewhere, and packages that are those of the tests.

const examples = readdirSync(join(ROOT, "examples")).filter((name) => name !== "README.md");

const manifests = examples
  .flatMap((name) => [`examples/${name}`, `examples/${name}/program`])
  .map((folder) => join(folder, "package.json"))
  .filter((file) => existsSync(join(ROOT, file)));

interface Manifest {
  version: string;
  private?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

function manifestIn(file: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, file), "utf8")) as Manifest;
}

test.each(examples)("%s has a README of some twenty lines, and what it names exists", (name) => {
  const readme = new Document(`examples/${name}/README.md`);
  expect(readme.text.trim().split("\n").length).toBeLessThanOrEqual(26);
  expect(readme.text).not.toMatch(/(?<!\w)\/work\b|\/root\b/);
  const broken = readme.links.filter(({ target }) => {
    if (target.startsWith("https:")) return false;
    const [path = "", anchor] = target.split("#");
    const file = join(dirname(readme.path), path);
    if (!existsSync(join(ROOT, file))) return true;
    return anchor !== undefined && !new Document(file).anchors.includes(anchor);
  });
  expect(broken).toEqual([]);
});

test.each(manifests)("%s names what the tests run it with", (file) => {
  const { private: isPrivate, dependencies = {} } = manifestIn(file);
  expect(isPrivate).toBe(true);
  const installed = Object.keys(dependencies).map((name) => [
    name,
    manifestIn(join("node_modules", name, "package.json")).version.replace(/^v/, ""),
  ]);
  expect(Object.fromEntries(installed)).toEqual(dependencies);
});

// Pulumi brings a TypeScript of its own, which doesn't know `nodenext`. Below this repository a program finds another.
test.each(manifests.filter((file) => existsSync(join(ROOT, dirname(file), "tsconfig.json"))))(
  "%s brings the TypeScript that its tsconfig.json needs, and the types of Node",
  (file) => {
    const { devDependencies: ours = {} } = manifestIn("package.json");
    const { "@types/node": node = "", typescript = "" } = ours;
    expect(manifestIn(file).devDependencies).toEqual({ "@types/node": node, typescript });
  },
);

test("each program has a Pulumi.yaml of its own", () => {
  const programs = manifests
    .map((file) => dirname(file))
    .filter((folder) => existsSync(join(ROOT, folder, "index.ts")))
    .filter((folder) => !existsSync(join(ROOT, folder, "PulumiPolicy.yaml")));
  expect(programs).toContain("examples/quickstart");
  expect(programs.filter((folder) => !existsSync(join(ROOT, folder, "Pulumi.yaml")))).toEqual([]);
});

test("the Pulumi.yaml at the top runs the quickstart under the name that it has in its folder", () => {
  const textIn = (file: string) => readFileSync(join(ROOT, file), "utf8");
  const main = "main: examples/quickstart\n";
  expect(textIn("Pulumi.yaml")).toBe(textIn("examples/quickstart/Pulumi.yaml") + main);
});

test("examples/README.md has a line for each", () => {
  const { text } = new Document("examples/README.md");
  for (const name of examples) expect(text).toContain(`(${name}/README.md)`);
});
