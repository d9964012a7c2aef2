// `npm run bench -- start-up`: what a program and the host load, and how long a TypeScript program's types take.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median, table } from "./figures.mjs";
import { report } from "./report.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ROUNDS = 7;

/** What is loaded, and what is loaded before it without being measured. */
const LOADS = [
  { what: "`import` of `@pulumi/pulumi` in a program", before: [], load: "@pulumi/pulumi" },
  {
    what: "`import` of `pulumi-github-codespaces` in a program, after it",
    before: ["@pulumi/pulumi"],
    load: "pulumi-github-codespaces",
  },
  {
    what: "the loader line in the host, at the first resource",
    before: ["@pulumi/pulumi"],
    load: "pulumi-github-codespaces/dynamic",
  },
  {
    what: "octokit in the host, at the first request",
    before: ["@pulumi/pulumi", "pulumi-github-codespaces/dynamic"],
    load: "@octokit/rest",
  },
];

/** The single imports that a TypeScript program is checked with. */
const IMPORTS = ["@pulumi/pulumi", "pulumi-github-codespaces"];

export async function startUp() {
  const rows = LOADS.map(({ what, before, load }) => {
    const runs = Array.from({ length: ROUNDS }, () => measure(before, load));
    const ms = median(runs.map((run) => run.ms));
    const [{ files, heavy } = { files: 0, heavy: "" }] = runs;
    return [what, `${ms.toFixed(0)} ms`, files, heavy === "" ? "none" : heavy];
  });
  await report("docs/performance.md", "start-up", [
    `Median of ${ROUNDS} processes.`,
    table(["What is loaded", "time", "modules", "octokit, tweetsodium"], rows),
    table(
      ["What a TypeScript program imports", "check of its types", "files"],
      IMPORTS.map(typesRow),
    ),
  ]);
}

/** @param {string} name */
function typesRow(name) {
  const runs = Array.from({ length: ROUNDS }, () => checkTypes(name));
  const ms = median(runs.map((run) => run.ms));
  return [`\`${name}\``, `${ms.toFixed(0)} ms`, runs[0]?.files ?? 0];
}

/**
 * As Pulumi does at each run: reads all types that the program reaches, and reports its own errors.
 * @param {string} name
 */
function checkTypes(name) {
  const program = `
    const ts = require("typescript");
    const file = process.cwd() + "/program.ts";
    const options = { ...ts.getDefaultCompilerOptions(), strict: true, types: ["node"], target: ts.ScriptTarget.ES2020,
      module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10 };
    const host = ts.createCompilerHost(options);
    const { fileExists, readFile } = host;
    host.fileExists = (path) => path === file || fileExists(path);
    host.readFile = (path) => path === file ? 'export * from ${JSON.stringify(name)};' : readFile(path);
    const started = performance.now();
    const checked = ts.createProgram([file], options, host);
    const errors = checked.getSemanticDiagnostics(checked.getSourceFile(file));
    if (errors.length > 0) throw new Error(String(errors[0].messageText));
    const ms = performance.now() - started;
    console.log(JSON.stringify({ ms, files: checked.getSourceFiles().length }));
  `;
  return /** @type {{ ms: number, files: number }} */ (run(program));
}

/**
 * @param {string[]} before
 * @param {string} load
 */
function measure(before, load) {
  const program = `
    for (const name of ${JSON.stringify(before)}) require(name);
    const known = new Set(Object.keys(require.cache));
    const started = performance.now();
    require(${JSON.stringify(load)});
    const ms = performance.now() - started;
    const files = Object.keys(require.cache).filter((file) => !known.has(file));
    const heavy = ["@octokit", "tweetsodium"].filter((name) => files.some((file) => file.includes("/" + name + "/")));
    console.log(JSON.stringify({ ms, files: files.length, heavy: heavy.join(", ") }));
  `;
  return /** @type {{ ms: number, files: number, heavy: string }} */ (run(program));
}

/**
 * Runs a program in its own process, and returns the JSON that it prints.
 * @param {string} program
 * @returns {unknown}
 */
function run(program) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", program], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
