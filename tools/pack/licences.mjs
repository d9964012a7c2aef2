import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The licences of all that a bundle is made of: MIT and BSD want their text to go with each copy.
 * @param {readonly string[]} inputs paths of files, relative to the root
 * @param {string} root
 */
export function licencesOf(inputs, root) {
  const folders = inputs.flatMap((path) => packageFolder(path) ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => licenceIn(join(root, folder)));
  const own = readFileSync(join(root, "LICENSE"), "utf8");
  return [own, ...texts].join(`\n${"-".repeat(80)}\n\n`);
}

/** @param {string} path */
function packageFolder(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

/** @param {string} folder */
function licenceIn(folder) {
  const text = readFileSync(join(folder, "package.json"), "utf8");
  /** @type {unknown} */
  const read = JSON.parse(text);
  const { name, version, license } =
    /** @type {{ name: string, version: string, license?: string }} */ (read);
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const path = file && join(folder, file);
  const words =
    path && existsSync(path) ? readFileSync(path, "utf8") : `Licence: ${license ?? "?"}\n`;
  return `${name} ${version}\n\n${words}`;
}
