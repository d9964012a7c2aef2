import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");
export const PROVIDER = join(ROOT, "provider/src");

export interface Import {
  /** A path within the folder, without its extension, or the name of a package. */
  target: string;
  /** Gone when the program runs. */
  typeOnly: boolean;
}

/** The source files of a folder, by their path in it. */
export function sourceFiles(folder: string, ...extensions: string[]): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => extensions.some((extension) => file.endsWith(extension)))
    .filter((file) => !/(^|\/)(node_modules|dist|\.cache)\//.test(file))
    .map((file) => join(folder, file));
}

/** How long a file is, as eslint's max-lines counts: without blank lines and comments. */
export function linesOf(file: string): number {
  const lines = readFileSync(join(ROOT, file), "utf8").split("\n");
  return lines.filter((line) => !/^\s*($|\/\/|\/\*|\*)/.test(line)).length;
}

const STATIC = /^(?:import|export) (type )?(?:[^;"]*? from )?"([^"]+)";/gm;
const DYNAMIC = /\b(?:import|require)\(\s*"([^"]+)"\s*\)/g;
const TYPE_QUERY = /typeof import\("[^"]+"\)/g;

/** What a file of the provider imports. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(join(PROVIDER, file), "utf8").replace(TYPE_QUERY, "");
  const found = [...text.matchAll(STATIC)].map(([, type, target = ""]) => ({
    target,
    typeOnly: type !== undefined,
  }));
  const atRunTime = [...text.matchAll(DYNAMIC)]
    .map(([, target = ""]) => ({ target, typeOnly: false }))
    // The loader line, a text that Pulumi's host runs.
    .filter(({ target }) => target !== "pulumi-github-codespaces/dynamic");
  return [...found, ...atRunTime].map(({ target, typeOnly }) => ({
    target: target.startsWith(".") ? within(file, target) : target,
    typeOnly,
  }));
}

/** Every package that is loaded when a file of the provider is, sorted. */
export function packagesLoadedBy(file: string, seen = new Set<string>()): string[] {
  seen.add(file);
  const targets = importsOf(file).filter(({ typeOnly }) => !typeOnly);
  for (const { target } of targets) {
    const own = `${target}.ts`;
    if (sourceNames.has(own) && !seen.has(own)) packagesLoadedBy(own, seen);
  }
  const all = [...seen].flatMap((one) => importsOf(one).filter(({ typeOnly }) => !typeOnly));
  const packages = all
    .map(({ target }) => target)
    .filter((target) => !sourceNames.has(`${target}.ts`));
  return [...new Set(packages)].sort();
}

const sourceNames = new Set(
  sourceFiles("provider/src", ".ts").map((file) => relative("provider/src", file)),
);

export const providerFiles = [...sourceNames].sort();

function within(file: string, target: string): string {
  const path = join(PROVIDER, dirname(file), target.replace(/\.js$/, ""));
  return relative(PROVIDER, path);
}
