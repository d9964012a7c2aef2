import { accessSync, constants } from "node:fs";
import { join } from "node:path";

import { executable } from "./cache.mjs";
import { DYNAMIC_PLUGIN } from "./go-build.mjs";
import { runCommand } from "./run-command.mjs";
import { CLI_VERSION } from "./versions.mjs";

/** One that was built before the YAML host belonged to it lacks that, and is built again. */
const FILES = [
  executable("pulumi"),
  executable("pulumi-language-nodejs"),
  executable("pulumi-language-yaml"),
  DYNAMIC_PLUGIN,
];

/**
 * Throws unless the folder holds a complete CLI of the pinned version that runs on this machine.
 * @param {import("./cache.mjs").Layout} layout
 */
export async function verify({ bin, home, pulumi }) {
  for (const file of FILES) accessSync(join(bin, file), constants.X_OK);
  const env = { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const version = (await runCommand(pulumi, ["version"], { env, timeoutMs: 60_000 })).trim();
  if (version !== `v${CLI_VERSION}`) {
    throw new Error(`${pulumi} is ${version}, but v${CLI_VERSION} is needed`);
  }
}

/** @param {import("./cache.mjs").Layout} layout */
export async function isReady(layout) {
  try {
    await verify(layout);
    return true;
  } catch {
    return false;
  }
}
