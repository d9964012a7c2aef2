import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { isObject, type Plain } from "../../rules/plain";
import type { Environment } from "../../settings/sources";

const NAMES = ["npm", "pnpm", "yarn", "bun"] as const;
type Name = (typeof NAMES)[number];

/** Which client of npm's registry a project is installed with. */
export interface Client {
  name: Name;
  /** The folder of the workspace that the project is a package of, or is to be. */
  workspace: string | undefined;
  /** Yarn's Plug'n'Play: there is no node_modules. */
  isPlugAndPlay: boolean;
}

/** What a client leaves in a folder that it has installed. */
const TRACES: readonly [file: string, name: Name][] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["pnpm-workspace.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
];

/** Told by what is in the folder or above it, or else by what started this command. */
export function clientOf(folder: string, env: Environment): Client {
  for (const above of upwards(folder)) {
    const name = namedIn(above);
    if (name === undefined) continue;
    const isWorkspace = above !== folder && globsOf(above) !== undefined;
    const isPlugAndPlay = existsSync(join(above, ".pnp.cjs"));
    return { name, workspace: isWorkspace ? above : undefined, isPlugAndPlay };
  }
  const agent = env.npm_config_user_agent?.split("/")[0];
  const name = NAMES.find((one) => one === agent) ?? "npm";
  return { name, workspace: undefined, isPlugAndPlay: false };
}

/** The folder and those above it, up to the top of a repository. */
export function upwards(folder: string): string[] {
  const parent = dirname(folder);
  if (parent === folder || existsSync(join(folder, ".git"))) return [folder];
  return [folder, ...upwards(parent)];
}

function namedIn(folder: string): Name | undefined {
  const { packageManager, devEngines } = manifestIn(folder) ?? {};
  const asked = isObject(devEngines) ? devEngines.packageManager : undefined;
  const told = [packageManager, isObject(asked) ? asked.name : undefined].map((text) =>
    typeof text === "string" ? text.split("@")[0] : undefined,
  );
  const trace = TRACES.find(([file]) => existsSync(join(folder, file)));
  return NAMES.find((name) => told.includes(name)) ?? trace?.[1];
}

/** What a package.json says; undefined if there is none that can be read. */
export function manifestIn(folder: string): Record<string, Plain> | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Plain;
    return isObject(manifest) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** Which folders are packages of the workspace that is rooted here; undefined if none is. */
function globsOf(root: string): string[] | undefined {
  const yaml = workspaceFileIn(root);
  if (yaml !== undefined) {
    const [, list] = /^packages:[ \t]*\n((?:[ \t]*(?:-.*|#.*)?\n?)*)/m.exec(yaml) ?? [];
    return list?.match(/(?<=^[ \t]*-[ \t]*["']?)[^"'\s#]+/gm)?.map(String);
  }
  const { workspaces } = manifestIn(root) ?? {};
  const list = isObject(workspaces) ? workspaces.packages : workspaces;
  return Array.isArray(list) ? list.map(String) : undefined;
}

function workspaceFileIn(root: string): string | undefined {
  const file = join(root, "pnpm-workspace.yaml");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** What a workspace must be told before the project can be installed in it. */
export function workspaceLines(folder: string, { name, workspace }: Client): string[] {
  if (workspace === undefined) return [];
  const path = relative(workspace, folder).replaceAll("\\", "/");
  const isNamed = (globsOf(workspace) ?? []).some((glob) => matches(glob, path));
  const file = name === "pnpm" ? "pnpm-workspace.yaml" : "package.json";
  const list = name === "pnpm" ? "packages" : "workspaces";
  const needsScript = name === "pnpm" && !/\bprotobufjs\b/.test(workspaceFileIn(workspace) ?? "");
  return [
    ...(isNamed ? [] : [`First add ${path} to \`${list}\` in ${join(workspace, file)}.`]),
    ...(needsScript
      ? [`First add protobufjs: false under \`allowBuilds:\` in ${join(workspace, file)}.`]
      : []),
  ];
}

/** What pnpm needs beside a project that is in no workspace: protobufjs has a script, which only prints. */
export const PNPM_SETTINGS = "allowBuilds:\n  protobufjs: false\n";

/** `*` stands for one part of a path, `**` for any number of them. */
function matches(glob: string, path: string): boolean {
  const pattern = glob
    .replace(/^\.\/|\/$/g, "")
    .replace(/[.+^${}()|[\]\\?]/g, "\\$&")
    .replace(/\*\*\/?|\*/g, (stars) => (stars === "*" ? "[^/]*" : ".*"));
  return new RegExp(`^${pattern}$`).test(path);
}

/** The command that adds packages to a project. */
export function addCommand({ name }: Client, packages: readonly string[], isDev: boolean): string {
  const dev = { npm: " --save-dev", pnpm: " --save-dev", yarn: " --dev", bun: " --dev" }[name];
  return `${name} ${name === "npm" ? "install" : "add"}${isDev ? dev : ""} ${packages.join(" ")}`;
}

/** How a command such as Pulumi is started in a project. */
export function startedBy({ isPlugAndPlay }: Client, command: string): string {
  return isPlugAndPlay ? `yarn exec ${command}` : command;
}
