// What `npm test`, `npm run demo`, `npm run bench` and `npm run probe` do on a fresh checkout. Only Node and npm are needed.
import { chdir } from "node:process";
import { fileURLToPath } from "node:url";

import { setUpLanguages } from "./languages/set-up.mjs";
import { ensurePulumi } from "./pulumi-cli/ensure.mjs";
import { missingDependencies } from "./run/dependencies.mjs";
import { isSupportedNode, SUPPORTED_NODE } from "./run/node-version.mjs";
import { runNode, runNpm, runScripts, say, StepFailed, timed } from "./run/steps.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** @type {Record<string, (more: string[]) => Promise<void>>} */
const COMMANDS = { setup, test, demo, bench, probe, soak, hosts, install, languages };

/** Installs and builds what is missing, and gets the Pulumi CLI. */
async function setup() {
  await prepare();
}

/**
 * Checks types, lint and format, and runs every test. Arguments go to jest.
 * @param {string[]} more
 */
async function test(more) {
  const env = await prepare();
  const checks = ["types", "lint", "format:check"];
  await timed(checks.join(", "), () => runScripts(checks));
  // The last step, so that jest's own summary, with its time, is at the end.
  say("jest");
  runNode("jest", ["node_modules/jest/bin/jest.js", ...more], env);
}

/**
 * The suites that hold for both hosts, on the plugin. Arguments go to jest.
 * @param {string[]} more
 */
async function hosts(more) {
  const env = { ...(await prepare()), ALL_HOSTS: "yes" };
  runNode("hosts", ["node_modules/jest/bin/jest.js", "--selectProjects", "plugin", ...more], env);
}

/**
 * Programs in Python, Go and TypeScript with generated SDKs. Arguments go to jest.
 * @param {string[]} more
 */
async function languages(more) {
  const env = await prepare();
  const made = await timed("languages", () => setUpLanguages({ log: logCli }));
  const args = ["node_modules/jest/bin/jest.js", "--selectProjects", "languages", ...more];
  runNode("jest", args, { ...env, LANGUAGES_JSON: JSON.stringify(made) });
}

/** @param {string[]} more */
async function demo(more) {
  const env = await prepare();
  runNode("demo", ["tools/demo/main.mjs", ...more], env);
}

/** @param {string[]} more */
async function bench(more) {
  const env = await prepare();
  runNode("bench", ["tools/bench/main.mjs", ...more], env);
}

/** @param {string[]} more */
async function install(more) {
  const env = await prepare();
  runNode("install", ["tools/install/main.mjs", ...more], env);
}

/** @param {string[]} more */
async function probe(more) {
  await build();
  runNode("probe", ["tools/probe/main.mjs", ...more]);
}

/**
 * Random histories, with new seeds, for a number of minutes: `--minutes 30`. Other arguments go to jest.
 * @param {string[]} more
 */
async function soak(more) {
  const { minutes, rest } = minutesIn(more);
  const env = { ...(await prepare()), SOAK_MINUTES: String(minutes) };
  say(`soak: ${minutes} minutes`);
  // A case that has started runs to its end.
  const timeout = `--testTimeout=${(minutes + 30) * 60_000}`;
  const args = ["--selectProjects", "soak", "plugin", timeout, ...rest];
  runNode("soak", ["node_modules/jest/bin/jest.js", ...args], env);
}

/** @param {string[]} more */
function minutesIn(more) {
  const at = more.indexOf("--minutes");
  const minutes = at < 0 ? 10 : Number(more[at + 1]);
  if (!(minutes > 0)) throw new Error("--minutes needs a number of minutes, such as 30");
  return { minutes, rest: at < 0 ? more : more.toSpliced(at, 2) };
}

/**
 * @returns {Promise<NodeJS.ProcessEnv>} with PULUMI_CLI_JSON, which says where the CLI is
 */
async function prepare() {
  await build();
  const cli = await timed("pulumi-cli", () => ensurePulumi({ log: logCli }));
  return { ...process.env, PULUMI_CLI_JSON: JSON.stringify(cli) };
}

/** Also installs what is missing. */
async function build() {
  const missing = missingDependencies(ROOT);
  if (missing.length > 0) {
    const name = `install dependencies (${missing.length} are missing or outdated)`;
    await timed(name, () => {
      // Exactly what the lock file says, also if NODE_ENV is "production".
      runNpm("ci", "--include=dev", "--no-audit", "--no-fund");
    });
  }
  await runScript("build");
}

/** @param {string} script */
async function runScript(script) {
  await timed(script, () => {
    runNpm("run", "--silent", script);
  });
}

/** @param {string} line */
function logCli(line) {
  console.error(`  ${line}`);
}

/** @param {string[]} args */
async function main([command = "", ...more]) {
  if (!isSupportedNode(process.versions.node)) {
    throw new Error(
      `Node ${process.versions.node} is too old: ${SUPPORTED_NODE} is needed (https://nodejs.org).`,
    );
  }
  const chosen = COMMANDS[command];
  if (!chosen) throw new Error(`node tools/run.mjs ${Object.keys(COMMANDS).join(" | ")}`);
  chdir(ROOT);
  await chosen(more);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`\n✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof StepFailed ? error.code : 1;
}
