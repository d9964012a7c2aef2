import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { schemaOf } from "./schema.mjs";

// Writes provider/schema.json, or prints it with `--print`; a unit test compares it with the tables.

const PROVIDER = fileURLToPath(new URL("../../provider", import.meta.url));
const require = createRequire(import.meta.url);

/** @param {string} file @returns {unknown} what the build exports */
const built = (file) => require(`${PROVIDER}/dist/${file}`);
/** @param {string} file @returns {unknown} */
const json = (file) => JSON.parse(readFileSync(`${PROVIDER}/${file}`, "utf8"));

const { kinds } = /** @type {Pick<import("./schema.mjs").Tables, "kinds">} */ (
  built("kinds/all.js")
);
const { lookups } = /** @type {Pick<import("./schema.mjs").Tables, "lookups">} */ (
  built("operations/by-name/lookups.js")
);
const { settingsTable: settings } =
  /** @type {{ settingsTable: import("./schema.mjs").Tables["settings"] }} */ (
    built("settings/table.js")
  );
const pkg = /** @type {import("./schema.mjs").Package} */ (json("package.json"));

const FILE = `${PROVIDER}/schema.json`;
const schema = schemaOf(PROVIDER, { pkg, tables: { kinds, lookups, settings } });
const style = await resolveConfig(FILE);
const text = await format(JSON.stringify(schema), { ...style, filepath: FILE });
if (process.argv.includes("--print")) process.stdout.write(text);
else writeFileSync(FILE, text);
