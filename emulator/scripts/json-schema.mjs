/** @typedef {Record<string, any>} Schema */

const prose = ["description", "title", "example", "examples", "deprecated", "discriminator"];
const lists = ["oneOf", "anyOf", "allOf"];
const single = ["items", "not", "additionalProperties"];

/**
 * OpenAPI 3.0's schema dialect as JSON Schema: without prose, `nullable` said with types, and each
 * $ref pointing into the document `github`. `onReference` hears the name of each.
 * @param {any} schema
 * @param {(name: string) => void} onReference
 * @returns {any}
 */
export function jsonSchema(schema, onReference) {
  if (typeof schema !== "object" || schema === null) return schema;
  if (schema.$ref) return reference(schema.$ref, onReference);
  const convert = (/** @type {any} */ inner) => jsonSchema(inner, onReference);
  /** @type {Schema} */
  const result = {};
  for (const [key, value] of Object.entries(schema)) {
    if (prose.includes(key) || key.startsWith("x-") || key === "nullable") continue;
    if (key === "properties") {
      result[key] = Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, convert(inner)]),
      );
    } else if (lists.includes(key)) result[key] = value.map(convert);
    else if (single.includes(key)) result[key] = convert(value);
    else result[key] = value;
  }
  return schema.nullable ? orNull(result) : result;
}

/** @param {string} ref @param {(name: string) => void} onReference */
function reference(ref, onReference) {
  const name = ref.split("/").at(-1) ?? "";
  onReference(name);
  return { $ref: `github#/schemas/${name}` };
}

/** @param {Schema} schema */
function orNull(schema) {
  return { anyOf: [{ type: "null" }, schema] };
}
