// A step of a release: writes into both package.json where the packages come from.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { manifestOf, PACKAGES, ROOT } from "../packages/tarballs.mjs";
import { originOf, placeFrom } from "./place.mjs";

const place = placeFrom(process.env);
if (place === undefined) throw new Error("GITHUB_SERVER_URL and GITHUB_REPOSITORY are not set");
for (const folder of PACKAGES) {
  const manifest = manifestOf(folder);
  const stamped = { ...manifest, ...originOf({ place, folder, version: manifest.version }) };
  writeFileSync(join(ROOT, folder, "package.json"), `${JSON.stringify(stamped, undefined, 2)}\n`);
  console.log(`✓ ${manifest.name}: ${stamped.homepage}`);
}
