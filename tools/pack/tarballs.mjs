import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { create } from "tar";

import { PLUGIN } from "./bundle.mjs";

/** Pulumi's names for the platforms that it looks for plugins of. */
export const PLATFORMS = [
  "linux-amd64",
  "linux-arm64",
  "darwin-amd64",
  "darwin-arm64",
  "windows-amd64",
  "windows-arm64",
];

/** Pulumi asks servers for this name. @param {{ version: string, platform: string }} plugin */
export function tarballName({ version, platform }) {
  return `${PLUGIN}-v${version}-${platform}.tar.gz`;
}

/**
 * Packs the files of a folder. The same files make the same bytes.
 * @param {{ folder: string, file: string }} what
 */
async function pack({ folder, file }) {
  const files = readdirSync(folder).sort();
  const options = { gzip: { level: 9 }, portable: true, mtime: new Date(0), cwd: folder, file };
  await create(options, files);
  return statSync(file).size;
}

/**
 * The archives that `pulumi plugin install` and `pulumi package add --server` look for. Their content is the same
 * for each platform: it runs with Node.
 * @param {{ bundle: string, out: string, version: string }} what
 * @returns {Promise<{ name: string, bytes: number }[]>}
 */
export async function packForAll({ bundle, out, version }) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const archives = [];
  for (const platform of PLATFORMS) {
    const name = tarballName({ version, platform });
    archives.push({ name, bytes: await pack({ folder: bundle, file: join(out, name) }) });
  }
  return archives;
}

/**
 * The archive of one platform that has an executable in it.
 * @param {{ folder: string, out: string, version: string, platform: string }} what
 */
export async function packOne({ folder, out, version, platform }) {
  mkdirSync(out, { recursive: true });
  const name = tarballName({ version, platform: `${platform}-executable` });
  return { name, bytes: await pack({ folder, file: join(out, name) }) };
}
