// `npm run test:python`: examples/python-automation with Python's own `pulumi` package, in a virtual environment of the cache.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createHash } from "node:crypto";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmulator, seedWith } from "github-codespaces-emulator";

import { openCache } from "../pulumi-cli/cache.mjs";
import { ensurePulumi } from "../pulumi-cli/ensure.mjs";
import { runCommand } from "../pulumi-cli/run-command.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const EXAMPLE = join(ROOT, "examples", "python-automation");
const REQUIREMENTS = join(EXAMPLE, "requirements.txt");

const python = await virtualEnvironment();
const cli = await ensurePulumi({ log: console.error });
const emulator = await startEmulator({ seed: seedWith({ organizations: 2 }) });
// Below the checkout, so that the program finds the packages by their names.
mkdirSync(join(ROOT, ".cache"), { recursive: true });
const folder = mkdtempSync(join(ROOT, ".cache", "python-"));
try {
  cpSync(EXAMPLE, folder, { recursive: true });
  for (const part of ["home", "state"]) mkdirSync(join(folder, part));
  await tryExample();
  console.log("All well.");
} finally {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
}

async function tryExample() {
  const preview = await example("preview", "acme");
  assert.deepEqual(preview, { code: 0, printed: "acme: {'create': 2}\n" });
  assert.equal(emulator.requests.length, 0, "a preview asks GitHub nothing");

  const up = await example("up", "acme", "acme-2", "acme-3");
  assert.equal(up.code, 1, "one organization that doesn't exist fails");
  assert.match(up.printed, /^acme: \{'create': 2\}$/m);
  assert.match(up.printed, /^acme-2: \{'create': 2\}$/m);
  assert.match(up.printed, /acme-3 failed: [\s\S]*GitHub answered 404/);
  assert.doesNotMatch(up.printed, /npm-1/, "no value is printed");
  for (const org of ["acme", "acme-2"]) {
    assert.equal(emulator.orgSecret(org, "NPM_TOKEN")?.openedValue, "npm-1");
  }

  const destroy = await example("destroy", "acme", "acme-2");
  assert.equal(destroy.code, 0, destroy.printed);
  assert.deepEqual(emulator.orgSecrets("acme"), []);
}

/** Once for each text of requirements.txt. */
async function virtualEnvironment() {
  const hash = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex");
  const environment = join(openCache(), "python", hash.slice(0, 12));
  const installed = join(environment, "bin", "python");
  const marker = join(environment, "lib", "installed");
  if (existsSync(marker)) return installed;
  console.error("installing Python's `pulumi` from PyPI (ten seconds, once)");
  rmSync(environment, { recursive: true, force: true });
  await runCommand("python3", ["-m", "venv", environment]);
  await runCommand(installed, ["-m", "pip", "install", "--quiet", "-r", REQUIREMENTS]);
  mkdirSync(marker);
  return installed;
}

/** @param {string[]} args @returns {Promise<{ code: number | null, printed: string }>} */
function example(...args) {
  const env = {
    PATH: [cli.bin, process.env.PATH].join(delimiter),
    HOME: folder,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "for tests",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    GITHUB_API_URL: emulator.url,
    GITHUB_TOKEN: emulator.token,
    NPM_TOKEN: "npm-1",
  };
  const child = spawn(python, ["main.py", ...args], { cwd: folder, env });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => (printed += text));
  }
  return new Promise((done, failed) => {
    child.on("error", failed).on("close", (code) => {
      done({ code, printed });
    });
  });
}
