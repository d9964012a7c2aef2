import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { isObject } from "../../rules/plain";
import { manifestIn, PNPM_SETTINGS, upwards, type Client } from "./client";
import type { Language } from "./program";
import type { Supplied } from "./values";

/** A file that is to be written. */
export interface Text {
  name: string;
  text: string;
}

/** The program's file. */
export const FILES = {
  typescript: "index.ts",
  javascript: "index.mjs",
  yaml: "Main.yaml",
} satisfies Record<Language, string>;

/** What makes up a project, apart from its program. */
export interface Project {
  /** Its folder. */
  folder: string;
  /** Pulumi's name for it. */
  name: string;
  language: Language;
  client: Client;
  /** The folder in which the command was called. */
  from: string;
}

/** What makes a folder a Pulumi project, beside its program. */
export function projectOf(project: Project): Text[] {
  const { name, language, client } = project;
  const needsSettings = client.name === "pnpm" && client.workspace === undefined;
  return [
    { name: "Pulumi.yaml", text: `name: ${name}\nruntime: ${runtimeOf(project)}` },
    { name: "package.json", text: json(manifestOf(project)) },
    ...(language === "typescript"
      ? [{ name: "tsconfig.json", text: json({ compilerOptions: OPTIONS }) }]
      : []),
    ...(needsSettings ? [{ name: "pnpm-workspace.yaml", text: PNPM_SETTINGS }] : []),
  ];
}

/** All are named: Pulumi's SDK adds what is left out, and TypeScript 6 knows `process` by the last. */
const OPTIONS = {
  target: "es2022",
  module: "nodenext",
  moduleResolution: "nodenext",
  strict: true,
  skipLibCheck: true,
  types: ["node"],
};

/** The plugin comes with the package; every client but pnpm puts a workspace's packages at its top. */
function runtimeOf({ language, client, folder }: Project): string {
  if (language !== "yaml") return "nodejs\n";
  const isAbove = client.workspace !== undefined && client.name !== "pnpm";
  const top = isAbove ? `${relative(folder, client.workspace ?? "").replaceAll("\\", "/")}/` : "";
  const path = `${top}node_modules/pulumi-github-codespaces/bin`;
  return `yaml\nplugins:\n  providers:\n    - name: github-codespaces\n      path: ${path}\n`;
}

interface Manifest {
  name: string;
  version: string;
  peerDependencies: Record<string, string>;
}

/** This package's own. */
function ownManifest(): Manifest {
  const file = join(__dirname, "..", "..", "..", "package.json");
  return JSON.parse(readFileSync(file, "utf8")) as Manifest;
}

function manifestOf(project: Project) {
  const { name, language } = project;
  const own = ownManifest();
  return {
    name: name.toLowerCase(),
    private: true,
    ...(language === "yaml" ? {} : { main: FILES[language] }),
    dependencies: {
      ...own.peerDependencies,
      [own.name]: fileOf(own.name, project) ?? `^${own.version}`,
    },
    ...(language === "typescript" && {
      devDependencies: { "@types/node": "^20.19.0", typescript: "^5.9.3" },
    }),
  };
}

/** The file that this package was installed from, as a package.json in the project's folder names it. */
function fileOf(name: string, { folder, from }: Project): string | undefined {
  const found = upwards(from).flatMap((above) => {
    const { dependencies, devDependencies } = manifestIn(above) ?? {};
    const all = [dependencies, devDependencies].filter(isObject);
    return all.flatMap((one) => {
      const spec = one[name];
      return typeof spec === "string" ? [{ above, spec }] : [];
    });
  });
  const [{ above, spec } = { above: "", spec: "" }] = found;
  if (!/^(file:|[./]).*\.tgz$/.test(spec)) return undefined;
  const file = relative(folder, resolve(above, spec.replace(/^file:/, "")));
  return `file:${file.replaceAll("\\", "/")}`;
}

/** A name that both Pulumi and npm accept. */
export function nameFrom(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z\d]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return /^[a-z]/.test(name) ? name : "codespaces";
}

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** The list of the values that somebody must supply; undefined if there are none. */
export function valuesFile(values: readonly Supplied[]): Text | undefined {
  const [first] = values;
  if (first === undefined) return undefined;
  const rows = values.map(({ className, id, name }) => `| \`${name}\` | ${className} \`${id}\` |`);
  const lines = [
    "# Values to supply",
    "",
    ...HOW[first.from],
    "",
    `| ${first.from === "env" ? "Variable" : "Key"} | Secret |`,
    "| --- | --- |",
    ...rows,
    "",
    "The first `pulumi up` writes them to GitHub and overwrites the existing values.",
  ];
  return { name: "VALUES.md", text: `${lines.join("\n")}\n` };
}

const HOW = {
  env: [
    "Set each variable where Pulumi runs. A value from the environment leaves no trace in",
    "the state.",
  ],
  config: [
    "Set each key with `pulumi config set --secret KEY`, which prompts for the value; as an",
    "argument it would stay in the shell's history. Of a file with a line `KEY=value` for each:",
    "",
    "```sh",
    "while IFS='=' read -r key value; do",
    '  printf %s "$value" | pulumi config set --secret "$key"',
    "done < values.txt",
    "```",
  ],
};
