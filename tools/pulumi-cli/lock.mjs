import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** A set-up takes minutes. An older lock is left over, and its process id now belongs to another process. */
const STALE_AFTER_MS = 30 * 60_000;

/**
 * Runs `work` while no other process on this machine does. This only avoids doing the work twice: the
 * result is published by a rename, so two at once would not break each other either.
 * @template T
 * @param {{ path: string, onWait: () => void }} lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock({ path, onWait }, work) {
  for (let first = true; !take(path); first = false) {
    if (isLeftOver(path)) {
      rmSync(path, { force: true });
      continue;
    }
    if (first) onWait();
    await wait(500);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Links a finished file, so that nobody ever reads a lock without its process id. @param {string} path */
function take(path) {
  const ours = `${path}.${process.pid}`;
  writeFileSync(ours, String(process.pid));
  try {
    linkSync(ours, path);
    return true;
  } catch (error) {
    if (isErrno(error, "EEXIST")) return false;
    throw error;
  } finally {
    rmSync(ours, { force: true });
  }
}

/** @param {string} path */
function isLeftOver(path) {
  try {
    const age = Date.now() - statSync(path).mtimeMs;
    return age > STALE_AFTER_MS || !isRunning(Number(readFileSync(path, "utf8")));
  } catch (error) {
    if (isErrno(error, "ENOENT")) return false;
    throw error;
  }
}

/** @param {number} pid */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, "EPERM");
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function isErrno(error, code) {
  return error instanceof Error && "code" in error && error.code === code;
}
