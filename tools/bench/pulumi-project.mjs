import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROBE = new URL("probe.mjs", import.meta.url).href;

/**
 * What a Node process of a run cost. `live` is what the garbage collector left, in bytes, if that was
 * asked for.
 * @typedef {{ cpuMs: number, maxRss: number, live: number, modules: number, upMs: number }} Cost
 */

/**
 * @typedef {object} Run
 * @property {number} wallMs of the whole command
 * @property {number} cpuMs of the engine and everything that it started; a busy machine changes it little
 * @property {string} output
 * @property {Cost | undefined} host
 * @property {Cost | undefined} program
 */

/** The shell's `times` tells the CPU time of its children and their children; Node can't. */
const WITH_TIMES = '"$@"; code=$?; times; exit $code';

/**
 * The last line of `times`: user and system time of the children, such as `0m12.340s 0m1.230s`.
 * @param {string} output
 */
export function childrenCpu(output) {
  const times = [...output.matchAll(/(\d+)m([\d.]+)s/g)].slice(-2);
  return times.reduce((sum, [, m, s]) => sum + (Number(m) * 60 + Number(s)) * 1000, 0);
}

/** A Pulumi project below the checkout, with its own state and PULUMI_HOME. */
export class BenchProject {
  #folder;
  #pulumi;
  #env;

  /**
   * @param {Record<string, string>} files
   * @param {Record<string, string>} env
   */
  constructor(files, env) {
    const cli = pulumiCli();
    const cache = join(ROOT, ".cache", "bench");
    mkdirSync(cache, { recursive: true });
    this.#folder = mkdtempSync(join(cache, "project-"));
    this.#pulumi = cli.pulumi;
    for (const part of ["state", "home", "probe"]) mkdirSync(join(this.#folder, part));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    this.#env = {
      PATH: [cli.bin, process.env.PATH].join(delimiter),
      HOME: this.#folder,
      PULUMI_HOME: join(this.#folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(this.#folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "bench",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      NODE_OPTIONS: `--import ${PROBE}`,
      BENCH_PROBE: join(this.#folder, "probe"),
      ...env,
    };
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  write(name, text) {
    writeFileSync(join(this.#folder, name), text);
  }

  /** The state as the file backend stores it. */
  stateText() {
    return readFileSync(join(this.#folder, "state/.pulumi/stacks/bench/dev.json"), "utf8");
  }

  /**
   * Runs `pulumi …` and measures it. Throws its output if it fails.
   * @param {string[]} args
   * @param {Record<string, string>} [env]
   * @returns {Promise<Run>}
   */
  async run(args, env = {}) {
    const probe = join(this.#folder, "probe");
    for (const name of readdirSync(probe)) rmSync(join(probe, name));
    const started = performance.now();
    const { output, cpuMs } = await this.#spawn(args, env);
    const wallMs = performance.now() - started;
    return { wallMs, cpuMs, output, host: this.#cost("host"), program: this.#cost("program") };
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /**
   * @param {"host" | "program"} role
   * @returns {Cost | undefined}
   */
  #cost(role) {
    const probe = join(this.#folder, "probe");
    const name = readdirSync(probe).find((one) => one.startsWith(role));
    if (name === undefined) return undefined;
    /** @type {unknown} */
    const cost = JSON.parse(readFileSync(join(probe, name), "utf8"));
    return /** @type {Cost} */ (cost);
  }

  /**
   * @param {string[]} args
   * @param {Record<string, string>} env
   * @returns {Promise<{ output: string, cpuMs: number }>}
   */
  #spawn(args, env) {
    const command = [this.#pulumi, ...args, "--non-interactive", "--color=never"];
    const child = spawn("sh", ["-c", WITH_TIMES, "sh", ...command], {
      cwd: this.#folder,
      env: { ...this.#env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (part) => (output += String(part)));
    }
    return new Promise((done, failed) => {
      child.on("error", failed);
      child.on("close", (code) => {
        if (code === 0) done({ output, cpuMs: childrenCpu(output) });
        else failed(new Error(`pulumi ${args.join(" ")} ended with ${String(code)}\n${output}`));
      });
    });
  }
}

function pulumiCli() {
  const { PULUMI_CLI_JSON: text } = process.env;
  if (text === undefined) throw new Error("run `npm run bench`: it sets PULUMI_CLI_JSON");
  /** @type {unknown} */
  const cli = JSON.parse(text);
  return /** @type {{ pulumi: string, bin: string }} */ (cli);
}
