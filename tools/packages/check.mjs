// `npm run test:packages`: whether both packages, as they would be published, are as they should be. With a folder as its
// argument it checks the packages there, as the release does; otherwise it packs what is built.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findingsOf } from "./findings.mjs";
import { manifestOf, packBuilt, PACKAGES, tarballOf } from "./tarballs.mjs";

const [given] = process.argv.slice(2);
const folder = given ?? mkdtempSync(join(tmpdir(), "packages-"));
try {
  if (given === undefined) await packBuilt(folder);
  for (const name of PACKAGES) {
    const tarball = tarballOf(manifestOf(name));
    const findings = await findingsOf(name, join(folder, tarball));
    for (const finding of findings) console.error(`✗ ${tarball}: ${finding}`);
    if (findings.length > 0) process.exitCode = 1;
    else console.log(`✓ ${tarball}`);
  }
} finally {
  if (given === undefined) rmSync(folder, { recursive: true });
}
