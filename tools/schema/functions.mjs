import { meaningOf, typeOfExport } from "./sources.mjs";

/** @typedef {import("./resources.mjs").Reader} Reader */
/** @typedef {import("typescript").TypeReference} TypeReference */
/** @typedef {{ name: string, call: { fields: Record<string, { required?: true }> } }} Lookup at run time */

/**
 * A lookup in the schema, as the package's function has it.
 * @param {Reader} reader
 * @param {Lookup} lookup
 */
export function functionOf({ sources, types }, { name, call }) {
  const { checker } = sources;
  const { symbol, type } = typeOfExport(sources, { file: "index.ts", name });
  const [signature] = type.getCallSignatures();
  if (!signature) throw new Error(`${name} is not a function`);
  const [result] = checker.getTypeArguments(
    /** @type {TypeReference} */ (signature.getReturnType()),
  );
  if (!result) throw new Error(`${name} has no result`);
  const fields = Object.keys(call.fields);
  // Without arguments of its own its first parameter is the options.
  const given = fields.length > 0 ? signature.parameters[0] : undefined;
  const inputs = given && types.objectOf(checker.getTypeOfSymbol(given), { name, given: true });
  const stem = name.replace(/^get/, "");
  return {
    description: meaningOf(sources, symbol),
    ...(inputs && { inputs: { ...inputs, required: requiredOf(call) } }),
    outputs: types.objectOf(result, { name: stem, given: false }),
  };
}

/** @param {Lookup["call"]} call */
function requiredOf({ fields }) {
  return Object.entries(fields).flatMap(([name, { required }]) => (required ? [name] : []));
}
