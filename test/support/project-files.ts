import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kinds } from "../../provider/src/kinds/all";
import { lookups } from "../../provider/src/operations/by-name/lookups";
import { ROOT } from "./markdown";

/** Pulumi's own host, for the classes of this package; or the package's plugin, for every language. */
export type Host = "dynamic" | "plugin";

/** Who hosts the resources of a project that doesn't say it. */
export const HOST: Host = process.env.PROVIDER_HOST === "plugin" ? "plugin" : "dynamic";

/** Where a project's plugin is: as it is built. */
export const PLUGINS = `plugins: {providers: [{name: github-codespaces, path: ${join(ROOT, "provider/bin")}}]}\n`;

/** What such a project's program finds by the package's name. Each name by itself, so that an ES module can import it. */
const PLUGIN_SDK = [
  `const sdk = require(${JSON.stringify(join(ROOT, "test/support/plugin-sdk.cjs"))});`,
  ...[
    "Provider",
    ...kinds.map(({ className }) => className),
    ...Object.keys(lookups).flatMap((name) => [name, `${name}Output`]),
  ].map((name) => `exports.${name} = sdk.${name};`),
].join("\n");

/** Puts the plugin's SDK where the program finds the package, or takes it away. */
export function usePackage(folder: string, host: Host): void {
  const place = join(folder, "node_modules", "pulumi-github-codespaces");
  rmSync(place, { recursive: true, force: true });
  if (host === "dynamic") return;
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "index.js"), PLUGIN_SDK);
}

/** The lines that tell Pulumi how to run a program. */
export function runtimeOf(main: string): string {
  const runtimes: Record<string, string> = { yaml: "yaml", py: "python", go: "go" };
  const runtime = runtimes[main.split(".").at(-1) ?? ""];
  return runtime === undefined ? `runtime: nodejs\nmain: ${main}\n` : `runtime: ${runtime}\n`;
}

/** For a program in TypeScript. */
export const TSCONFIG = JSON.stringify({
  compilerOptions: { target: "es2022", module: "nodenext", strict: true, skipLibCheck: true },
});
