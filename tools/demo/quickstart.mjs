import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { note } from "./show.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A copy of examples/quickstart with its own state and PULUMI_HOME. */
export class Quickstart {
  /** @type {Record<string, string>} */
  env;
  #folder;
  #pulumi;
  #ready = false;

  /** @param {import("github-codespaces-emulator").Emulator} emulator */
  constructor(emulator) {
    /** @type {unknown} */
    const parsed = JSON.parse(process.env.PULUMI_CLI_JSON ?? "{}");
    const cli = /** @type {{ pulumi: string, bin: string }} */ (parsed);
    const cache = join(ROOT, ".cache");
    mkdirSync(cache, { recursive: true });
    this.#folder = mkdtempSync(join(cache, "demo-"));
    this.#pulumi = cli.pulumi;
    cpSync(join(ROOT, "examples/quickstart"), this.#folder, { recursive: true });
    mkdirSync(join(this.#folder, "state"));
    this.env = {
      PATH: [cli.bin, process.env.PATH].join(delimiter),
      HOME: this.#folder,
      PULUMI_HOME: join(this.#folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(this.#folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "demo",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      GITHUB_API_URL: emulator.url,
      GITHUB_TOKEN: emulator.token,
      NPM_TOKEN: "npm-1",
      DATABASE_URL: "postgres://db",
      DOTFILES_KEY: "key-1",
    };
  }

  /**
   * Changes the program.
   * @param {string} from
   * @param {string} to
   */
  edit(from, to) {
    const file = join(this.#folder, "index.ts");
    const text = readFileSync(file, "utf8");
    if (!text.includes(from)) throw new Error(`the quickstart has no ${from}`);
    writeFileSync(file, text.replace(from, to));
    note(`index.ts: ${from} becomes ${to}`);
  }

  /**
   * Runs `pulumi …`, shows its output and returns it.
   * @param {...string} args
   */
  async pulumi(...args) {
    if (!this.#ready) await this.#spawn(["stack", "init", "dev"], { quiet: true });
    this.#ready = true;
    note(`$ pulumi ${args.join(" ")}`);
    return this.#spawn([...args, "--suppress-permalink=true"], { quiet: false });
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /**
   * @param {string[]} args
   * @param {{ quiet: boolean }} how
   * @returns {Promise<string>}
   */
  #spawn(args, { quiet }) {
    const child = spawn(this.#pulumi, [...args, "--non-interactive", "--color=never"], {
      cwd: this.#folder,
      env: this.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const take = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString("utf8");
      if (!quiet) process.stdout.write(chunk);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    return new Promise((done, failed) => {
      child.on("error", failed);
      child.on("close", (code) => {
        if (code === 0) done(output);
        else
          failed(
            new Error(
              `pulumi ${args.join(" ")} ended with ${String(code)}\n${quiet ? output : ""}`,
            ),
          );
      });
    });
  }
}
