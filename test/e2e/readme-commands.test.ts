import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { blocksOf, Document, ROOT } from "../support/markdown";
import { fasterNode } from "../support/node/faster-node";
import { newFolder, removeFolders, runCommand } from "../support/run-command";
import { useWorld } from "../support/world";

const readme = new Document("README.md");
// In the order in which a reader of the README comes to them.
const pages = ["docs/settings.md", "docs/drift.md"].map((path) => new Document(path));
const documents = ["provider/README.md", "emulator/README.md", "CONTRIBUTING.md"].map(
  (path) => new Document(path),
);
const isOfTheSession = (command: string) => /^(export|pulumi) /.test(command);
/** What docs/install.md has too is run from there. */
const pasted = blocksOf("sh", [new Document("docs/install.md")]).map(({ block }) => block.text);
const commands = blocksOf("sh", [readme, ...pages, ...documents]).filter(
  ({ block }) => !pasted.includes(block.text) || block.text.includes("npm pack"),
);

const world = useWorld();

beforeEach(() => {
  world.emulator.reset();
});

afterAll(() => {
  removeFolders();
});

test("the README's commands and those of settings and drift, one after another, lead where they say", async () => {
  const { emulator } = world;
  const folder = newUserProject();
  const script = blocksOf("sh", [readme, ...pages])
    .filter(({ block }) => isOfTheSession(block.text))
    .map(({ block }) => block.text);
  const env = userEnvironment(folder);
  const ran = await runCommand(["bash", "-euxc", script.join("")], { folder, env });

  expect(ran).toMatchObject({ code: 0 });
  expect(ran.output).toContain("5 to create");
  expect(ran.output).toContain(
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
  const lines = commands.flatMap(({ place, block }) =>
    block.text
      .split("\n")
      .filter((command) => command !== "" && !isOfTheSession(command))
      .map((command) => ({ place, command })),
  );

  test.each(lines)("$place: $command", async ({ command }) => {
    expect(await whatIsWrong(command)).toBeUndefined();
  });

  test("a command that doesn't exist is found", async () => {
    expect(await whatIsWrong("npm run nothing")).toMatch(/no script/);
    expect(await whatIsWrong("npm install left-pad")).toMatch(/left-pad/);
    expect(await whatIsWrong("npm pack --workspace nothing")).toMatch(/nothing/);
    expect(await whatIsWrong("npx github-codespaces-emulator --prot 1")).toMatch(/ended with/);
    expect(await whatIsWrong("make it so")).toMatch(/no test/);
  });
});

test("docs/demo.md and its picture have what the demo prints", async () => {
  const main = join(ROOT, "tools/demo/main.mjs");
  const { code, output } = await runCommand([process.execPath, main], { folder: ROOT });
  const shown = blocksOf("text", [new Document("docs/demo.md")])
    .flatMap(({ block }) => withoutTimes(block.text).split(/^…\n/m))
    .filter((part) => part !== "");
  expect(code).toBe(0);
  expect(shown.length).toBeGreaterThan(8);
  let rest = withoutTimes(output);
  for (const part of shown) {
    expect(rest).toContain(`\n${part}`);
    rest = rest.slice(rest.indexOf(`\n${part}`) + part.length);
  }
});

/** What a user has after the steps of the README, and a `gh` that is logged in. */
function newUserProject(): string {
  const folder = newFolder();
  for (const part of ["bin", "home", "state"]) mkdirSync(join(folder, part));
  const [yaml] = blocksOf("yaml", [readme]);
  const [quickstart] = blocksOf("ts", [readme]);
  writeFileSync(join(folder, "Pulumi.yaml"), yaml?.block.text ?? "");
  writeFileSync(join(folder, "index.ts"), quickstart?.block.text ?? "");
  writeFileSync(join(folder, "package.json"), '{ "main": "index.ts", "private": true }');
  const gh = join(folder, "bin", "gh");
  writeFileSync(gh, `#!/bin/sh\n[ "$*" = "auth token" ] && echo ${world.emulator.token}\n`);
  chmodSync(gh, 0o755);
  return folder;
}

function userEnvironment(folder: string): Record<string, string> {
  const { bin } = JSON.parse(process.env.PULUMI_CLI_JSON ?? "{}") as { bin: string };
  return {
    PATH: [join(folder, "bin"), ...fasterNode(folder, "index.ts"), bin, process.env.PATH].join(
      delimiter,
    ),
    HOME: folder,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "for tests",
    PULUMI_SKIP_CONFIRMATIONS: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true", // The program's types are checked in readme.test.ts.
    GITHUB_API_URL: world.emulator.url,
  };
}

interface Manifest {
  name: string;
  version: string;
  scripts?: Record<string, string>;
  bin?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as Manifest;
}

/** Checks a command that can't be run here: a package isn't published, or a test runs in it. */
async function whatIsWrong(command: string): Promise<string | undefined> {
  const setUp = /^PULUMI_CLI_JSON="\$\(node (?<tool>\S+)\)" (?<rest>.*)$/.exec(command)?.groups;
  if (setUp && !existsSync(join(ROOT, setUp.tool ?? ""))) return `no file ${setUp.tool ?? ""}`;
  const [tool, verb = "", ...rest] = (setUp?.rest ?? command).split(" ");
  if (tool === "npm" && verb === "install") return unknownPackages(rest);
  // That the lock goes with every package.json is tested beside the tools.
  if (tool === "npm" && verb === "ci") return undefined;
  if (tool === "npm" && verb === "pack") return wrongPack(rest);
  const { scripts = {} } = manifestOf(".");
  const script = verb === "run" ? (rest[0] ?? "") : verb;
  if (tool === "npm") return script in scripts ? undefined : `no script ${script}`;
  if (tool === "npx" && verb === "github-codespaces-emulator") return startOfEmulator(rest);
  return `no test checks ${command}`;
}

function unknownPackages(words: string[]): string | undefined {
  const { name, peerDependencies } = manifestOf("provider");
  const isDev = words[0] === "--save-dev";
  const ours = { [name]: "", ...peerDependencies, ...packed("provider"), ...packed("emulator") };
  const known = isDev ? manifestOf(".").devDependencies : ours;
  const strange = words.slice(isDev ? 1 : 0).filter((word) => !(word in (known ?? {})));
  return strange.length > 0 ? `unknown: ${strange.join(", ")}` : undefined;
}

/** The file that `npm pack` makes of a package, beside the checkout. */
function packed(folder: string): Record<string, string> {
  const { name, version } = manifestOf(folder);
  return { [`../${name}-${version}.tgz`]: "" };
}

/** Without the build before it: other tests use what is built. */
async function wrongPack(args: string[]): Promise<string | undefined> {
  const command = ["npm", "pack", ...args, "--dry-run", "--ignore-scripts"];
  const { code, output } = await runCommand(command, { folder: ROOT });
  const made = Object.keys({ ...packed("provider"), ...packed("emulator") });
  const missing = made.filter((file) => !output.includes(file.replace("../", "")));
  return code === 0 && missing.length === 0 ? undefined : output;
}

/** Starts it by its command, on a free port, whatever is written. */
async function startOfEmulator(args: string[]): Promise<string | undefined> {
  const bin = manifestOf("emulator").bin?.["github-codespaces-emulator"] ?? "";
  const free = args.map((arg, index) => (args[index - 1] === "--port" ? "0" : arg));
  const child = spawn(process.execPath, [join(ROOT, "emulator", bin), ...free]);
  const greeting = await new Promise<string>((done, failed) => {
    child.on("error", failed);
    child.on("exit", (code) => {
      done(`ended with ${String(code)}`);
    });
    createInterface(child.stdout).once("line", done);
  });
  child.kill();
  return greeting.startsWith("GitHub's Codespaces API is emulated at") ? undefined : greeting;
}

function withoutTimes(text: string): string {
  const lines = text.replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, "<time>").split("\n");
  return lines.map((line) => line.trimEnd()).join("\n");
}
