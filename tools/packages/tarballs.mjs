import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../pulumi-cli/run-command.mjs";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The folders of the packages that users install. */
export const PACKAGES = /** @type {const} */ (["provider", "emulator"]);

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {Record<string, string>} [bin]
 * @property {{ type: string, url: string, directory: string }} [repository]
 * @property {string} [homepage]
 * @property {{ url: string }} [bugs]
 */

/**
 * @param {string} folder
 * @param {string} [root]
 * @returns {Manifest}
 */
export function manifestOf(folder, root = ROOT) {
  /** @type {unknown} */
  const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  return /** @type {Manifest} */ (manifest);
}

/** @param {Manifest} manifest */
export const tarballOf = ({ name, version }) => `${name}-${version}.tgz`;

/**
 * Packs both packages from what is built. Without the build that `prepack` makes: it deletes `dist/`, which others use.
 * @param {string} destination a folder
 * @returns {Promise<string[]>} the files, in the order of `PACKAGES`
 */
export async function packBuilt(destination) {
  const workspaces = PACKAGES.flatMap((folder) => ["--workspace", folder]);
  const how = ["--ignore-scripts", "--pack-destination", destination];
  await runCommand("npm", ["pack", ...workspaces, ...how], { cwd: ROOT });
  return PACKAGES.map((folder) => join(destination, tarballOf(manifestOf(folder))));
}
