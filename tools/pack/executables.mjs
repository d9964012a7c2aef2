import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { runCommand } from "../pulumi-cli/run-command.mjs";
import { PLUGIN } from "./bundle.mjs";
import { PLATFORMS, packOne } from "./tarballs.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** npm's package of Bun, fetched when executables are asked for: 90 MB that nobody else needs. */
export const BUN = "bun@1.4.5";
const TIMEOUT_MS = 10 * 60_000;

/** Bun's names for Pulumi's platforms; it has none for Windows on ARM. */
const TARGETS = new Map(
  PLATFORMS.filter((platform) => platform !== "windows-arm64").map((platform) => [
    platform,
    `bun-${platform.replace("amd64", "x64")}`,
  ]),
);

/**
 * One executable for each platform, for those without Node: Bun, which runs the code in the place of Node, with the
 * bundle in it.
 * @param {{ bundle: string, out: string, version: string }} what
 */
export async function executables({ bundle, out, version }) {
  const archives = [];
  for (const [platform, target] of TARGETS) {
    const folder = join(out, "single", platform);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const file = join(folder, platform.startsWith("windows") ? `${PLUGIN}.exe` : PLUGIN);
    const compile = ["build", "--compile", `--target=${target}`, join(bundle, "main.js")];
    await runCommand("npx", ["--yes", BUN, ...compile, "--outfile", file], {
      cwd: ROOT,
      timeoutMs: TIMEOUT_MS,
    });
    archives.push(await packOne({ folder, out: join(out, "executables"), version, platform }));
  }
  return archives;
}
