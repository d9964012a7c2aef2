import { meaningOf, typeOfExport } from "./sources.mjs";
import { described, oneOfThese } from "./types.mjs";

/** @typedef {import("./resources.mjs").Reader} Reader */
/** @typedef {{ secret?: true, fallback?: number, allowed?: readonly string[] }} Setting at run time */

/**
 * The keys of the configuration, which are also the arguments of an explicit provider.
 * @param {Reader} reader
 * @param {Record<string, Setting>} table
 */
export function settingsOf({ sources }, table) {
  const { checker } = sources;
  const { type: all } = typeOfExport(sources, { file: "settings/table.ts", name: "settingsTable" });
  /** @type {Record<string, import("./types.mjs").Spec>} */
  const specs = {};
  for (const symbol of checker.getPropertiesOfType(all)) {
    const setting = table[symbol.name];
    if (!setting) throw new Error(`${symbol.name} is not a setting`);
    const { secret, fallback, allowed } = setting;
    // Ids are texts here: a configuration holds nothing else.
    const type = fallback === undefined ? "string" : amountOf(symbol.name);
    const spec = { type, ...(secret && { secret }) };
    specs[symbol.name] = described(spec, [meaningOf(sources, symbol), oneOfThese(allowed)]);
  }
  return specs;
}

/** Seconds and percentages may have a fraction. @param {string} name */
const amountOf = (name) => (/(Seconds|Percent)$/.test(name) ? "number" : "integer");
