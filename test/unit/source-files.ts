import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");
export const PROVIDER = join(ROOT, "provider/src");

export interface Import {
  /** A path within the folder, without its extension, or the name of a package. */
  target: string;
  /** A file and no package. */
  isRelative: boolean;
  /** Gone when the program runs. */
  typeOnly: boolean;
  /** Loaded when the code comes to it, by `import(…)`. */
  lazy: boolean;
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

/** What a file of a folder imports; default: of the provider. */
export function importsOf(file: string, folder = PROVIDER): Import[] {
  const text = readFileSync(join(folder, file), "utf8").replace(TYPE_QUERY, "");
  const found = [...text.matchAll(STATIC)].map(([, type, target = ""]) => ({
    target,
    typeOnly: type !== undefined,
    lazy: false,
  }));
  const atRunTime = [...text.matchAll(DYNAMIC)]
    .map(([, target = ""]) => ({ target, typeOnly: false, lazy: true }))
    // The loader line, a text that Pulumi's host runs.
    .filter(({ target }) => target !== "pulumi-github-codespaces/dynamic");
  return [...found, ...atRunTime].map(({ target, ...how }) => ({
    target: target.startsWith(".") ? within(folder, file, target) : target,
    isRelative: target.startsWith("."),
    ...how,
  }));
}

/** Every package that is loaded when a file of the provider is, or what it loads later too; sorted. */
export function packagesLoadedBy(file: string, { lazy = false } = {}): string[] {
  const loadedBy = (one: string) =>
    importsOf(one).filter((found) => !found.typeOnly && (lazy || !found.lazy));
  const seen = new Set([file]);
  const packages = new Set<string>();
  // A set that grows while it is gone through is gone through to its end.
  for (const one of seen) {
    for (const { target } of loadedBy(one)) {
      if (sourceNames.has(`${target}.ts`)) seen.add(`${target}.ts`);
      else packages.add(target);
    }
  }
  return [...packages].sort();
}

const sourceNames = new Set(
  sourceFiles("provider/src", ".ts").map((file) => relative("provider/src", file)),
);

export const providerFiles = [...sourceNames].sort();

function within(folder: string, file: string, target: string): string {
  const path = join(folder, dirname(file), target.replace(/\.js$/, ""));
  return relative(folder, path);
}
