// The last step of a release: `node tools/release/publish.mjs FOLDER [--dry-run]`. What the registry has already is passed over, so
// that a release which failed between the two packages can be run again. `--rehearse URL` publishes to a registry on this
// machine, without provenance, which only a workflow of GitHub's can have.
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { manifestOf, PACKAGES, tarballOf } from "../packages/tarballs.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { "dry-run": { type: "boolean", default: false }, rehearse: { type: "string" } },
});
const { rehearse } = values;
const [folder] = positionals;
if (folder === undefined) throw new Error("where are the packages?");
if (rehearse !== undefined && !/^http:\/\/127\.0\.0\.1:\d+\/?$/.test(rehearse)) {
  throw new Error("a rehearsal goes to a registry on this machine, such as http://127.0.0.1:4873");
}
const registry = rehearse === undefined ? [] : ["--registry", rehearse];

for (const name of PACKAGES) publish(manifestOf(name));

/** @param {import("../packages/tarballs.mjs").Manifest} manifest */
function publish(manifest) {
  const label = `${manifest.name}@${manifest.version}`;
  if (isPublished(label)) {
    console.log(`- ${label} is published already`);
    return;
  }
  // What comes before a release must not be what `npm install` takes.
  const tag = manifest.version.includes("-") ? "next" : "latest";
  const provenance = `--provenance=${rehearse === undefined ? "true" : "false"}`;
  const file = resolve(folder ?? "", tarballOf(manifest));
  const how = [provenance, "--access", "public", "--tag", tag, ...registry];
  const dryRun = values["dry-run"] ? ["--dry-run"] : [];
  const { status } = spawnSync("npm", ["publish", file, ...how, ...dryRun], { stdio: "inherit" });
  if (status !== 0) throw new Error(`${label} could not be published`);
  console.log(`✓ ${label} ${values["dry-run"] ? "would be published" : "is published"} as ${tag}`);
}

/** @param {string} label */
function isPublished(label) {
  const args = ["view", label, "version", "--json", ...registry];
  const { status, stdout } = spawnSync("npm", args, { encoding: "utf8" });
  // A name that is new is E404, a version that is new prints nothing.
  if (status === 0) return stdout.trim() !== "";
  if (stdout.includes(`"code": "E404"`)) return false;
  throw new Error(`the registry doesn't tell whether it has ${label}:\n${stdout}`);
}
