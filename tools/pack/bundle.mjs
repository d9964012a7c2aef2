import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

import { licencesOf } from "./licences.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROVIDER = join(ROOT, "provider");
const DIST = join(PROVIDER, "dist");

/** The name by which the engine starts the plugin, on Windows with `.cmd`. */
export const PLUGIN = "pulumi-resource-github-codespaces";

/**
 * What the built code reads from files beside it, which a bundle has none of.
 * @typedef {{ file: string, text: string }} Beside
 */

/** @typedef {{ version: string, license: string, engines: { node: string } }} Manifest */

/** @returns {Manifest} */
export function manifest() {
  /** @type {unknown} */
  const read = createRequire(import.meta.url)(join(PROVIDER, "package.json"));
  return /** @type {Manifest} */ (read);
}

/**
 * The schema, with the place that the engine downloads this plugin from if one is named.
 * @param {string | undefined} downloadUrl
 */
export function schemaText(downloadUrl) {
  const text = readFileSync(join(PROVIDER, "schema.json"), "utf8");
  if (downloadUrl === undefined) return text;
  /** @type {unknown} */
  const schema = JSON.parse(text);
  return JSON.stringify({ .../** @type {object} */ (schema), pluginDownloadURL: downloadUrl });
}

/**
 * Writes the plugin as one file, with launchers, licences and its schema, into a folder.
 * @param {string} folder
 * @param {{ downloadUrl?: string | undefined }} [options]
 */
export async function bundle(folder, { downloadUrl } = {}) {
  mkdirSync(folder, { recursive: true });
  const texts = [
    { file: join(DIST, "hosts/plugin/schema.js"), text: schemaText(downloadUrl) },
    { file: join(DIST, "github/user-agent.js"), text: JSON.stringify(manifest()) },
  ];
  /** @type {string[]} */
  const inputs = [];
  const later = new Map([[join(DIST, "hosts/plugin/main.js"), "main.js"]]);
  // What is imported only when it is needed is found on the way.
  for (const [entry, file] of later) {
    const plugins = [inlined(texts), apart(later)];
    const { metafile } = await build(options({ entry, outfile: join(folder, file), plugins }));
    inputs.push(...Object.keys(metafile.inputs));
  }
  writeFileSync(join(folder, "LICENCES.txt"), licencesOf(inputs, ROOT));
  writeLaunchers(folder);
}

/** @param {{ entry: string, outfile: string, plugins: import("esbuild").Plugin[] }} what */
function options({ entry, outfile, plugins }) {
  return /** @satisfies {import("esbuild").BuildOptions} */ ({
    entryPoints: [entry],
    outfile,
    absWorkingDir: ROOT,
    bundle: true,
    platform: "node",
    target: "node20.19",
    // Stacks stay readable; what is left out is only space.
    minifyWhitespace: true,
    // A file that was made apart is required: an import would not find its names.
    supported: { "dynamic-import": false },
    legalComments: "none",
    metafile: true,
    logLevel: "error",
    plugins,
  });
}

/**
 * Packages that are imported only when they are needed, such as what speaks to a proxy, become files of their own: Node
 * reads and parses the whole of a file before it runs the first line.
 * @param {Map<string, string>} files by where a package begins
 * @returns {import("esbuild").Plugin}
 */
function apart(files) {
  return {
    name: "apart",
    setup(builder) {
      builder.onResolve({ filter: /^[^.]/ }, async ({ path, kind, resolveDir, pluginData }) => {
        if (kind !== "dynamic-import" || pluginData === "asked") return undefined;
        const asked = { kind, resolveDir, pluginData: "asked" };
        const { path: entry } = await builder.resolve(path, asked);
        const file = `${path.replace(/\W+/g, "-").replace(/^-/, "")}.js`;
        files.set(entry, file);
        return { path: `./${file}`, external: true };
      });
    },
  };
}

/** How the built code reads one of them. */
const READ =
  /\(0, node_fs_1\.readFileSync\)\(\(0, node_path_1\.join\)\(__dirname[^)]*\), "utf8"\)/g;

/**
 * Puts each text into the code that reads it.
 * @param {readonly Beside[]} texts
 * @returns {import("esbuild").Plugin}
 */
function inlined(texts) {
  return {
    name: "inlined",
    setup(builder) {
      for (const { file, text } of texts) {
        const filter = new RegExp(`${file.slice(ROOT.length).replace(/\W/g, "\\$&")}$`);
        builder.onLoad({ filter }, () => {
          const code = readFileSync(file, "utf8");
          if (code.match(READ)?.length !== 1) throw new Error(`${file} doesn't read one file`);
          return { contents: code.replace(READ, () => JSON.stringify(text)), loader: "js" };
        });
      }
    },
  };
}

const LAUNCHER = `#!/bin/sh
if ! command -v node >/dev/null 2>&1; then
  echo "The plugin github-codespaces runs with Node (https://nodejs.org), and there is no node in PATH." >&2
  exit 1
fi
exec node "$(dirname "$0")/main.js" "$@"
`;

/** @param {string} folder */
function writeLaunchers(folder) {
  const launcher = join(folder, PLUGIN);
  writeFileSync(launcher, LAUNCHER);
  chmodSync(launcher, 0o755);
  writeFileSync(`${launcher}.cmd`, '@node "%~dp0main.js" %*\r\n');
}
