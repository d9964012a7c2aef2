import { join } from "node:path";
import { importsOf, ROOT, sourceFiles } from "../unit/source-files";

/**
 * The parts of a package, from its doors down to what everybody may use. A file imports from its own part and
 * from the rows below, never from beside or above.
 */
export interface Layers {
  /** Relative to the root of the repository. */
  folder: string;
  rows: readonly (readonly string[])[];
}

export const providerLayers: Layers = {
  folder: "provider/src",
  rows: [
    ["index.ts", "client.ts", "dynamic.ts", "command.ts", "hosts/plugin/"],
    ["cli/"],
    ["program/", "script/", "hosts/"],
    [
      "lifecycle/access/",
      "lifecycle/codespace/",
      "lifecycle/secret-repository/",
      "lifecycle/secrets/",
    ],
    ["lifecycle/secret/"],
    ["lifecycle/"],
    ["session/"],
    ["kinds/"],
    ["operations/"],
    ["github/"],
    ["settings/"],
    ["rules/"],
    ["seal.ts", "say.ts", "clock.ts"],
    ["texts.ts"],
  ],
};

export const emulatorLayers: Layers = {
  folder: "emulator/src",
  rows: [
    ["main.ts"],
    ["command.ts"],
    ["index.ts", "greeting.ts"],
    ["emulator.ts"],
    ["server/"],
    ["routes/", "auth/"],
    ["calls/"],
    ["responses/"],
    ["model/"],
    ["description/", "options.ts"],
    ["seed/"],
    ["errors.ts", "clock.ts", "switches.ts"],
  ],
};

/** The part that a file is in: the longest name that its path begins with. */
export function partOf({ rows }: Layers, file: string): string | undefined {
  const names = rows.flat().filter((name) => file === name || file.startsWith(name));
  return names.sort((one, other) => other.length - one.length)[0];
}

export interface Arrow {
  file: string;
  from: string | undefined;
  to: string | undefined;
}

/** What imports what, beyond its own part. */
export function arrowsOf(layers: Layers): Arrow[] {
  const files = filesOf(layers);
  return files.flatMap((file) =>
    importsOf(file, join(ROOT, layers.folder))
      .filter(({ isRelative }) => isRelative)
      .map(({ target }) => files.find((one) => one === `${target}.ts`))
      .flatMap((target) => {
        const [from, to] = [partOf(layers, file), target && partOf(layers, target)];
        return from === to ? [] : [{ file: `${file} imports ${target ?? "nothing"}`, from, to }];
      }),
  );
}

export function filesOf({ folder }: Layers): string[] {
  return sourceFiles(folder, ".ts").map((file) => file.slice(folder.length + 1));
}

export function isDown({ rows }: Layers, { from, to }: Arrow): boolean {
  const row = (part: string | undefined) =>
    rows.findIndex((names) => names.some((n) => n === part));
  return row(from) !== -1 && row(to) > row(from);
}

/** A diagram of the parts: an arrow that others already lead along is left out. */
export function drawn(layers: Layers): string {
  const pairs = new Map<string, Set<string>>();
  for (const { from = "", to = "" } of arrowsOf(layers)) {
    pairs.set(from, (pairs.get(from) ?? new Set()).add(to));
  }
  const reach = (from: string): string[] =>
    [...(pairs.get(from) ?? [])].flatMap((to) => [to, ...reach(to)]);
  const lines = layers.rows.flat().flatMap((from) => {
    const next = [...(pairs.get(from) ?? [])];
    const direct = next.filter((to) => !next.some((other) => reach(other).includes(to)));
    return direct.sort().map((to) => `    ${nodeOf(from)} --> ${nodeOf(to)}`);
  });
  return ["```mermaid", "flowchart TD", ...lines, "```"].join("\n");
}

function nodeOf(part: string): string {
  const name = part.replace(/\/$/, "");
  return `${name.replace(/\W/g, "_")}["${name}"]`;
}
