import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { runCommand } from "../pulumi-cli/run-command.mjs";
import { CLIENT } from "./clients.mjs";
import { fetched, folderOfNode } from "./fetched.mjs";
import { projectOf } from "./project.mjs";

/** @typedef {import("github-codespaces-emulator").Emulator} Emulator */
/** @typedef {import("./table.mjs").Cell} Cell */

const SYSTEM = ["/usr/local/bin", "/usr/bin", "/bin"].join(delimiter);

/**
 * Installs a cell's project in an empty folder, outside of the checkout, and applies, previews and destroys it with Pulumi's
 * engine. Throws what was printed, if something isn't as it should be.
 * @param {Cell} cell
 * @param {{ tarball: string, emulator: Emulator }} world
 */
export async function runCell(cell, { tarball, emulator }) {
  const client = CLIENT[/** @type {keyof typeof CLIENT} */ (cell.client)];
  const root = mkdtempSync(join(tmpdir(), "codespaces-install-"));
  const bin = client.fetched === undefined ? "" : await fetched(client.fetched);
  const env = environment({ root, emulator, first: [await folderOfNode(cell.node)] });
  const folder = join(root, "project", client.folder);
  write(join(root, "project"), client.files(projectOf(cell, tarball)));
  /** @param {string[]} command @param {string} [cwd] */
  const run = ([name = "", ...args], cwd = folder) =>
    runCommand(name, args, { cwd, env, shown: 40 });
  const start = [...client.command(bin), ...client.exec];
  const pulumi = [...(client.wraps ? start : []), pulumiCli().pulumi];
  try {
    await run([...client.command(bin), ...client.install], join(root, "project"));
    assert.match(await run([...start, "pulumi-github-codespaces", "--help"]), /adopt/);
    // The plugin ends with its standard input.
    const plugin = [...start, "pulumi-resource-github-codespaces"].join(" ");
    assert.match(await run(["sh", "-c", `true | ${plugin}`]), /^\d+$/m);
    await apply((...args) => run([...pulumi, ...args, "--non-interactive"]), emulator);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * @param {(...args: string[]) => Promise<string>} pulumi
 * @param {Emulator} emulator
 */
async function apply(pulumi, emulator) {
  const secret = () => emulator.orgSecret("acme", "NPM_TOKEN");
  await pulumi("stack", "init", "dev");
  await pulumi("up", "--yes");
  assert.equal(secret()?.openedValue, "npm_1");
  await pulumi("preview", "--expect-no-changes");
  await pulumi("destroy", "--yes", "--skip-preview");
  assert.equal(secret(), undefined);
}

/**
 * What a person's shell would have, but for the state and the GitHub. The caches of the clients are the user's.
 * @param {{ root: string, first: string[], emulator: Emulator }} options `first` in the PATH
 */
export function environment({ root, first, emulator }) {
  for (const part of ["home", "state"]) mkdirSync(join(root, part));
  // Without what `npm run` has set for us, and what makes clients behave otherwise in CI.
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(?!config_(registry|cache|userconfig)$)|GITHUB_|GH_|CI$|NODE_OPTIONS$|INIT_CWD$)/.test(
        name,
      ),
  );
  return {
    ...Object.fromEntries(kept),
    // npm itself is the one beside the running Node.
    PATH: [...first, pulumiCli().bin, dirname(process.execPath), SYSTEM].join(delimiter),
    PULUMI_HOME: join(root, "home"),
    PULUMI_BACKEND_URL: `file://${join(root, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "for tests",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    GITHUB_API_URL: emulator.url,
    GITHUB_TOKEN: emulator.token,
    NPM_TOKEN: "npm_1",
  };
}

function pulumiCli() {
  const { PULUMI_CLI_JSON: text } = process.env;
  if (text === undefined) throw new Error("run `npm run test:install`: it sets PULUMI_CLI_JSON");
  /** @type {unknown} */
  const cli = JSON.parse(text);
  return /** @type {{ pulumi: string, bin: string }} */ (cli);
}

/**
 * @param {string} folder
 * @param {import("./project.mjs").Files} files
 */
function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
