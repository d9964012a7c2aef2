import assert from "node:assert/strict";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../packages/tarballs.mjs";
import { runCommand } from "../pulumi-cli/run-command.mjs";
import { environment } from "./cell.mjs";

/**
 * Each example that npm installs. Those with a program are previewed, unless they need the Automation API or a policy pack's host.
 * @type {readonly { folder: string, stack?: string, config?: string[], env?: Record<string, string> }[]}
 */
export const EXAMPLES = [
  { folder: "quickstart", stack: "dev" },
  { folder: "baseline", stack: "dev" },
  { folder: "pipelines", stack: "prod", env: { PREVIEW_WITHOUT_VALUES: "true" } },
  { folder: "pull-request", stack: "dev", config: ["pullRequest", "octocat/hello-world#7"] },
  { folder: "python-automation/program", stack: "dev", config: ["org", "acme"] },
  { folder: "team-access", stack: "dev" },
  { folder: "two-accounts", stack: "dev" },
  { folder: "values", stack: "dev" },
  { folder: "many-organizations" },
  { folder: "policies" },
];

/** What the READMEs have people set. */
const VALUES = {
  DATABASE_URL: "postgres://db",
  DOTFILES_KEY: "key",
  ACME_TOKEN: "a",
  ACME_2_TOKEN: "b",
};

/**
 * Copies an example into an empty folder, outside of the checkout, installs it by npm with the packed provider, checks its types with
 * the TypeScript that it brings, and previews it with Pulumi's engine. Nothing is written at GitHub.
 * @param {(typeof EXAMPLES)[number]} example
 * @param {{ tarball: string, emulator: import("github-codespaces-emulator").Emulator }} world
 */
export async function runExample({ folder, stack, config, env: more }, { tarball, emulator }) {
  const root = mkdtempSync(join(tmpdir(), "codespaces-install-"));
  const cwd = join(root, "project");
  const env = {
    ...environment({ root, emulator, first: [dirname(process.execPath)] }),
    ...VALUES,
    ...more,
  };
  /** @param {string[]} command */
  const run = ([name = "", ...args]) => runCommand(name, args, { cwd, env, shown: 40 });
  try {
    copy(folder, cwd);
    // As docs/install.md says until the release.
    await run(["npm", "install", "--no-audit", "--no-fund", tarball]);
    if (existsSync(join(cwd, "tsconfig.json")))
      await run(["npx", "--no-install", "tsc", "--noEmit"]);
    if (stack === undefined) return;
    await run(["pulumi", "stack", "init", stack, "--non-interactive"]);
    if (config !== undefined) await run(["pulumi", "config", "set", ...config]);
    const printed = await run(["pulumi", "preview", "--stack", stack, "--non-interactive"]);
    assert.match(printed, /\d+ to create/);
    assert.deepEqual(
      emulator.requests.filter(({ method }) => !/GET|POST/.test(method)),
      [],
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * @param {string} example
 * @param {string} folder
 */
function copy(example, folder) {
  mkdirSync(folder);
  cpSync(join(ROOT, "examples", example), folder, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist)$/.test(path),
  });
  const sample = join(folder, ".env.example");
  if (existsSync(sample)) writeFileSync(join(folder, ".env"), readFileSync(sample));
}
