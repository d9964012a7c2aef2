import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { timed } from "./timed-command.mjs";

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

  /** Makes a package known to the program. @param {string} name @param {string} from its folder */
  install(name, from) {
    cpSync(from, join(this.#folder, "node_modules", name), { recursive: true });
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
    const command = [this.#pulumi, ...args, "--non-interactive", "--color=never"];
    const spent = await timed(command, { cwd: this.#folder, env: { ...this.#env, ...env } });
    return { ...spent, host: this.#cost("host"), program: this.#cost("program") };
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
}

function pulumiCli() {
  const { PULUMI_CLI_JSON: text } = process.env;
  if (text === undefined) throw new Error("run `npm run bench`: it sets PULUMI_CLI_JSON");
  /** @type {unknown} */
  const cli = JSON.parse(text);
  return /** @type {{ pulumi: string, bin: string }} */ (cli);
}
