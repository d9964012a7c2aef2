import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../support/markdown";
import { NpmRegistry } from "../support/npm-registry";
import { newFolder, removeFolders, runCommand } from "../support/run-command";
import { workflowIn } from "../support/workflow";

const PLACE = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "acme/codespaces" };
const registry = new NpmRegistry();

beforeAll(() => registry.listen());

afterAll(async () => {
  await registry.close();
  removeFolders();
});

/** What a clone of the checkout has, as it is now. Packages are found in the checkout's node_modules. */
function newClone(): string {
  const folder = newFolder();
  const listed = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    {
      cwd: ROOT,
      encoding: "utf8",
    },
  );
  const left = /^(test|tools)\/(?!states\/|release\/|packages\/|pack\/|pulumi-cli\/[^/]*$)/;
  for (const file of listed.split("\0").filter((name) => name !== "" && !left.test(name))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  for (const name of ["provider", "emulator"]) {
    symlinkSync(join(ROOT, name, "node_modules"), join(folder, name, "node_modules"));
  }
  return folder;
}

/** The commit of a release: the changelog has a date, and the documents know that there is one. */
function prepare(folder: string): void {
  const { version } = manifestOf(folder, "provider");
  edit(
    folder,
    "CHANGELOG.md",
    /## \[Unreleased\][^]*?(?=### )/,
    `## [${version}] - 2026-12-01\n\n`,
  );
  for (const file of ["README.md", "docs/install.md"]) {
    edit(folder, file, /is(n't| not) released yet/g, "is released");
    edit(folder, file, /until the release/gi, "in this test");
  }
}

function edit(folder: string, file: string, from: RegExp, to: string): void {
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
}

interface Manifest {
  name: string;
  version: string;
}

function manifestOf(folder: string, name: string): Manifest {
  return JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as Manifest;
}

/** The environment of a step: npm's registry is the one of this test. */
function environment(version: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|GITHUB_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    ...PLACE,
    GITHUB_REF_TYPE: "tag",
    GITHUB_REF_NAME: `v${version}`,
    npm_config_registry: registry.url,
    [`npm_config_//${registry.url.replace("http://", "")}/:_authToken`]: "for-tests",
  };
}

test("a release goes through all its steps, and one that was cut off is finished by another run", async () => {
  const folder = newClone();
  const { version } = manifestOf(folder, "provider");
  const env = environment(version);
  const workflow = workflowIn(join(ROOT, ".github/workflows/release.yml"));
  // What others test: the installation and the tests. What needs GitHub: its actions, provenance, and `gh`.
  const skipped = ["npm ci", "npm test", "node tools/release/publish.mjs packages"];
  const commands = Object.values(workflow.jobs)
    .flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))
    .filter((run) => !skipped.includes(run) && !run.startsWith("gh "));
  const run = (command: string) =>
    runCommand(["bash", "-eo", "pipefail", "-c", command], { folder, env });

  const early = await run(commands[0] ?? "");
  expect(early).toMatchObject({ code: 1 });
  expect(early.output).toContain("CHANGELOG.md has no section");
  prepare(folder);
  for (const command of commands) {
    // The executables are made of Bun, which npm's registry has and this test's has not.
    const { code, output } = await run(command.replace(" --executables", ""));
    expect({ command, said: code === 0 ? "" : output }).toEqual({ command, said: "" });
  }
  expect(registry.published.size).toBe(0);
  expect(readdirSync(join(folder, "plugin/archives"))).toHaveLength(6);
  expect(readFileSync(join(folder, "notes.md"), "utf8")).toMatch(/^### /);

  const publish = `node tools/release/publish.mjs packages --rehearse ${registry.url}`;
  registry.refused.add("github-codespaces-emulator");
  const cutOff = await run(publish);
  expect(cutOff.code).not.toBe(0);
  expect(cutOff.output).toContain(`✓ pulumi-github-codespaces@${version} is published as latest`);
  expect(cutOff.output).toContain(`github-codespaces-emulator@${version} could not be published`);
  registry.refused.clear();
  const again = await run(publish);
  expect(again.code).toBe(0);
  expect(again.output).toContain(`- pulumi-github-codespaces@${version} is published already`);
  expect(again.output).toContain(`✓ github-codespaces-emulator@${version} is published as latest`);
  expect(registry.published.get("pulumi-github-codespaces")?.versions[version]).toMatchObject({
    repository: { url: "git+https://github.com/acme/codespaces.git", directory: "provider" },
    homepage: `https://github.com/acme/codespaces/tree/v${version}#readme`,
    bugs: { url: "https://github.com/acme/codespaces/issues" },
  });
}, 900_000); // It builds both packages, beside whatever else the machine does.

test("a rehearsal goes to no registry but one on this machine", async () => {
  const tool = join(ROOT, "tools/release/publish.mjs");
  const elsewhere = [process.execPath, tool, "x", "--rehearse", "https://registry.example"];
  const { code, output } = await runCommand(elsewhere, { folder: ROOT });
  expect(code).not.toBe(0);
  expect(output).toContain("a rehearsal goes to a registry on this machine");
});
