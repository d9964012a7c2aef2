// The notes of a release on GitHub: the section of CHANGELOG.md. `node tools/release/notes.mjs` prints it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { manifestOf, ROOT } from "../packages/tarballs.mjs";

/**
 * What the changelog says of a version that has a date.
 * @param {string} changelog
 * @param {string} version
 * @returns {string | undefined}
 */
export function notesOf(changelog, version) {
  const section = changelog
    .split(/^## /m)
    .find((one) => one.startsWith(`[${version}] - `) && /^.* - \d{4}-\d\d-\d\d\n/.test(one));
  const text = section?.slice(section.indexOf("\n")).trim() ?? "";
  return text === "" ? undefined : `${text}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { version } = manifestOf("provider");
  const notes = notesOf(readFileSync(join(ROOT, "CHANGELOG.md"), "utf8"), version);
  if (notes === undefined) throw new Error(`CHANGELOG.md has no section of ${version}`);
  process.stdout.write(notes);
}
