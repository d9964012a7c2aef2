/** @typedef {Record<string, unknown>} Schema */

const prose = ["description", "title", "example", "examples", "deprecated", "discriminator"];

/** @typedef {(inner: unknown) => unknown} Convert */

/** How the parts that hold schemas themselves are converted. */
const nested = new Map(
  /** @type {[string, (value: unknown, convert: Convert) => unknown][]} */ ([
    ["properties", inEach],
    ["oneOf", inList],
    ["anyOf", inList],
    ["allOf", inList],
    ["items", itself],
    ["not", itself],
    ["additionalProperties", itself],
  ]),
);

/**
 * OpenAPI 3.0's schema dialect as JSON Schema: without prose, `nullable` said with types, and each
 * $ref pointing into the document `github`. `onReference` hears the name of each.
 * @param {unknown} schema
 * @param {(name: string) => void} onReference
 * @returns {Schema | boolean}
 */
export function jsonSchema(schema, onReference) {
  if (typeof schema === "boolean") return schema;
  const given = /** @type {Schema} */ (schema);
  if (typeof given.$ref === "string") return reference(given.$ref, onReference);
  /** @type {Convert} */
  const convert = (inner) => jsonSchema(inner, onReference);
  const kept = Object.entries(given).filter(([key]) => !isLeftOut(key));
  const result = Object.fromEntries(
    kept.map(([key, value]) => [key, nested.get(key)?.(value, convert) ?? value]),
  );
  return given.nullable ? { anyOf: [{ type: "null" }, result] } : result;
}

/** @param {string} key */
function isLeftOut(key) {
  return prose.includes(key) || key.startsWith("x-") || key === "nullable";
}

/** @param {string} ref @param {(name: string) => void} onReference */
function reference(ref, onReference) {
  const name = ref.split("/").at(-1) ?? "";
  onReference(name);
  return { $ref: `github#/schemas/${name}` };
}

/** @param {unknown} value @param {Convert} convert */
function inEach(value, convert) {
  const properties = Object.entries(/** @type {Schema} */ (value));
  return Object.fromEntries(properties.map(([name, inner]) => [name, convert(inner)]));
}

/** @param {unknown} value @param {Convert} convert */
function inList(value, convert) {
  return /** @type {unknown[]} */ (value).map(convert);
}

/** @param {unknown} value @param {Convert} convert */
function itself(value, convert) {
  return convert(value);
}
