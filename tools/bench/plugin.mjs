import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureLanguages } from "../languages/hosts.mjs";
import { writeSdks } from "../languages/sdks.mjs";
import { bundle } from "../pack/bundle.mjs";
import { runCommand } from "../pulumi-cli/run-command.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CACHE = join(ROOT, ".cache", "bench");

/** @type {Promise<string> | undefined} */
let plugin;

/** A folder with the plugin as its archives have it. */
export function pluginFolder() {
  plugin ??= made();
  return plugin;
}

async function made() {
  const folder = join(CACHE, "plugin");
  rmSync(folder, { recursive: true, force: true });
  await bundle(folder);
  return folder;
}

/** @type {Promise<string> | undefined} */
let sdk;

/** A folder with the SDK for Node that Pulumi generates, compiled. */
export function generatedSdk() {
  sdk ??= compiled();
  return sdk;
}

/** As `pulumi package add` leaves it in a project. */
async function compiled() {
  const sources = join(await writeSdks(await ensureLanguages({ log: console.log })), "nodejs");
  const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  await runCommand(process.execPath, [compiler, "-p", sources]);
  const folder = join(CACHE, "sdk");
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(sources, "bin"), folder, { recursive: true });
  cpSync(join(sources, "package.json"), join(folder, "package.json"));
  return folder;
}
