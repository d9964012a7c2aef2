import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "../../rules/plain";
import { addCommand, manifestIn, startedBy, workspaceLines, type Client } from "./client";
import type { WrittenFiles } from "./files";
import { FILES, type Project } from "./project";
import type { Supplied } from "./values";

/** What a person has to do before the program can be previewed, and the commands that do it. */
export function nextLines(
  project: Project,
  out: string,
  { kept, values }: WrittenFiles & { values: readonly Supplied[] },
): string[] {
  const { client, folder } = project;
  const adds = kept.includes("package.json") ? addsTo(project) : [];
  const commands = [
    ...(out === "." ? [] : [`cd ${/^[\w./@~-]+$/.test(out) ? out : `'${out}'`}`]),
    ...(adds.length > 0 ? adds : [`${client.name} install`]),
    startedBy(client, "pulumi stack init dev"),
    ...supplying(values, client),
    startedBy(client, "pulumi preview"),
  ];
  return [
    ...(kept.includes("package.json") ? wrongMain(project) : []),
    ...(kept.includes("Pulumi.yaml") ? wrongRuntime(project) : []),
    ...(project.language === "yaml" && client.isPlugAndPlay ? [NO_FOLDER] : []),
    ...workspaceLines(folder, client),
    "Next:",
    ...commands.map((command) => `  ${command}`),
  ];
}

const NO_FOLDER =
  "First write `nodeLinker: node-modules` into .yarnrc.yml: with Plug'n'Play there is no folder from which Pulumi could start the " +
  "plugin. Or install the plugin from its archive, and take `plugins` out of Pulumi.yaml.";

/** A preview without a value that the program needs is an error. */
function supplying(values: readonly Supplied[], client: Client): string[] {
  const [first, ...others] = values;
  if (first === undefined) return [];
  const rest = others.length > 0 ? "   # and each other one of VALUES.md" : "";
  if (first.from === "env") return [`export ${first.name}=…${rest}`];
  return [startedBy(client, `pulumi config set --secret ${first.name}${rest}`)];
}

/** The commands that add what a package.json, which was there, lacks. */
function addsTo({ folder, language, client }: Project): string[] {
  const { dependencies, devDependencies } = manifestIn(folder) ?? {};
  const all = [dependencies, devDependencies].filter(isObject);
  const lacks = (name: string) => !all.some((one) => Object.hasOwn(one, name));
  const own = ["pulumi-github-codespaces", "@pulumi/pulumi"].filter(lacks);
  const dev = language === "typescript" ? ["typescript", "@types/node"].filter(lacks) : [];
  const named = dev.map((name) => (name === "typescript" ? "typescript@6" : name));
  return [
    ...(own.length > 0 ? [addCommand(client, own, false)] : []),
    ...(named.length > 0 ? [addCommand(client, named, true)] : []),
  ];
}

function wrongMain({ folder, language }: Project): string[] {
  if (language === "yaml") return [];
  const { main } = manifestIn(folder) ?? {};
  const file = FILES[language];
  const isDefault = main === undefined && language === "typescript";
  const isFine = isDefault || main === file || main === `./${file}`;
  return isFine ? [] : [`First change \`main\` in package.json to "${file}".`];
}

function wrongRuntime({ folder, language }: Project): string[] {
  const runtime = language === "yaml" ? "yaml" : "nodejs";
  const text = readFileSync(join(folder, "Pulumi.yaml"), "utf8");
  const isFine = new RegExp(`^runtime:\\s*(?:name:\\s*)?["']?${runtime}\\b`, "m").test(text);
  return isFine ? [] : [`First change \`runtime\` in Pulumi.yaml to ${runtime}.`];
}
