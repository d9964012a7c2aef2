import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { manualClock, seedWith } from "github-codespaces-emulator";
import { parse } from "yaml";
import { runCli, type Around } from "../../support/cli";
import { useEmulator } from "../../support/emulator-client";

// The project that `adopt` writes, and the commands that it tells, for each client of npm's registry.

const { emulator } = useEmulator({ clock: manualClock("2026-12-01T10:00:00Z"), seed: seedWith() });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "adopt-"));
  mkdirSync(join(folder, ".git"));
  emulator.drift.orgSecret("acme", "A", { value: "canary" });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const text = (...path: string[]) => readFileSync(join(folder, ...path), "utf8");
const manifest = (...path: string[]) =>
  JSON.parse(text(...path, "package.json")) as Record<string, unknown>;

const adopt = (args: string[], around: Around = {}) =>
  runCli(emulator, ["adopt", "--org", "acme", ...args], { folder, ...around });

/** The commands that a person is told. */
const next = (err: string) => (err.split("Next:\n")[1] ?? "").split("\n").map((one) => one.trim());

const agent = (name: string): Around => ({ env: { npm_config_user_agent: `${name}/1.2.3 x/y` } });
const stack = ["pulumi stack init dev", "pulumi preview", ""];

test.each<[string, Record<string, string>, Around, string]>([
  ["nothing", {}, {}, "npm install"],
  ["npm's lock file", { "package-lock.json": "{}" }, agent("yarn"), "npm install"],
  ["pnpm's lock file", { "pnpm-lock.yaml": "" }, agent("npm"), "pnpm install"],
  ["Yarn's lock file", { "yarn.lock": "" }, {}, "yarn install"],
  ["Bun's lock file", { "bun.lock": "" }, {}, "bun install"],
  ["who started it", {}, agent("pnpm"), "pnpm install"],
  ["who started it, unknown", {}, agent("other"), "npm install"],
  ["packageManager", { "package.json": '{"packageManager":"pnpm@11.0.0"}' }, {}, "pnpm install"],
  [
    "devEngines, as `pnpm init` writes it",
    { "package.json": '{"devEngines":{"packageManager":{"name":"pnpm","version":"^11"}}}' },
    agent("npm"),
    "pnpm install",
  ],
])("by %s the commands are those of the client in use", async (_, files, around, install) => {
  put(files);
  const { err } = await adopt(["--out", "infra"], around);
  expect(next(err)).toEqual(["cd infra", install, ...stack]);
});

test("what is above the repository doesn't count", async () => {
  put({ "pnpm-lock.yaml": "", "repo/.git/HEAD": "" });
  const { err } = await adopt(["--out", "repo/infra"]);
  expect(next(err)).toContain("npm install");
});

test("with Plug'n'Play Pulumi is started by Yarn", async () => {
  put({ "yarn.lock": "", ".pnp.cjs": "" });
  const { err } = await adopt(["--out", "infra"]);
  expect(next(err)).toContain("yarn exec pulumi preview");
  expect(err).not.toContain("nodeLinker");
});

test("with Plug'n'Play a program in YAML is told that there is no folder with the plugin", async () => {
  put({ "yarn.lock": "", ".pnp.cjs": "" });
  const { err } = await adopt(["--language", "yaml", "--out", "infra"]);
  expect(err).toContain("First write `nodeLinker: node-modules` into .yarnrc.yml");
});

test("with pnpm, a project on its own gets what pnpm must allow", async () => {
  await adopt(["--out", "infra"], agent("pnpm"));
  expect(text("infra", "pnpm-workspace.yaml")).toBe("allowBuilds:\n  protobufjs: false\n");
});

describe("in a workspace of pnpm", () => {
  const told = /^First add .*$/gm;

  test("a package of it needs nothing more", async () => {
    put({
      "pnpm-workspace.yaml":
        "packages:\n  # ours\n  - 'apps/*'\n  - infra/**\nallowBuilds:\n  protobufjs: false\n",
    });
    const { err } = await adopt(["--out", "infra/codespaces"]);
    expect(err).not.toMatch(told);
    expect(existsSync(join(folder, "infra/codespaces/pnpm-workspace.yaml"))).toBe(false);
    expect(next(err)).toEqual(["cd infra/codespaces", "pnpm install", ...stack]);
  });

  test("a folder that isn't one yet is told, and the script that must be allowed", async () => {
    put({ "pnpm-workspace.yaml": "packages:\n  - apps/*\n  - infra/*/x\n" });
    const { err } = await adopt(["--out", "infra/codespaces"]);
    const file = join(folder, "pnpm-workspace.yaml");
    expect(err.match(told)).toEqual([
      `First add infra/codespaces to \`packages\` in ${file}.`,
      `First add protobufjs: false under \`allowBuilds:\` in ${file}.`,
    ]);
  });
});

test.each(['["apps/*"]', '{"packages":["apps/*"]}'])(
  "in a workspace of npm, Yarn or Bun: %s",
  async (workspaces) => {
    put({ "package.json": `{"workspaces":${workspaces}}`, "yarn.lock": "" });
    const inside = await adopt(["--out", "apps/a"]);
    expect(inside.err).not.toContain("First add");
    const outside = await adopt(["--out", "infra", "--language", "yaml"]);
    const file = join(folder, "package.json");
    expect(outside.err).toContain(`First add infra to \`workspaces\` in ${file}.\n`);
    // The workspace has one node_modules, at its top.
    expect(text("infra", "Pulumi.yaml")).toContain(
      "path: ../node_modules/pulumi-github-codespaces/bin\n",
    );
  },
);

test.each([
  ["typescript", ["Pulumi.yaml", "index.ts", "package.json", "tsconfig.json"], "index.ts"],
  ["javascript", ["Pulumi.yaml", "index.mjs", "package.json"], "index.mjs"],
  ["yaml", ["Main.yaml", "Pulumi.yaml", "package.json"], undefined],
])("--language %s: the files of its project", async (language, files, main) => {
  await adopt(["--out", "infra", "--language", language]);
  expect(readdirSync(join(folder, "infra")).sort()).toEqual(files);
  expect(manifest("infra").main).toBe(main);
  expect(parse(text("infra", "Pulumi.yaml"))).toEqual(
    language === "yaml"
      ? {
          name: "infra",
          runtime: "yaml",
          plugins: {
            providers: [
              {
                name: "github-codespaces",
                path: "node_modules/pulumi-github-codespaces/bin",
              },
            ],
          },
        }
      : { name: "infra", runtime: "nodejs" },
  );
});

test.each([
  ["env", "export CODESPACES_ACME_A=…"],
  ["config", "pulumi config set --secret acmeA"],
])("values are supplied before the preview, which needs them: %s", async (values, command) => {
  const one = await adopt(["--out", "one", "--values", values]);
  expect(next(one.err)).toEqual(["cd one", "npm install", stack[0], command, ...stack.slice(1)]);
  emulator.drift.orgSecret("acme", "B", { value: "canary" });
  const two = await adopt(["--out", "two", "--values", values]);
  expect(next(two.err)).toContain(`${command}   # and each other one of VALUES.md`);
});

test("--name is the project's, and else the folder's", async () => {
  await adopt(["--out", "My infra!"]);
  expect(text("My infra!", "Pulumi.yaml")).toMatch(/^name: my-infra\n/);
  const { err } = await adopt(["--out", "other", "--name", "Acme.codespaces"]);
  expect(text("other", "Pulumi.yaml")).toMatch(/^name: Acme\.codespaces\n/);
  expect(manifest("other").name).toBe("acme.codespaces");
  expect(next(err)[0]).toBe("cd other");
});

test("a folder that a shell would take apart is quoted", async () => {
  const { err } = await adopt(["--out", "My infra!"]);
  expect(next(err)[0]).toBe("cd 'My infra!'");
});

test("the package comes from the file that it was installed from, until it is released", async () => {
  put({
    "package.json": '{"devDependencies":{"pulumi-github-codespaces":"file:../packages/p-1.tgz"}}',
  });
  await adopt(["--out", "a/infra"]);
  expect(manifest("a/infra").dependencies).toMatchObject({
    "pulumi-github-codespaces": "file:../../../packages/p-1.tgz",
  });
  put({ "package.json": '{"dependencies":{"pulumi-github-codespaces":"^0.1.0"}}' });
  await adopt(["--out", "b"]);
  expect(manifest("b").dependencies).toMatchObject({
    "pulumi-github-codespaces": expect.stringMatching(/^\^\d/) as string,
  });
});

describe("in a project that exists", () => {
  test("what it lacks is told by commands", async () => {
    put({
      "package.json": '{"main":"index.js","dependencies":{"@pulumi/pulumi":"^3.250.0"}}',
      "Pulumi.yaml": "name: mine\nruntime: python\n",
      "pnpm-lock.yaml": "",
    });
    const { err } = await adopt(["--out", "."]);
    expect(err).toContain("Left unchanged: Pulumi.yaml, package.json.\n");
    expect(err).toContain('First change `main` in package.json to "index.ts".\n');
    expect(err).toContain("First change `runtime` in Pulumi.yaml to nodejs.\n");
    expect(next(err)).toEqual([
      "pnpm add pulumi-github-codespaces",
      "pnpm add --save-dev typescript@6 @types/node",
      ...stack,
    ]);
    expect(text("package.json")).toContain("index.js");
  });

  test("what has all is installed", async () => {
    const dependencies = { "@pulumi/pulumi": "3", "pulumi-github-codespaces": "0" };
    const devDependencies = { typescript: "5", "@types/node": "22" };
    put({
      "package.json": JSON.stringify({ main: "./index.ts", dependencies, devDependencies }),
      "Pulumi.yaml": "name: mine\nruntime:\n  name: nodejs\n",
    });
    const { err } = await adopt(["--out", "."]);
    expect(err).not.toContain("First");
    expect(next(err)).toEqual(["npm install", ...stack]);
  });
});
