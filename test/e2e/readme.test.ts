import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { seedWith } from "github-codespaces-emulator";
import ts from "typescript";
import { makeCodespace } from "../support/codespaces";
import { clientOf } from "../support/emulator-client";
import { blocksOf, Document, type Place } from "../support/markdown";
import { newFolder, removeFolders, runCommand } from "../support/run-command";
import { useWorld } from "../support/world";

// The programs of the README, of the pages that it leads to, and of the packages' READMEs; the commands are in
// readme-commands, and the pages of one's first and last hour in first-hour.

/** The kinds of block that tests run or compare, by page. */
const KINDS = {
  "README.md": ["ts", "sh", "yaml", "json"],
  "docs/demo.md": ["text"],
  "docs/drift.md": ["sh"],
  "docs/resources.md": ["ts"],
  "docs/settings.md": ["ts", "sh"],
  "docs/troubleshooting.md": ["sh"],
  "provider/README.md": ["ts", "sh"],
  "emulator/README.md": ["ts", "sh"],
  "CONTRIBUTING.md": ["ts", "sh"],
};
const documents = Object.keys(KINDS).map((path) => new Document(path));
const typed = ["docs/taking-over.md", "docs/leaving.md"].map((path) => new Document(path));
const programs = blocksOf("ts", documents);
const [quickstart, ...others] = programs.filter(imports("pulumi-github-codespaces"));
const scripts = programs.filter(imports("pulumi-github-codespaces/client"));
const emulated = programs.filter(imports("github-codespaces-emulator"));

const world = useWorld({ seed: seedWith({ organizations: 2 }) });

beforeEach(() => {
  world.emulator.reset();
});

afterAll(() => {
  removeFolders();
});

test.each(Object.entries(KINDS))(
  "every block of %s is of a kind that a test runs",
  (path, known) => {
    const { blocks } = new Document(path);
    expect(blocks.filter(({ kind }) => !known.includes(kind))).toEqual([]);
  },
);

test("every program is one of the provider, of its client or of the emulator", () => {
  const known = [quickstart, ...others, ...scripts, ...emulated];
  expect(programs.filter((one) => !known.includes(one))).toEqual([]);
  expect([others.length, scripts.length, emulated.length]).toEqual([6, 1, 2]);
});

test("no program has a type error as an ES module", () => {
  const all = [...programs, ...blocksOf("ts", typed)];
  expect(typeErrors(all, { module: ts.ModuleKind.NodeNext })).toEqual([]);
});

test("no Pulumi program has a type error in a project of `pulumi new typescript`", () => {
  const { CommonJS: module } = ts.ModuleKind;
  const { Node10: moduleResolution } = ts.ModuleResolutionKind;
  const ofPulumi = [quickstart, ...others].flatMap((one) => one ?? []);
  const client =
    'import { CodespacesClient } from "pulumi-github-codespaces/client";\nnew CodespacesClient();\n';
  const inScript = { place: "client", block: { ...ofPulumi[0]?.block, text: client } } as Place;
  expect(typeErrors([...ofPulumi, inScript], { module, moduleResolution })).toEqual([]);
});

// The first program, the quickstart, is applied by the README's own commands.
test.each(others)("$place is applied, and settled after it", async ({ block }) => {
  const { emulator } = world;
  const variables = named(block.text, /process\.env\.(\w+)/g);
  const keys = named(block.text, /requireSecret\("(\w+)"\)/g);
  for (const name of named(block.text, /\.get\("[\w-]+", "acme\/(\w+)"\)/g)) {
    emulator.drift.orgSecret("acme", name, { value: "there before" });
  }
  const project = await world.project({
    file: "index.ts",
    program: block.text,
    env: Object.fromEntries([
      ["PULUMI_NODEJS_TRANSPILE_ONLY", "true"], // Their types are checked above.
      ...variables.map((name) => [name, `value of ${name}`]),
      ...named(block.text, /tokenEnv: "(\w+)"/g).map((name) => [name, emulator.token]),
    ]) as Record<string, string>,
    secretConfig: Object.fromEntries(keys.map((name) => [`test:${name}`, `value of ${name}`])),
  });
  await project.up("--skip-preview");
  const held = JSON.stringify(emulator.state);
  for (const name of [...variables, ...keys]) expect(held).toContain(`"value of ${name}"`);
  await project.settled();
  await project.destroy("--skip-preview");
  expect(JSON.stringify(emulator.state)).not.toContain("value of ");
});

test.each(scripts)("$place stops what runs, without Pulumi", async ({ block }) => {
  const { emulator } = world;
  emulator.configure({ codespaceStepMs: 0 });
  emulator.drift.access("acme", { visibility: "all_members" });
  const names = [await makeCodespace(clientOf(emulator), 1001)];
  const env = { ...process.env, GITHUB_API_URL: emulator.url, GITHUB_TOKEN: emulator.token };
  const { code, output } = await runScript(block.text, env);
  expect({ code, output }).toEqual({ code: 0, output: "octocat's codespace is stopped\n" });
  expect(names.map((name) => emulator.codespace(name)?.state)).toEqual(["Shutdown"]);
});

test.each(emulated)("$place prints what its comments say", async ({ block }) => {
  const { code, output } = await runScript(block.text, process.env);
  const promised = named(block.text, /console\.log\(.*\); \/\/ (.*)$/gm);
  expect({ code, lines: output.trim().split("\n") }).toEqual({ code: 0, lines: promised });
});

function runScript(text: string, env: NodeJS.ProcessEnv) {
  const folder = newFolder();
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(text, { compilerOptions });
  writeFileSync(join(folder, "index.mjs"), outputText);
  return runCommand([process.execPath, "index.mjs"], { folder, env });
}

function imports(name: string) {
  return ({ block }: Place) => block.text.includes(`from "${name}"`);
}

function named(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

function typeErrors(places: Place[], options: ts.CompilerOptions): string[] {
  const folder = newFolder();
  const isModule = options.module === ts.ModuleKind.NodeNext;
  writeFileSync(join(folder, "package.json"), isModule ? '{ "type": "module" }' : "{}");
  const files = places.map(({ place, block }) => {
    const file = join(folder, `${place.replace(/\W/g, "_")}.ts`);
    writeFileSync(file, block.text);
    return file;
  });
  const { ES2022: target } = ts.ScriptTarget;
  const checked = ts.createProgram(files, { strict: true, noEmit: true, target, ...options });
  return ts.getPreEmitDiagnostics(checked).map(({ messageText, file }) => {
    return `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}
