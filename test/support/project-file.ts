import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Pulumi's own host, for the classes of this package; or the package's plugin, for every language. */
export type Host = "dynamic" | "plugin";

const ROOT = resolve(__dirname, "../..");
/** The plugin, where it is built. */
const PLUGINS = `plugins: {providers: [{name: github-codespaces, path: ${join(ROOT, "provider/bin")}}]}\n`;

interface ProjectFiles {
  name: string;
  /** The program's file. */
  main: string;
  host: Host;
  packageJson?: Record<string, unknown> | undefined;
  /** The lines of Pulumi.yaml that tell how to run the program. Default: by the ending of its file. */
  runtime?: string | undefined;
}

/** What lies beside a program. */
export function writeProjectFiles(folder: string, project: ProjectFiles): void {
  const { name, main, host, packageJson, runtime = runtimeOf(main) } = project;
  const manifest = { name: "program", private: true, main, ...packageJson };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  const plugins = host === "plugin" ? PLUGINS : "";
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${name}\n${runtime}${plugins}`);
  if (host === "plugin") usePluginSdk(folder);
  if (main.endsWith("ts")) writeFileSync(join(folder, "tsconfig.json"), TSCONFIG);
}

function runtimeOf(main: string): string {
  const runtimes: Record<string, string> = { yaml: "yaml", py: "python", go: "go" };
  const runtime = runtimes[main.split(".").at(-1) ?? ""];
  return runtime === undefined ? `runtime: nodejs\nmain: ${main}\n` : `runtime: ${runtime}\n`;
}

/** What a program finds by the package's name is then the SDK of the plugin. */
function usePluginSdk(folder: string): void {
  const place = join(folder, "node_modules", "pulumi-github-codespaces");
  mkdirSync(place, { recursive: true });
  const sdk = JSON.stringify(join(ROOT, "test/support/plugin-sdk.cjs"));
  writeFileSync(join(place, "index.js"), `module.exports = require(${sdk});\n`);
}

const TSCONFIG = JSON.stringify({
  compilerOptions: { target: "es2022", module: "nodenext", strict: true, skipLibCheck: true },
});
