import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seedWith } from "github-codespaces-emulator";
import ts from "typescript";
import { newFolder, removeFolders, runCommand } from "../support/run-command";
import { requestLines, useWorld } from "../support/world";

// The command as npm links it, with Pulumi's real engine.

const world = useWorld({ seed: seedWith({ access: "all_members" }) });
const { drift } = world.emulator;

const COMMAND = join(__dirname, "../../node_modules/.bin/pulumi-github-codespaces");

/** What the command loads. */
const LINKED = join(__dirname, "../../provider/dist/command.js");

beforeEach(() => {
  world.emulator.reset();
  drift.orgSecret("acme", "NPM_TOKEN", { value: "canary-1", selectedRepositories: ["api", "web"] });
  drift.orgSecret("acme", "EMPTY", { value: "canary-2", selectedRepositories: [] });
  drift.orgSecret("acme", "SENTRY", { value: "canary-3", visibility: "private" });
  drift.repoSecret("acme/api", "DATABASE_URL", { value: "canary-4" });
  drift.userSecret("octocat", "KEY", {
    value: "canary-5",
    selectedRepositories: ["octocat/dotfiles"],
  });
});

afterAll(() => {
  removeFolders();
});

async function command(folder: string, ...args: string[]) {
  const { emulator } = world;
  const own = { GITHUB_API_URL: emulator.url, GITHUB_TOKEN: emulator.token };
  return runCommand([COMMAND, ...args], { folder, env: { ...process.env, ...own } });
}

const everything = ["--org", "acme", "--repo", "acme/api", "--user"];

test.each([
  { language: "typescript", as: "single", file: "index.ts" },
  { language: "javascript", as: "set", file: "index.mjs" },
  { language: "yaml", as: "single", file: "Main.yaml" },
  { language: "yaml", as: "set", file: "Main.yaml" },
] as const)(
  "the first preview and up of what adopt writes send no write: $language, $as",
  async ({ language, as, file }) => {
    const { emulator } = world;
    const before = emulator.state;
    const host = language === "yaml" ? { host: "plugin" as const } : {};
    const project = await world.project({ program: "", file, ...host });
    const args = [...everything, "--language", language, "--as", as, "--out", "new"];
    const { code, output } = await command(project.folder, "adopt", ...args);
    expect({ code, output }).toMatchObject({ code: 0 });
    project.write(readFileSync(join(project.folder, "new", file), "utf8"));
    emulator.clearRequests();
    const count = as === "set" ? 4 : 6;
    const preview = await project.preview();
    expect(preview.output).toContain(`+ ${count} to create`);
    expect(emulator.requests).toEqual([]);
    const up = await project.up();
    expect(up.output).toContain(`+ ${count} created`);
    expect(writes()).toEqual([]);
    expect(emulator.state).toEqual(before);
    await project.preview("--expect-no-changes");
    const destroyed = await project.try("destroy", "--yes", "--skip-preview", "--stack", "dev");
    expect(destroyed.output).toContain("cannot be deleted");
    expect(emulator.state).toEqual(before);
  },
);

test("of a mixed program the first up writes the values that are supplied, and no other", async () => {
  const { emulator } = world;
  const project = await world.project({ program: "", file: "Main.yaml", host: "plugin" });
  const form = ["--language", "yaml", "--as", "set", "--values", "config"];
  const keep = ["--keep", "EMPTY,NPM_TOKEN,acme/api/DATABASE_URL,KEY", "--out", "new"];
  await command(project.folder, "adopt", ...everything, ...form, ...keep);
  const textIn = (file: string) => readFileSync(join(project.folder, "new", file), "utf8");
  project.write(textIn("Main.yaml"));
  // As VALUES.md says it for many.
  const [, loop = ""] = /```sh\n([^]*?)```/.exec(textIn("VALUES.md")) ?? [];
  writeFileSync(join(project.folder, "values.txt"), "acmeSentry=s3cret=with==marks\n");
  await project.shell(loop);
  emulator.clearRequests();
  await project.up();
  expect(writes()).toEqual(["PUT /orgs/acme/codespaces/secrets/SENTRY"]);
  expect(emulator.orgSecret("acme", "SENTRY")?.openedValue).toBe("s3cret=with==marks");
  expect(emulator.orgSecret("acme", "NPM_TOKEN")?.openedValue).toBe("canary-1");
});

test("what adopt writes in TypeScript has no type error", async () => {
  const folder = newFolder();
  const programs = ["single", "set"].flatMap((as) =>
    ["keep", "env", "config"].map((values) => ({ as, values, out: `${as}-${values}` })),
  );
  for (const { as, values, out } of programs) {
    await command(folder, "adopt", ...everything, "--as", as, "--values", values, "--out", out);
  }
  const files = programs.map(({ out }) => join(folder, out, "index.ts"));
  expect(typeErrorsIn(files)).toEqual([]);
});

test("a state and a preview of the real engine are understood", async () => {
  const program = [
    'const { OrgCodespacesSecret } = require("pulumi-github-codespaces");',
    'const shape = { org: "acme", value: "canary-6", visibility: "all" };',
    'new OrgCodespacesSecret("a", { ...shape, secretName: "SENTRY" });',
    'new OrgCodespacesSecret("b", { ...shape, secretName: "NEW" });',
    'const kept = { secretName: "EMPTY", keepValue: true, value: undefined };',
    'new OrgCodespacesSecret("c", { ...shape, ...kept, visibility: "selected" });',
  ].join("\n");
  const project = await world.project({ program });
  const { stdout } = await project.preview("--json");
  writeFileSync(join(project.folder, "preview.json"), stdout);
  const args = ["--org", "acme", "--only", "secrets"];
  const rules = ["--fail-on", "overwritten"];
  const asked = ["--preview", "preview.json", ...rules];
  const first = await command(project.folder, "audit", ...args, ...asked);
  expect(first.code).toBe(3);
  expect(first.output).toContain(
    "takes over 1 secret with its value, creates 1, and overwrites 1 existing value",
  );
  expect(first.output).toMatch(/acme\/SENTRY .* overwritten/);
  expect(first.output).toMatch(/acme\/EMPTY .* kept/);
  await project.up();
  writeFileSync(join(project.folder, "dev.json"), (await project.run("stack", "export")).stdout);
  const second = await command(project.folder, "audit", ...args, "--state", "dev.json");
  expect(second.output).toMatch(/acme\/SENTRY .* dev\.json\n/);
  expect(second.output).toMatch(/acme\/NPM_TOKEN .* nobody\n/);
  expect(first.output + second.output).not.toContain("canary");
});

test("sets in a state and a preview of the real engine are understood", async () => {
  const programWith = (sentry: string) =>
    `const { OrgCodespacesSecrets } = require("pulumi-github-codespaces");
const secrets = { NEW: { value: "canary-8", visibility: "all" }, SENTRY: { ${sentry}, visibility: "all" } };
new OrgCodespacesSecrets("set", { org: "acme", secrets });`;
  const project = await world.project({ program: programWith("keepValue: true") });
  const previewed = async () => {
    const { stdout } = await project.preview("--json");
    writeFileSync(join(project.folder, "preview.json"), stdout);
    const rules = ["--preview", "preview.json", "--fail-on", "overwritten"];
    return command(project.folder, "audit", "--only", "secrets", ...rules);
  };
  const first = await previewed();
  expect(first.code).toBe(0);
  expect(first.output).toContain(
    "takes over 1 secret with its value, creates 1, and overwrites no",
  );
  await project.up();
  writeFileSync(join(project.folder, "dev.json"), (await project.run("stack", "export")).stdout);
  const args = ["--org", "acme", "--only", "secrets", "--state", "dev.json"];
  const second = await command(project.folder, "audit", ...args);
  expect(second.output).toMatch(/acme\/SENTRY .* dev\.json\n/);
  expect(second.output).toMatch(/acme\/NPM_TOKEN .* nobody\n/);
  project.write(programWith('value: "canary-9"'));
  const third = await previewed();
  expect(third.code).toBe(3);
  expect(third.output).toMatch(/acme\/SENTRY +overwritten +its value, /);
  const told = readFileSync(join(project.folder, "preview.json"), "utf8");
  expect(told).toContain("OrgCodespacesSecret acme/SENTRY kept the value that it has at GitHub");
  expect(third.output).not.toMatch(/acme\/NEW +overwritten|canary/);
});

test("what a preview of the real engine deletes, or hides, is told by name", async () => {
  const head = `const pulumi = require("@pulumi/pulumi");
const { OrgCodespacesSecret, OrgCodespacesSecrets, RepoCodespacesSecret } = require("pulumi-github-codespaces");
const one = { value: "canary", visibility: "all" };
`;
  const project = await world.project({
    program: `${head}
new OrgCodespacesSecrets("set", { org: "acme", secrets: { NEW: one, STAYS: one } });
new OrgCodespacesSecret("gone", { org: "acme", secretName: pulumi.secret("SENTRY"), ...one });
new RepoCodespacesSecret("left", { repository: "acme/api", secretName: "DATABASE_URL", keepValue: true }, { retainOnDelete: true });`,
  });
  await project.up();
  project.write(`${head}
new OrgCodespacesSecrets("set", { org: "acme", secrets: { STAYS: one } });
new OrgCodespacesSecret("hidden", { org: "acme", secretName: pulumi.secret("EMPTY"), ...one });`);
  const audited = async (preview: string) => {
    writeFileSync(join(project.folder, "preview.json"), preview);
    const rules = ["--preview", "preview.json", "--fail-on", "overwritten,deleted"];
    const { code, output } = await command(project.folder, "audit", "--only", "secrets", ...rules);
    expect(code).toBe(3);
    expect(output).not.toContain("canary");
    const rows = (output.split("\nFound\n")[1] ?? "").match(/^ +\S+ +(overwritten|deleted) /gm);
    return { output, rows: rows?.map((row) => row.trim().replace(/ +/, " ")) };
  };
  const { output, rows } = await audited((await project.preview("--json")).stdout);
  expect(output).toContain("secret or not known yet: hidden (OrgCodespacesSecret)");
  expect(rows).toEqual(["hidden overwritten", "acme/NEW deleted", "acme/SENTRY deleted"]);
  const destroy = await project.run("destroy", "--preview-only", "--json", "--stack", "dev");
  const all = await audited(destroy.stdout);
  expect(all.rows?.sort()).toEqual(
    ["acme/NEW", "acme/SENTRY", "acme/STAYS"].map((id) => `${id} deleted`),
  );
});

test("doctor reads a stack and its configuration with the command `pulumi`", async () => {
  const declared = '{ org: "acme", secretName: "SENTRY", value: "canary-7", visibility: "all" }';
  const program = `const { OrgCodespacesSecret } = require("pulumi-github-codespaces");
new OrgCodespacesSecret("a", ${declared});`;
  const { token } = world.emulator;
  const project = await world.project({
    program,
    passphrase: true,
    env: { OWN: token, GITHUB_TOKEN: undefined },
    config: { "github-codespaces:tokenEnv": "OWN" },
    secretConfig: { "github-codespaces:userToken": "canary-8" },
  });
  await project.up();
  const call = `process.argv.push("doctor", "--stack", "dev"); void import(${JSON.stringify(LINKED)});`;
  writeFileSync(join(project.folder, "doctor.cjs"), call);
  // Nothing has to be decrypted for it.
  project.setEnv({ PULUMI_CONFIG_PASSPHRASE: undefined });
  const { code, stdout } = await project.node("doctor.cjs");
  expect(stdout).toMatch(/^ok +credential +the environment variable OWN: a fine-grained token/m);
  expect(stdout).toMatch(/^note +configuration +github-codespaces:userToken is a secret of the/m);
  expect(stdout).toMatch(/^note +OrgCodespacesSecret of acme +3 secrets can be read/m);
  expect(stdout).not.toContain("canary");
  expect(code).toBe(0);
});

test("a pipe that is closed ends it quietly, and help needs no network", async () => {
  const child = spawn(COMMAND, ["audit", "--help"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let said = "";
  child.stderr.on("data", (text: Buffer) => (said += text.toString()));
  await once(child, "close");
  expect(said).toBe("");
  const folder = newFolder();
  const wrong = await command(folder, "audit");
  expect(wrong).toMatchObject({ code: 2 });
  expect(existsSync(join(folder, "index.ts"))).toBe(false);
});

function writes(): string[] {
  return requestLines(world.emulator).filter((line) => !/^(GET|POST \/graphql)/.test(line));
}

/** As the tsconfig.json beside it says. */
function typeErrorsIn(files: string[]): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
  };
  const program = ts.createProgram(files, options);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
