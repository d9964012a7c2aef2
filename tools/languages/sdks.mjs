import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { runCommand } from "../pulumi-cli/run-command.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Writes the SDKs for Node, Python and Go into .cache/sdks and returns that folder. They are not committed: they
 * are 150 files that follow from the schema alone, and users get theirs from `pulumi package add`.
 * @param {import("./hosts.mjs").Languages} languages
 */
export async function writeSdks({ sdkgen }) {
  const folder = join(ROOT, ".cache", "sdks");
  rmSync(folder, { recursive: true, force: true });
  await runCommand(sdkgen, [join(ROOT, "provider", "schema.json"), folder]);
  return folder;
}
