import ts from "typescript";
import { meaningOf } from "./sources.mjs";

/** @typedef {import("./sources.mjs").Sources} Sources */
/** @typedef {{ [name: string]: unknown, description?: string }} Spec a type in Pulumi's schema */
/** @typedef {{ type: "object", description?: string, properties: Record<string, Spec>, required: string[] }} ObjectSpec */

/**
 * Where a type stands. What a program gives has one of the words that the rules allow. GitHub's answers are texts:
 * it may add words. The compiler's order of words isn't the one of the rule.
 * @typedef {{ name: string, given: boolean, allowed?: readonly string[] | undefined }} Place
 */

/** 32 GB are more than the 32 bits of an integer in C# and Java. */
const LARGE = "InBytes";

/** The places for a secret in what a program gives of a secret in a set. */
const VALUES = new Set(["value", "encryptedValue"]);

/** Writes types of TypeScript as types of a package, and collects those that have a name. */
export class Types {
  /** @type {Record<string, object>} by token */
  named = {};
  #sources;
  #tokenOf;
  /** @type {Map<string, ts.Symbol>} names of words, by the words */
  #words;

  /**
   * @param {Sources} sources
   * @param {(name: string) => string} tokenOf
   */
  constructor(sources, tokenOf) {
    this.#sources = sources;
    this.#tokenOf = tokenOf;
    this.#words = publicWords(sources);
  }

  /**
   * @param {ts.Type} given
   * @param {Place} place
   * @returns {Spec}
   */
  specOf(given, place) {
    const { checker } = this.#sources;
    const type = checker.getNonNullableType(given);
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: "boolean" };
    if (type.flags & ts.TypeFlags.Number) {
      return { type: place.name.endsWith(LARGE) ? "number" : "integer" };
    }
    const words = wordsOf(type);
    if (words)
      return place.given ? this.#choice(place.allowed ?? words, place) : { type: "string" };
    if (type.flags & ts.TypeFlags.String) return { type: "string" };
    if (type.isUnion()) return { oneOf: type.types.map((one) => this.specOf(one, place)) };
    if (checker.isArrayType(type)) return { type: "array", items: this.#itemOf(type, place) };
    const byName = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (byName) return { type: "object", additionalProperties: this.specOf(byName, place) };
    return this.#reference(type, place);
  }

  /**
   * The properties of an object, with their meanings.
   * @param {ts.Type} type
   * @param {Place} place
   * @returns {ObjectSpec}
   */
  objectOf(type, { name, given }) {
    const { checker } = this.#sources;
    const symbols = checker.getPropertiesOfType(checker.getNonNullableType(type));
    /** @type {Record<string, Spec>} */
    const properties = {};
    for (const symbol of symbols) {
      const own = checker.getTypeOfSymbol(symbol);
      const spec = this.specOf(own, { name: `${name}${pascal(symbol.name)}`, given });
      const words = given ? undefined : wordsOf(checker.getNonNullableType(own));
      const texts = [meaningOf(this.#sources, symbol), oneOfThese(words && [...words].sort())];
      const isValue = given && VALUES.has(symbol.name);
      properties[symbol.name] = { ...described(spec, texts), ...(isValue && { secret: true }) };
    }
    const required = symbols.filter((one) => !this.mayBeAbsent(one)).map((one) => one.name);
    return { type: "object", properties, required };
  }

  /** @param {ts.Symbol} symbol */
  mayBeAbsent(symbol) {
    const { checker } = this.#sources;
    const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
    return isOptional || takesUndefined(checker.getTypeOfSymbol(symbol));
  }

  /** @param {ts.Type} type @param {Place} place */
  #itemOf(type, place) {
    const [item] = this.#sources.checker.getTypeArguments(/** @type {ts.TypeReference} */ (type));
    if (!item) throw new Error(`${place.name} is a list of nothing`);
    return this.specOf(item, place);
  }

  /** @param {readonly string[]} words @param {Place} place */
  #choice(words, place) {
    const known = this.#words.get(keyOf(words));
    const token = this.#tokenOf(known?.name ?? place.name);
    const meaning = known && meaningOf(this.#sources, known);
    const choices = words.map((value) => ({ name: pascal(value), value }));
    this.named[token] ??= {
      type: "string",
      ...(meaning && { description: meaning }),
      enum: choices,
    };
    return { $ref: `#/types/${token}` };
  }

  /** @param {ts.Type} type @param {Place} place */
  #reference(type, place) {
    const { symbol } = type;
    if (!(symbol.flags & ts.SymbolFlags.Interface)) {
      throw new Error(`${place.name} has a type without a name`);
    }
    const token = this.#tokenOf(symbol.name);
    if (!(token in this.named)) {
      const spec = this.objectOf(type, { ...place, name: symbol.name });
      this.named[token] = described(spec, [meaningOf(this.#sources, symbol)]);
    }
    return { $ref: `#/types/${token}` };
  }
}

/**
 * @param {Spec} spec
 * @param {(string | undefined)[]} texts
 * @returns {Spec}
 */
export function described(spec, texts) {
  const description = texts.filter(Boolean).join(" ");
  return description === "" ? spec : { ...spec, description };
}

/** @param {string} text */
export function pascal(text) {
  return text.replace(/(^|[_\s])(\w)/g, (_, __, letter) => String(letter).toUpperCase());
}

/** @param {ts.Type} type */
export function takesUndefined(type) {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(({ flags }) => (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0);
}

/**
 * The words of a type that allows only some; undefined for any other.
 * @param {ts.Type} type
 */
function wordsOf(type) {
  if (!type.isUnion()) return undefined;
  const words = type.types.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
  return words.length === type.types.length ? words : undefined;
}

/** @param {readonly string[] | undefined} words */
export function oneOfThese(words) {
  return words && `One of ${words.map((word) => `\`${word}\``).join(", ")}.`;
}

/** @param {readonly string[]} words */
const keyOf = (words) => [...words].sort().join();

/**
 * The package's public names for a few words, such as `SecretVisibility`.
 * @param {Sources} sources
 */
function publicWords({ checker, exportsOf }) {
  /** @type {Map<string, ts.Symbol>} */
  const found = new Map();
  for (const symbol of exportsOf("index.ts").values()) {
    if (!(symbol.flags & ts.SymbolFlags.TypeAlias)) continue;
    const words = wordsOf(checker.getDeclaredTypeOfSymbol(symbol));
    if (words) found.set(keyOf(words), symbol);
  }
  return found;
}
