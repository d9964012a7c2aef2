import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Supplied } from "./program";

/** A file that is to be written. */
export interface Text {
  name: string;
  text: string;
}

/** What makes a folder a Pulumi project, beside its program. */
export function projectOf(folder: string): Text[] {
  const name = nameFrom(folder);
  return [
    { name: "Pulumi.yaml", text: `name: ${name}\nruntime: nodejs\n` },
    { name: "package.json", text: json({ name, private: true, main: "index.ts", ...packages() }) },
    { name: "tsconfig.json", text: json({ compilerOptions: OPTIONS }) },
  ];
}

const OPTIONS = { target: "es2022", module: "nodenext", strict: true, skipLibCheck: true };

function packages() {
  const manifest = JSON.parse(
    readFileSync(join(__dirname, "..", "..", "..", "package.json"), "utf8"),
  ) as { name: string; version: string; peerDependencies: Record<string, string> };
  return {
    dependencies: { ...manifest.peerDependencies, [manifest.name]: `^${manifest.version}` },
    devDependencies: { "@types/node": "^20.19.0", typescript: "^5.9.3" },
  };
}

/** What Pulumi and npm both take for a name. */
function nameFrom(folder: string): string {
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
    "argument it would stay in the shell's history.",
  ],
};
