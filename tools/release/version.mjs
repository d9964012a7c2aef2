// The begin of a release: `node tools/release/version.mjs VERSION` writes the version wherever it stands. `npm version` would ask the
// registry for it, for the examples, before it is there.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { manifestOf, PACKAGES, ROOT } from "../packages/tarballs.mjs";

/** @typedef {{ version?: string, dependencies?: Record<string, string> }} Versioned */

const [version = "", root = ROOT] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) throw new Error("which version, such as 0.2.0?");

const ours = PACKAGES.map((folder) => manifestOf(folder, root).name);
const examples = readdirSync(join(root, "examples"))
  .map((name) => `examples/${name}`)
  .filter((folder) => existsSync(join(root, folder, "package.json")));
const lock = "package-lock.json";

for (const folder of PACKAGES) edit(`${folder}/package.json`, setVersion);
for (const folder of examples) edit(`${folder}/package.json`, setDependencies);
edit(lock, (/** @type {{ packages: Record<string, Versioned> }} */ { packages }) => {
  for (const folder of PACKAGES) setVersion(packages[folder] ?? {});
  for (const folder of examples) setDependencies(packages[folder] ?? {});
});
console.log(`✓ ${version}; now \`npm run docs:schema\``);

/** @param {Versioned} manifest */
function setVersion(manifest) {
  manifest.version = version;
}

/** @param {Versioned} manifest */
function setDependencies({ dependencies = {} }) {
  for (const name of ours) if (name in dependencies) dependencies[name] = version;
}

/**
 * @template T
 * @param {string} file
 * @param {(content: T) => void} change
 */
function edit(file, change) {
  /** @type {unknown} */
  const parsed = JSON.parse(readFileSync(join(root, file), "utf8"));
  change(/** @type {T} */ (parsed));
  writeFileSync(join(root, file), `${JSON.stringify(parsed, undefined, 2)}\n`);
}
