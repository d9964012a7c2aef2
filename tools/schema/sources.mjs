import { join } from "node:path";
import ts from "typescript";

/**
 * What the compiler knows of the provider's sources.
 * @typedef {object} Sources
 * @property {ts.TypeChecker} checker
 * @property {(file: string) => Map<string, ts.Symbol>} exportsOf a file below provider/src
 */

/**
 * @param {string} provider the package's folder
 * @returns {Sources}
 */
export function readSources(provider) {
  const entry = join(provider, "src/index.ts");
  const text = ts.readConfigFile(join(provider, "tsconfig.json"), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(text.config, ts.sys, provider);
  const program = ts.createProgram([entry], { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const exportsOf = (/** @type {string} */ file) => {
    const source = program.getSourceFile(join(provider, "src", file));
    const module = source && checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${file} exports nothing`);
    const symbols = checker.getExportsOfModule(module).map((one) => resolved(checker, one));
    return new Map(symbols);
  };
  return { checker, exportsOf };
}

/**
 * @param {ts.TypeChecker} checker
 * @param {ts.Symbol} symbol
 * @returns {[string, ts.Symbol]}
 */
function resolved(checker, symbol) {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return [symbol.name, isAlias ? checker.getAliasedSymbol(symbol) : symbol];
}

/**
 * The type of a value that is exported under a name.
 * @param {Sources} sources
 * @param {{ file: string, name: string }} place
 */
export function typeOfExport({ checker, exportsOf }, { file, name }) {
  const symbol = exportsOf(file).get(name);
  if (!symbol) throw new Error(`${file} doesn't export ${name}`);
  return { symbol, type: checker.getTypeOfSymbol(symbol) };
}

/**
 * What a comment says, in a form that fits every language: without the example, which is in TypeScript.
 * @param {Sources} sources
 * @param {ts.Symbol} symbol
 */
export function meaningOf({ checker }, symbol) {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  return text
    .replace(/```[^]*?```/g, "")
    .split(/\n\s*\n/)
    .map((paragraph) => inWords(paragraph.replace(/\s+/g, " ").trim()))
    .filter(Boolean)
    .join("\n\n");
}

/** @param {string} paragraph as TypeScript's readers know things */
function inWords(paragraph) {
  return paragraph
    .replace("Throws CodespacesError, with `status` 404 if", "Fails with GitHub's 404 if")
    .replace("Throws CodespacesError if", "Fails if")
    .replace(/\bundefined\b/g, "absent")
    .replace(/\bUndefined\b/g, "Absent");
}
