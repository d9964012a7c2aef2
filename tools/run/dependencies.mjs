import { readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage */
/** @typedef {{ packages: Record<string, LockedPackage> }} Lock */

/**
 * Packages of package-lock.json that are missing in node_modules, or have another version there. npm
 * keeps its own list of what it installed, and writes it last.
 * @param {string} root
 */
export function missingDependencies(root) {
  const wanted = readLock(join(root, "package-lock.json"));
  const installed = readLock(join(root, "node_modules", ".package-lock.json"));
  return missingPackages(wanted ?? { packages: {} }, installed ?? { packages: {} });
}

/**
 * @param {Lock} wanted
 * @param {Lock} installed
 */
export function missingPackages(wanted, installed) {
  return Object.entries(wanted.packages)
    .filter(([path, { optional, version }]) => {
      // The root itself isn't a package; optional ones may be for another platform.
      if (path === "" || optional) return false;
      const found = installed.packages[path];
      return !found || found.version !== version;
    })
    .map(([path]) => path);
}

/**
 * @param {string} file
 * @returns {Lock | undefined}
 */
function readLock(file) {
  try {
    /** @type {unknown} */
    const lock = JSON.parse(readFileSync(file, "utf8"));
    return /** @type {Lock} */ (lock);
  } catch {
    return undefined;
  }
}
