import { resolve } from "node:path";

/** Pulumi's own host, for the classes of this package; or the package's plugin, for every language. */
export type Host = "dynamic" | "plugin";

/** Who hosts the resources of a project that doesn't say it. */
export const HOST: Host = process.env.PROVIDER_HOST === "plugin" ? "plugin" : "dynamic";

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

/** For a program in TypeScript. */
export const TSCONFIG = JSON.stringify({
  compilerOptions: { target: "es2022", module: "nodenext", strict: true, skipLibCheck: true },
});

/** Pulumi's command, and the folder for PATH that it is in. */
export function pulumiCli(): { pulumi: string; bin: string } {
  const cli = process.env.PULUMI_CLI_JSON;
  if (cli === undefined) throw new Error("run `npm test`: it sets PULUMI_CLI_JSON");
  return JSON.parse(cli) as { pulumi: string; bin: string };
}
