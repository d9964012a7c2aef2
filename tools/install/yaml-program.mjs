import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../packages/tarballs.mjs";
import { runCommand } from "../pulumi-cli/run-command.mjs";
import { environment } from "./cell.mjs";

/** Where docs/languages.md has the plugin after `npm install`. */
const LAUNCHER = "node_modules/pulumi-github-codespaces/bin/pulumi-resource-github-codespaces";

/** @param {string} page @param {RegExp} block */
function shown(page, block) {
  const [, text] = block.exec(readFileSync(join(ROOT, "docs", page), "utf8")) ?? [];
  if (text === undefined) throw new Error(`docs/${page} doesn't show ${String(block)}`);
  return text;
}

/** The first program of docs/yaml.md with the plugin as docs/languages.md gets it from npm. */
function projectFile() {
  const program = shown("yaml.md", /^```yaml\n([^]*?)^```$/m);
  const plugins = shown("languages.md", /^ {2}```yaml\n( {2}plugins:[^]*?)^ {2}```$/m);
  return program + plugins.replace(/^ {2}/gm, "");
}

/**
 * The plugin as npm installs it into an empty folder, outside of the checkout: a program in YAML is applied, previewed and destroyed.
 * @param {{ tarball: string, emulator: import("github-codespaces-emulator").Emulator }} world
 */
export async function runYaml({ tarball, emulator }) {
  const root = mkdtempSync(join(tmpdir(), "codespaces-install-"));
  const cwd = join(root, "project");
  mkdirSync(cwd);
  const env = {
    ...environment({ root, emulator, first: [dirname(process.execPath)] }),
    // npm has linked this checkout's own plugin into its folder of PATH.
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
  };
  /** @param {string[]} command */
  const run = ([name = "", ...args]) => runCommand(name, args, { cwd, env, shown: 40 });
  /** @param {string[]} args */
  const pulumi = (...args) => run(["pulumi", ...args, "--non-interactive"]);
  const secret = () => emulator.orgSecret("acme", "NPM_TOKEN");
  try {
    await run(["npm", "install", "--no-audit", "--no-fund", tarball, "@pulumi/pulumi"]);
    writeFileSync(join(cwd, "Pulumi.yaml"), projectFile());
    assert.match(await pulumi("package", "get-schema", LAUNCHER), /getUserCodespacesSecrets/);
    await pulumi("stack", "init", "dev");
    await pulumi("config", "set", "--secret", "npmToken", "npm_1");
    await pulumi("up", "--yes", "--skip-preview");
    assert.equal(secret()?.openedValue, "npm_1");
    await pulumi("preview", "--expect-no-changes");
    await pulumi("destroy", "--yes", "--skip-preview");
    assert.equal(secret(), undefined);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
