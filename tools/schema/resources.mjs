import { meaningOf, typeOfExport } from "./sources.mjs";
import { described, pascal, takesUndefined } from "./types.mjs";

/** @typedef {import("typescript").Symbol} Symbol */
/** @typedef {import("typescript").Type} Type */
/** @typedef {import("./sources.mjs").Sources} Sources */
/** @typedef {import("./types.mjs").Types} Types */
/** @typedef {import("./types.mjs").Spec} Spec */

/**
 * A field at run time.
 * @typedef {{ check?: { allowed?: readonly string[] }, required?: true, replaces?: true, secret?: true, output?: true }} Field
 */
/** @typedef {{ className: string, fields: Record<string, Field> }} Kind */
/** @typedef {{ sources: Sources, types: Types }} Reader */

/**
 * A class of resources in the schema. Its value is no output: a program would get the fingerprint.
 * @param {Reader} reader
 * @param {Kind} kind
 */
export function resourceOf({ sources, types }, kind) {
  const { className, fields } = kind;
  const symbols = fieldSymbols(sources, className);
  const specOf = (/** @type {string} */ name) => {
    const symbol = symbols.get(name);
    if (!symbol) throw new Error(`${className} has no field ${name}`);
    const type = valueType(sources, symbol);
    const check = fields[name]?.check;
    const place = {
      name: `${className}${pascal(name)}`,
      given: check !== undefined,
      allowed: check?.allowed,
    };
    return { spec: described(types.specOf(type, place), [meaningOf(sources, symbol)]), type };
  };
  const inputs = Object.entries(fields).filter(([, { check }]) => check);
  const outputs = Object.entries(fields).filter(([, { output }]) => output);
  const isSure = (/** @type {[string, Field]} */ [name, field]) =>
    field.check ? field.required : !takesUndefined(specOf(name).type);
  return {
    description: classMeaning(sources, className),
    inputProperties: Object.fromEntries(
      inputs.map(([name, field]) => [name, { ...specOf(name).spec, ...marksOf(field) }]),
    ),
    requiredInputs: namesOf(inputs.filter(([, { required }]) => required)),
    properties: Object.fromEntries(outputs.map(([name]) => [name, specOf(name).spec])),
    required: namesOf(outputs.filter(isSure)),
    // What a program in TypeScript declared by the classes moves to this type, and nothing is sent.
    aliases: [{ type: `pulumi-nodejs:dynamic/github-codespaces:${className}` }],
  };
}

/** @param {Field} field */
function marksOf({ secret, replaces }) {
  return { ...(secret && { secret }), ...(replaces && { willReplaceOnChanges: true }) };
}

/** @param {[string, Field][]} entries */
const namesOf = (entries) => entries.map(([name]) => name);

/**
 * The fields of a class, which have the comments.
 * @param {Sources} sources
 * @param {string} className
 */
function fieldSymbols(sources, className) {
  const { checker } = sources;
  const name = className.charAt(0).toLowerCase() + className.slice(1);
  const { type } = typeOfExport(sources, { file: fileOf(className), name });
  const fields = type.getProperty("fields");
  if (!fields) throw new Error(`${className} has no fields`);
  const symbols = checker.getPropertiesOfType(checker.getTypeOfSymbol(fields));
  return new Map(symbols.map((symbol) => [symbol.name, symbol]));
}

/** @param {string} className */
function fileOf(className) {
  if (className.endsWith("SecretRepository")) return "kinds/secret-repositories.ts";
  if (className.endsWith("Secrets")) return "kinds/secrets.ts";
  const kebab = className.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return `kinds/${kebab}.ts`;
}

/**
 * What a program gives or reads: rules and forms say it, for the compiler only.
 * @param {Sources} sources
 * @param {Symbol} field
 */
function valueType({ checker }, field) {
  const type = checker.getTypeOfSymbol(field);
  const said = type.getProperty("check") ?? type.getProperty("form");
  const inner = said && checker.getTypeOfSymbol(said).getProperty("type");
  const signature =
    inner && checker.getNonNullableType(checker.getTypeOfSymbol(inner)).getCallSignatures()[0];
  if (!signature) throw new Error(`the field ${field.name} has no type`);
  return signature.getReturnType();
}

/**
 * @param {Sources} sources
 * @param {string} className
 */
function classMeaning(sources, className) {
  const symbol = sources.exportsOf("index.ts").get(className);
  if (!symbol) throw new Error(`index.ts doesn't export ${className}`);
  return meaningOf(sources, symbol);
}
