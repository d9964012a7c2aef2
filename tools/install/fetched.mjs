import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openCache } from "../pulumi-cli/cache.mjs";
import { runCommand } from "../pulumi-cli/run-command.mjs";

/**
 * The node_modules with what a folder of clients/ locks: fetched from npm at the first call, then kept in the project's cache.
 * @param {"pnpm" | "others" | "nodes"} name
 * @returns {Promise<string>}
 */
export async function fetched(name) {
  const source = fileURLToPath(new URL(`clients/${name}`, import.meta.url));
  const lock = readFileSync(join(source, "package-lock.json"));
  const hash = createHash("sha256").update(lock).digest("hex").slice(0, 12);
  const final = join(openCache(), "install", `${name}-${hash}`);
  if (!existsSync(final)) await fetchInto(final, source);
  return join(final, "node_modules");
}

/**
 * @param {string} final
 * @param {string} source
 */
async function fetchInto(final, source) {
  mkdirSync(dirname(final), { recursive: true });
  const staging = mkdtempSync(join(dirname(final), "incoming-"));
  try {
    for (const file of ["package.json", "package-lock.json"]) {
      copyFileSync(join(source, file), join(staging, file));
    }
    // Not `npm ci`: it wants the programs for all platforms in the lock, and not every registry has them all.
    await runCommand("npm", ["install", "--no-audit", "--no-fund"], { cwd: staging });
    // Somebody else may have been faster.
    if (!existsSync(final)) renameSync(staging, final);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/**
 * The folder of the `node` of a version.
 * @param {string} version
 */
export async function folderOfNode(version) {
  if (version === process.versions.node) return dirname(process.execPath);
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(`npm has Node ${version} for Linux on x64 only: run the matrix there`);
  }
  return join(await fetched("nodes"), `node-${version}`, "bin");
}
