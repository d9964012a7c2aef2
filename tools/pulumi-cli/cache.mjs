import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { CLI_VERSION } from "./versions.mjs";

const FOLDER = "pulumi-github-codespaces";
const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Where the CLI is. `home` is our own PULUMI_HOME: the user's login, plugins and state in ~/.pulumi are
 * neither read nor written.
 * @typedef {{ cache: string, home: string, version: string, bin: string, pulumi: string }} Layout
 */

/**
 * The folders that may hold the cache, best first. The checkout's own is for machines without a
 * (writable) home; a name in the shared temporary folder could be taken by another user.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ home: string, checkout: string }} folders
 */
export function cacheCandidates(env, { home, checkout }) {
  const own = env.PULUMI_GITHUB_CODESPACES_CACHE;
  if (own) return [resolve(own)];
  const xdg = env.XDG_CACHE_HOME;
  const local = join(checkout, ".cache", FOLDER);
  // The XDG specification says that relative paths must be ignored.
  if (xdg && isAbsolute(xdg)) return [join(xdg, FOLDER), local];
  return isAbsolute(home) ? [join(home, ".cache", FOLDER), local] : [local];
}

/** Creates the project's cache folder in the first place that can be written. */
export function openCache(env = process.env) {
  const home = env.HOME ?? (process.platform === "win32" ? homedir() : "");
  const candidates = cacheCandidates(env, { home, checkout: CHECKOUT });
  const folder = candidates.find(canWrite);
  if (folder) return folder;
  throw new Error(
    `No cache folder is writable (tried ${candidates.join(", ")}). ` +
      "Set PULUMI_GITHUB_CODESPACES_CACHE to one that is.",
  );
}

/** @param {string} folder */
function canWrite(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The paths of a cache, or of the staging folder in which a CLI is prepared.
 * `versions/<version>/bin` is where Pulumi's launcher and Automation API look, too.
 * @param {string} cache
 * @returns {Layout}
 */
export function layoutOf(cache) {
  const home = join(cache, "pulumi-home");
  const version = join(home, "versions", CLI_VERSION);
  const bin = join(version, "bin");
  return { cache, home, version, bin, pulumi: join(bin, executable("pulumi")) };
}

/** @param {string} name */
export function executable(name) {
  return process.platform === "win32" ? `${name}.exe` : name;
}
