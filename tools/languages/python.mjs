import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { runCommand } from "../pulumi-cli/run-command.mjs";
import { CLI_VERSION } from "../pulumi-cli/versions.mjs";

const PIP_TIMEOUT_MS = 10 * 60_000;
const bin = process.platform === "win32" ? "Scripts" : "bin";

/** Pulumi's package, what a generated SDK needs beside it, and what builds that. */
const PACKAGES = [
  `pulumi==${CLI_VERSION}`,
  "parver>=0.2.1",
  "semver>=2.8.1",
  "setuptools",
  "wheel",
];

/**
 * A virtual environment with Pulumi's package for Python and the generated SDK; returns its folder of commands.
 * @param {import("./hosts.mjs").Languages} languages
 * @param {{ sdks: string, log: (line: string) => void }} options
 */
export async function ensurePython({ folder }, { sdks, log }) {
  const venv = join(folder, "venv");
  const python = join(venv, bin, "python");
  // Written last, so that an interrupted installation is never taken as complete.
  const installed = join(venv, "installed");
  const wanted = PACKAGES.join("\n");
  if (!existsSync(installed) || readFileSync(installed, "utf8") !== wanted) {
    log("getting Pulumi's package for Python from PyPI");
    rmSync(venv, { recursive: true, force: true });
    await runCommand("python3", ["-m", "venv", venv]);
    await pip(python, PACKAGES);
    writeFileSync(installed, wanted);
  }
  const own = ["--no-deps", "--no-build-isolation", "--force-reinstall", join(sdks, "python")];
  await pip(python, own);
  return join(venv, bin);
}

/** @param {string} python @param {string[]} args */
function pip(python, args) {
  const quietly = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  return runCommand(python, [...quietly, ...args], { timeoutMs: PIP_TIMEOUT_MS });
}
