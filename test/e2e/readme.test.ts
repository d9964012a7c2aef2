import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import ts from "typescript";
import { Document, ROOT, type Block } from "../support/markdown";
import { program, requestLines, startWorld, type World } from "../support/world";

const readme = new Document("README.md");
const guides = [readme, new Document("provider/README.md"), new Document("emulator/README.md")];
const documents = [...guides, new Document("CONTRIBUTING.md")];

interface Place {
  /** Such as `README.md:94`. */
  place: string;
  block: Block;
}

function blocksOf(kind: string, files: Document[] = documents): Place[] {
  return files.flatMap(({ path, blocks }) =>
    blocks
      .filter((block) => block.kind === kind)
      .map((block) => ({ place: `${path}:${block.line}`, block })),
  );
}

const programs = blocksOf("ts");
const [quickstart, ...otherPrograms] = programs.filter(({ block }) =>
  block.text.includes('"pulumi-github-codespaces"'),
);
const emulatorPrograms = programs.filter(({ block }) =>
  block.text.includes('"github-codespaces-emulator"'),
);
const isOfTheSession = (command: string) => /^(export|pulumi) /.test(command);
const session = blocksOf("sh", [readme]).filter(({ block }) => isOfTheSession(block.text));

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

beforeEach(() => {
  world.emulator.reset();
});

afterAll(() => world.close());

test.each(documents)("every block of $path is of a kind that is run here", ({ path, blocks }) => {
  const known = path === "README.md" ? ["ts", "sh", "yaml", "text"] : ["ts", "sh"];
  expect(blocks.filter(({ kind }) => !known.includes(kind))).toEqual([]);
  expect(programs).toHaveLength([quickstart, ...otherPrograms, ...emulatorPrograms].length);
});

describe("programs", () => {
  test.each(programs)("$place has no type error, whatever the module system", ({ block }) => {
    expect(typeErrors(block.text, { module: ts.ModuleKind.NodeNext })).toEqual([]);
    if (/^await |= await /m.test(block.text)) return; // Only ES modules have it at the top.
    // What `pulumi new typescript` has long written.
    const { CommonJS: module } = ts.ModuleKind;
    const { Node10: moduleResolution } = ts.ModuleResolutionKind;
    expect(typeErrors(block.text, { module, moduleResolution })).toEqual([]);
  });

  test.each(otherPrograms)("$place is applied, and settled after it", async ({ block }) => {
    const { emulator } = world;
    const variables = named(block.text, /process\.env\.(\w+)/g);
    const keys = named(block.text, /requireSecret\("(\w+)"\)/g);
    for (const id of named(block.text, /\.get\("[\w-]+", "acme\/(\w+)"\)/g)) {
      emulator.drift.orgSecret("acme", id, { value: "there before" });
    }
    const project = await world.project({
      file: "index.ts",
      program: block.text,
      env: Object.fromEntries(variables.map((name) => [name, `value of ${name}`])),
      secretConfig: Object.fromEntries(keys.map((name) => [`test:${name}`, `value of ${name}`])),
    });
    await project.up("--skip-preview");
    const held = JSON.stringify(emulator.state);
    for (const name of [...variables, ...keys]) expect(held).toContain(`"value of ${name}"`);
    await project.up("--expect-no-changes");
    await project.refresh("--expect-no-changes");
    await project.destroy("--skip-preview");
    expect(JSON.stringify(emulator.state)).not.toContain("value of ");
  });

  test.each(emulatorPrograms)("$place prints what its comments say", async ({ block }) => {
    const folder = newFolder();
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(block.text, { compilerOptions });
    writeFileSync(join(folder, "index.mjs"), outputText);
    const { code, output } = await run(process.execPath, ["index.mjs"], { folder });
    const promised = [...block.text.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)];
    expect({ code, output }).toEqual({
      code: 0,
      output: promised.map(([, line]) => `${line ?? ""}\n`).join(""),
    });
  });
});

test("the README's commands, one after another, lead where it says", async () => {
  const { emulator } = world;
  const folder = newFolder();
  for (const part of ["bin", "home", "state"]) mkdirSync(join(folder, part));
  const [yaml] = blocksOf("yaml", [readme]);
  writeFileSync(join(folder, "Pulumi.yaml"), yaml?.block.text ?? "");
  writeFileSync(join(folder, "index.ts"), quickstart?.block.text ?? "");
  writeFileSync(join(folder, "package.json"), '{ "main": "index.ts", "private": true }');
  const gh = join(folder, "bin", "gh");
  writeFileSync(gh, `#!/bin/sh\n[ "$*" = "auth token" ] && echo ${emulator.token}\n`);
  chmodSync(gh, 0o755);
  const cli = JSON.parse(process.env.PULUMI_CLI_JSON ?? "{}") as { bin: string };
  const env = {
    PATH: [join(folder, "bin"), cli.bin, process.env.PATH].join(delimiter),
    HOME: folder,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "for tests",
    PULUMI_SKIP_CONFIRMATIONS: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    GITHUB_API_URL: emulator.url,
  };
  const script = session.map(({ block }) => block.text).join("");
  const { code, output } = await run("bash", ["-euxc", script], { folder, env });

  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toContain("5 to create");
  expect(output).toContain(
    "OrgCodespacesSecret acme/NPM_TOKEN stays at GitHub: this program still declares it.",
  );
  expect(emulator.orgSecret("acme", "NPM_TOKEN")).toMatchObject({
    openedValue: "npm_1",
    selectedRepositories: ["acme/api", "acme/web"],
  });
  expect(emulator.repoSecret("acme/api", "DATABASE_URL")?.openedValue).toBe("postgres://db");
  expect(emulator.userSecret("octocat", "DOTFILES_KEY")?.openedValue).toBe("key_1");
  expect(emulator.access("acme").usernames).toEqual(["hubot", "octocat"]);
});

describe("the other commands", () => {
  const root = manifestOf(".");
  const provider = manifestOf("provider");
  const lines = blocksOf("sh").flatMap(({ place, block }) =>
    block.text
      .split("\n")
      .filter((command) => command !== "" && !isOfTheSession(command))
      .map((command) => ({ place, command })),
  );

  test.each(lines)("$place: $command", async ({ command }) => {
    const words = command.replace(/^PULUMI_CLI_JSON="\$\(node tools\/pulumi-cli\/main.mjs\)" /, "");
    const [tool = "", verb = "", ...rest] = words.split(" ");
    if (tool === "npm" && verb === "install") {
      const isDev = rest[0] === "--save-dev";
      const ours = { [provider.name]: "", ...provider.peerDependencies };
      const known = isDev ? root.devDependencies : ours;
      for (const name of rest.slice(isDev ? 1 : 0))
        expect(Object.keys(known ?? {})).toContain(name);
    } else if (tool === "npm") {
      expect(Object.keys(root.scripts ?? {})).toContain(verb === "run" ? rest[0] : verb);
    } else {
      expect([tool, verb]).toEqual(["npx", "github-codespaces-emulator"]);
      expect(await greetingOf(rest)).toMatch(/^GitHub's Codespaces API is emulated at http:/);
    }
    expect(existsSync(join(ROOT, "tools/pulumi-cli/main.mjs"))).toBe(true);
  });
});

test("the README's output of the demo is what the demo prints", async () => {
  const main = join(ROOT, "tools/demo/main.mjs");
  expect(manifestOf(".").scripts?.demo).toBe("node tools/run.mjs demo");
  const { code, output } = await run(process.execPath, [main], { folder: ROOT, env: process.env });
  const plain = (text: string) =>
    text
      .replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, "<time>")
      .split("\n")
      .map((line) => line.trimEnd())
      .join("\n");
  const shown = blocksOf("text", [readme])
    .flatMap(({ block }) => plain(block.text).split(/^…\n/m))
    .filter((part) => part !== "");
  expect(code).toBe(0);
  let rest = plain(output);
  for (const part of shown) {
    expect(rest).toContain(`\n${part}`);
    rest = rest.slice(rest.indexOf(`\n${part}`) + part.length);
  }
});

test("the README's comparison counts our requests right", async () => {
  const { emulator } = world;
  const declare = (value: string) =>
    program(`
for (let i = 0; i < 100; i++) {
  new OrgCodespacesSecret("s" + i, {
    org: "acme", secretName: "S" + i, value: ${value},
    visibility: "selected", selectedRepositories: ["api", "web", "docs"],
  });
}`);
  const project = await world.project({ program: declare('"first" + i') });
  const counts: Record<string, number> = {};
  const count = async (verb: string, work: () => Promise<unknown>) => {
    emulator.clearRequests();
    await work();
    counts[verb] = requestLines(emulator).length;
  };
  await count("preview", () => project.preview());
  await count("create", () => project.up("--skip-preview"));
  await count("refresh", () => project.refresh("--skip-preview"));
  project.write(declare('i === 7 ? "other" : "first" + i'));
  await count("value of one", () => project.up("--skip-preview"));
  project.write(declare('"second" + i'));
  await count("values of all", () => project.up("--skip-preview"));
  await count("destroy", () => project.destroy("--skip-preview"));

  const { rows } = readme.table("Comparison", "Verb");
  const told = rows.map(([verb = "", ours = ""]) => [verb, Number(ours)] as const);
  expect(counts).toEqual(Object.fromEntries(told));
});

interface Manifest {
  name: string;
  scripts?: Record<string, string>;
  bin?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as Manifest;
}

function named(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Below the checkout, so that programs find the packages by their names. */
function newFolder(): string {
  const folder = join(ROOT, ".cache", "e2e", randomBytes(6).toString("hex"));
  mkdirSync(folder, { recursive: true });
  folders.push(folder);
  return folder;
}

function typeErrors(text: string, options: ts.CompilerOptions): string[] {
  const file = join(newFolder(), "index.ts");
  writeFileSync(file, text);
  const isModule = options.module === ts.ModuleKind.NodeNext;
  if (isModule) writeFileSync(join(file, "../package.json"), '{ "type": "module" }');
  const { ES2022: target } = ts.ScriptTarget;
  const checked = ts.createProgram([file], { strict: true, noEmit: true, target, ...options });
  return ts.getPreEmitDiagnostics(checked).map(({ messageText, file: where }) => {
    return `${where?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

function run(
  command: string,
  args: string[],
  { folder, env }: { folder: string; env?: NodeJS.ProcessEnv },
): Promise<{ code: number | null; output: string }> {
  const stdio = ["ignore", "pipe", "pipe"] as const;
  const child = spawn(command, args, { cwd: folder, env: env ?? process.env, stdio: [...stdio] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => {
      output += part;
    });
  }
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => {
      done({ code, output });
    });
  });
}

/** The first line of the emulator started by its command; on a free port, whatever is written. */
async function greetingOf(args: string[]): Promise<string> {
  const bin = manifestOf("emulator").bin?.["github-codespaces-emulator"] ?? "";
  const free = args.map((arg, index) => (args[index - 1] === "--port" ? "0" : arg));
  const child = spawn(process.execPath, [join(ROOT, "emulator", bin), ...free]);
  try {
    return await new Promise((done, failed) => {
      child.on("error", failed);
      child.on("exit", (code) => {
        failed(new Error(`ended with ${String(code)}`));
      });
      createInterface(child.stdout).once("line", done);
    });
  } finally {
    child.kill();
  }
}
