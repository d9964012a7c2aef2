import { spawnSync } from "node:child_process";
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
  const name = `npm ${args.join(" ")}`;
  // Set if npm started us: the same npm is used then, without a shell on any platform.
  const npm = process.env.npm_execpath;
  if (npm?.endsWith(".js")) runNode(name, [npm, ...args]);
  else run({ name, command: "npm", args, env: process.env });
}

/** @param {{ name: string, command: string, args: string[], env: NodeJS.ProcessEnv }} step */
function run({ name, command, args, env }) {
  const { status, signal, error } = spawnSync(command, args, { stdio: "inherit", env });
  if (error) throw error;
  const code = status ?? 128 + (signal ? constants.signals[signal] : 0);
  if (code !== 0) throw new StepFailed(name, code);
}
