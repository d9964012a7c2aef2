import { functionOf } from "./functions.mjs";
import { resourceOf } from "./resources.mjs";
import { settingsOf } from "./settings.mjs";
import { meaningOf, readSources } from "./sources.mjs";
import { Types } from "./types.mjs";

/** @typedef {{ version: string, description: string, license: string }} Package of package.json */
/**
 * The tables at run time.
 * @typedef {object} Tables
 * @property {import("./resources.mjs").Kind[]} kinds
 * @property {Record<string, import("./functions.mjs").Lookup>} lookups
 * @property {Record<string, import("./settings.mjs").Setting>} settings
 */

export const PLUGIN = "github-codespaces";
/** @param {string} name */
const tokenOf = (name) => `${PLUGIN}:index:${name}`;

/**
 * The package's schema, which every language's SDK comes from.
 * @param {string} provider the package's folder
 * @param {{ pkg: Package, tables: Tables }} known
 */
export function schemaOf(provider, { pkg, tables: { kinds, lookups, settings } }) {
  const sources = readSources(provider);
  const types = new Types(sources, tokenOf);
  const reader = { sources, types };
  const variables = settingsOf(reader, settings);
  /** @type {Record<string, object>} */
  const resources = {};
  for (const kind of kinds) resources[tokenOf(kind.className)] = resourceOf(reader, kind);
  /** @type {Record<string, object>} */
  const functions = {};
  for (const one of Object.values(lookups)) functions[tokenOf(one.name)] = functionOf(reader, one);
  const explicit = sources.exportsOf("index.ts").get("Provider");
  return {
    ...heading(pkg),
    config: { variables },
    provider: {
      description: explicit && meaningOf(sources, explicit),
      inputProperties: variables,
    },
    types: sorted(types.named),
    resources,
    functions,
  };
}

/** @param {Package} pkg */
function heading({ version, description, license }) {
  return {
    name: PLUGIN,
    displayName: "GitHub Codespaces",
    version,
    description,
    keywords: ["category/infrastructure", "kind/native"],
    license,
    // An SDK is a package of its language as it is generated: Go's has its go.mod.
    meta: { supportPack: true },
    language: {
      // npm's pulumi-github-codespaces are the classes.
      nodejs: { packageName: "pulumi-github-codespaces-sdk", respectSchemaVersion: true },
      python: {
        packageName: "pulumi_github_codespaces",
        pyproject: { enabled: true },
        respectSchemaVersion: true,
      },
      go: { respectSchemaVersion: true },
      csharp: { respectSchemaVersion: true },
      java: {},
    },
  };
}

/** @param {Record<string, object>} named */
function sorted(named) {
  const names = Object.keys(named).sort();
  return Object.fromEntries(names.map((name) => [name, named[name]]));
}
