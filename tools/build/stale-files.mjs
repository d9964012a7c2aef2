// After tsc: deletes what it made of sources that were deleted or moved since. Otherwise tests and packages would have it.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

for (const name of ["provider", "emulator"]) {
  const dist = join(ROOT, name, "dist");
  for (const file of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    const source = /^(?<path>.*?)(\.d\.ts|\.js)$/.exec(file)?.groups?.path;
    if (source === undefined || existsSync(join(ROOT, name, "src", `${source}.ts`))) continue;
    rmSync(join(dist, file));
    console.error(`${join(dirname(dist), "dist", file)} had no source any more, and is deleted`);
  }
}
