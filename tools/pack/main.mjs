// `npm run pack:plugin`: the plugin's archives, in .cache/plugin/archives. With `--executables` also those of single
// executables, in .cache/plugin/executables; with `--download-url URL` SDKs tell the engine to get the plugin there.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { bundle, manifest } from "./bundle.mjs";
import { executables } from "./executables.mjs";
import { packForAll } from "./tarballs.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const { values } = parseArgs({
  options: {
    executables: { type: "boolean", default: false },
    "download-url": { type: "string" },
    out: { type: "string", default: join(ROOT, ".cache", "plugin") },
  },
});

const { version } = manifest();
const folder = join(values.out, "bundle");
rmSync(folder, { recursive: true, force: true });
await bundle(folder, { downloadUrl: values["download-url"] });
const archives = await packForAll({ bundle: folder, out: join(values.out, "archives"), version });
show(archives);
if (values.executables) show(await executables({ bundle: folder, out: values.out, version }));

/** @param {readonly { name: string, bytes: number }[]} made */
function show(made) {
  for (const { name, bytes } of made) console.log(`${name}  ${(bytes / 1000).toFixed(0)} kB`);
}
