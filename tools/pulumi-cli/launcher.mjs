import { createRequire } from "node:module";

import { runCommand } from "./run-command.mjs";
import { CLI_VERSION } from "./versions.mjs";

/** The archive has about 150 MB: five minutes are enough at 0.5 MB/s, and a dead connection ends then. */
const TIMEOUT_MS = 5 * 60_000;

/**
 * Lets Pulumi's official launcher, npm's `pulumi`, download the release into `staging.version`.
 * @param {import("./cache.mjs").Layout} staging
 */
export async function downloadWithLauncher(staging) {
  await runCommand(process.execPath, [launcherPath(), "version"], {
    timeoutMs: TIMEOUT_MS,
    env: launcherEnvironment(process.env, staging.home),
  });
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} home
 * @returns {NodeJS.ProcessEnv}
 */
export function launcherEnvironment(env, home) {
  return {
    ...env,
    PULUMI_HOME: home,
    // In the launcher, the caller's PULUMI_VERSION takes precedence over its own.
    PULUMI_VERSION: CLI_VERSION,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // By default Node's fetch ignores HTTPS_PROXY. Newer versions of Node have this switch.
    NODE_USE_ENV_PROXY: "1",
  };
}

function launcherPath() {
  try {
    return createRequire(import.meta.url).resolve("pulumi/run.js");
  } catch {
    throw new Error("npm's package `pulumi` is not installed; `npm ci` installs it");
  }
}
