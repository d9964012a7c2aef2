import { join } from "node:path";

/**
 * How a client of npm's registry installs a project, and how it starts what the project has.
 * @typedef {object} Client
 * @property {"pnpm" | "others"} [fetched] the folder of clients/ that brings it; npm is npm's own
 * @property {(project: Files) => Files} files of the whole folder, from those of the project
 * @property {string} folder of the project in it
 * @property {(bin: string) => string[]} command its own, from the node_modules of `fetched`
 * @property {string[]} install
 * @property {string[]} exec how it starts a command of a dependency
 * @property {boolean} [wraps] Pulumi too is started by `exec`
 */

/** @typedef {import("./project.mjs").Files} Files */
/** @typedef {(typeof import("./table.mjs").CLIENTS)[number]} Name */

/** @param {Files} files */
const same = (files) => files;
/** pnpm fails for a script that nobody allowed or denied; protobufjs, which Pulumi's SDK brings, has one that only prints. */
const PNPM = "allowBuilds:\n  protobufjs: false\n";
/** @param {string} bin */
const pnpm = (bin) => [join(bin, ".bin/pnpm")];
/** @param {string} bin */
const yarn4 = (bin) => [process.execPath, join(bin, "@yarnpkg/cli-dist/bin/yarn.js")];
/** An empty lock file ends Yarn's search for a project in the folders above. */
const YARN4 = "enableTelemetry: false\nenableImmutableInstalls: false\n";

/** @type {Record<Name, Client>} */
export const CLIENT = {
  npm: {
    files: same,
    folder: ".",
    command: () => ["npm"],
    install: ["install", "--no-audit", "--no-fund"],
    exec: ["exec", "--"],
  },
  pnpm: {
    fetched: "pnpm",
    files: (project) => ({ ...project, "pnpm-workspace.yaml": PNPM }),
    folder: ".",
    command: pnpm,
    install: ["install"],
    exec: ["exec"],
  },
  "pnpm, workspace": {
    fetched: "pnpm",
    files: workspace,
    folder: "infra",
    command: pnpm,
    install: ["install"],
    exec: ["exec"],
  },
  "Yarn 1": {
    fetched: "others",
    files: same,
    folder: ".",
    command: (bin) => [process.execPath, join(bin, "yarn/bin/yarn.js")],
    // It refuses packages that ask for another Node, where the other clients warn: octokit's `content-type` asks for 22.
    install: ["install", "--non-interactive", "--ignore-engines"],
    exec: ["--silent", "run"],
  },
  "Yarn 4": {
    fetched: "others",
    files: (project) => ({
      ...project,
      ".yarnrc.yml": `${YARN4}nodeLinker: node-modules\n`,
      "yarn.lock": "",
    }),
    folder: ".",
    command: yarn4,
    install: ["install"],
    exec: ["run"],
  },
  "Yarn 4, Plug'n'Play": {
    fetched: "others",
    files: (project) => ({ ...project, ".yarnrc.yml": YARN4, "yarn.lock": "" }),
    folder: ".",
    command: yarn4,
    install: ["install"],
    exec: ["exec"],
    wraps: true,
  },
  Bun: {
    fetched: "others",
    files: same,
    folder: ".",
    command: (bin) => [join(bin, ".bin/bun")],
    install: ["install"],
    exec: ["run"],
  },
};

/**
 * The project beside a package of the same workspace that declares a secret too.
 * @param {Files} project
 * @returns {Files}
 */
function workspace(project) {
  /** @type {unknown} */
  const parsed = JSON.parse(project["package.json"] ?? "{}");
  const manifest = /** @type {{ main: string, dependencies: Record<string, string> }} */ (parsed);
  const { dependencies, main } = manifest;
  const shared = { ...dependencies, "shared-secrets": "workspace:*" };
  const infra = {
    ...project,
    "package.json": JSON.stringify({ ...manifest, dependencies: shared }),
    [main]: withShared(project[main] ?? ""),
  };
  return {
    ...inFolder("infra", infra),
    "package.json": '{ "name": "monorepo", "version": "1.0.0", "private": true }\n',
    "pnpm-workspace.yaml": `packages:\n  - infra\n  - shared\n${PNPM}`,
    "shared/package.json": JSON.stringify({
      name: "shared-secrets",
      version: "1.0.0",
      dependencies,
    }),
    "shared/index.js": SHARED,
    "shared/index.d.ts": "export declare function declareShared(): void;\n",
  };
}

/**
 * @param {string} folder
 * @param {Files} files
 * @returns {Files}
 */
function inFolder(folder, files) {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]),
  );
}

const SHARED = `const { OrgCodespacesSecret } = require("pulumi-github-codespaces");
exports.declareShared = () => {
  new OrgCodespacesSecret("shared", { org: "acme", secretName: "SHARED", value: "s", visibility: "all" });
};
`;

/** @param {string} program */
function withShared(program) {
  const load = program.includes("require(")
    ? 'const { declareShared } = require("shared-secrets");'
    : 'import { declareShared } from "shared-secrets";';
  return `${load}\n${program}declareShared();\n`;
}
