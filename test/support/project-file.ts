import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Pulumi's own host, for the classes of this package; or the package's plugin, for every language. */
export type Host = "dynamic" | "plugin";

/** The plugin, where it is built. */
const BIN = resolve(__dirname, "../../provider/bin");
const PLUGINS = `plugins: {providers: [{name: github-codespaces, path: ${BIN}}]}\n`;

export interface ProjectFile {
  name: string;
  /** The program's file. */
  main: string;
  /** Its resources are the plugin's, or some of its state's. */
  hasPlugin: boolean;
  /** The lines that tell Pulumi how to run the program. Default: by the ending of its file. */
  runtime: string | undefined;
}

/** What Pulumi.yaml holds. */
export function projectFileOf({ name, main, hasPlugin, runtime }: ProjectFile): string {
  const plugins = hasPlugin ? PLUGINS : "";
  return `name: ${name}\n${runtime ?? runtimeOf(main)}${plugins}`;
}

function runtimeOf(main: string): string {
  const runtimes: Record<string, string> = { yaml: "yaml", py: "python", go: "go" };
  const runtime = runtimes[main.split(".").at(-1) ?? ""];
  return runtime === undefined ? `runtime: nodejs\nmain: ${main}\n` : `runtime: ${runtime}\n`;
}

/**
 * A folder for PATH with Node as `runtime: { options: { typescript: false } }` would start it, an option that the
 * language host which can be built here doesn't read, and without what Pulumi's SDK loads for nothing: a command then
 * takes two thirds of the time. A program in TypeScript has Node as it is.
 */
export function fasterNode(project: string, file: string): string[] {
  if (!/\.m?js$/.test(file)) return [];
  const folder = join(project, "node");
  mkdirSync(folder, { recursive: true });
  const node = `"${process.execPath}" --require "${join(__dirname, "lazy-modules.cjs")}"`;
  const script = `#!/bin/sh\nunset PULUMI_NODEJS_TYPESCRIPT\nexec ${node} "$@"\n`;
  writeFileSync(join(folder, "node"), script, { mode: 0o755 });
  return [folder];
}
