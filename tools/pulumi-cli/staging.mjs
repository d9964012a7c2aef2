import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

import { layoutOf } from "./cache.mjs";
import { isRunning } from "./lock.mjs";

const PREFIX = "incoming-";

/**
 * Prepares a CLI in a folder of its own and moves it into place at the end, so that an interrupted set-up
 * is never taken as complete.
 * @template T
 * @param {string} cache
 * @param {(staging: import("./cache.mjs").Layout) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withStaging(cache, work) {
  removeLeftOvers(cache);
  const folder = join(cache, `${PREFIX}${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    return await work(layoutOf(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Gigabytes, if a set-up was killed during a build. @param {string} cache */
function removeLeftOvers(cache) {
  for (const name of readdirSync(cache)) {
    if (!name.startsWith(PREFIX) || isRunning(Number(name.slice(PREFIX.length)))) continue;
    rmSync(join(cache, name), { recursive: true, force: true });
  }
}

/**
 * @param {import("./cache.mjs").Layout} staging
 * @param {import("./cache.mjs").Layout} final
 */
export function publish(staging, final) {
  rmSync(final.version, { recursive: true, force: true });
  mkdirSync(dirname(final.version), { recursive: true });
  renameSync(staging.version, final.version);
}
