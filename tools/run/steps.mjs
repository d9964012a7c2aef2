import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";

/** A step ended with a code other than 0. Its output says why. */
export class StepFailed extends Error {
  /**
   * @param {string} name
   * @param {number} code
   */
  constructor(name, code) {
    super(`${name} failed (exit code ${code})`);
    this.code = code;
  }
}

/** @param {string} line */
export function say(line) {
  console.error(`\n▸ ${line}`);
}

/**
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function timed(name, work) {
  const started = performance.now();
  say(name);
  const result = await work();
  console.error(`  ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

/**
 * Runs a Node program on our own terminal. Throws `StepFailed` if it fails.
 * @param {string} name
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function runNode(name, args, env = process.env) {
  run({ name, command: process.execPath, args, env });
}

/** @param {string[]} args */
export function runNpm(...args) {
  run(ofNpm(args));
}

/**
 * Runs `npm run` of each at the same time. What one prints comes when it has ended; all of them end before one's
 * `StepFailed` is thrown.
 * @param {string[]} scripts
 */
export async function runScripts(scripts) {
  const results = await Promise.allSettled(scripts.map((script) => runBeside(script)));
  const failed = results.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

/** @param {string} script */
async function runBeside(script) {
  const { name, command, args, env } = ofNpm(["run", "--silent", script]);
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env });
  /** @type {Buffer[]} */
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (/** @type {Buffer} */ part) => printed.push(part));
  }
  /** @type {number} */
  const code = await new Promise((done, failed) => {
    child.on("error", failed).on("close", (status, signal) => {
      done(codeOf(status, signal));
    });
  });
  process.stderr.write(Buffer.concat(printed));
  if (code !== 0) throw new StepFailed(name, code);
}

/**
 * @param {string[]} args
 * @returns {Step}
 */
function ofNpm(args) {
  const name = `npm ${args.join(" ")}`;
  // Set if npm started us: the same npm is used then, without a shell on any platform.
  const npm = process.env.npm_execpath;
  const { env, execPath } = process;
  if (npm?.endsWith(".js")) return { name, command: execPath, args: [npm, ...args], env };
  return { name, command: "npm", args, env };
}

/**
 * @param {number | null} status
 * @param {NodeJS.Signals | null} signal
 */
function codeOf(status, signal) {
  return status ?? 128 + (signal ? constants.signals[signal] : 0);
}

/** @typedef {{ name: string, command: string, args: string[], env: NodeJS.ProcessEnv }} Step */

/** @param {Step} step */
function run({ name, command, args, env }) {
  const { status, signal, error } = spawnSync(command, args, { stdio: "inherit", env });
  if (error) throw error;
  const code = codeOf(status, signal);
  if (code !== 0) throw new StepFailed(name, code);
}
