import { deepStrictEqual } from "node:assert";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fasterNode } from "./node/faster-node";
import { PLUGIN_SDK } from "./plugin-project";
import { HOST, projectFileOf, pulumiCli, TSCONFIG, type Host } from "./project-file";
import { keyFromServer } from "./state-key";
import { type Snapshot, type StateResource, toldOf } from "./pulumi-state";
import { passWholeLines } from "./whole-lines";

export type { Host } from "./project-file";
export type { StateResource } from "./pulumi-state";

export interface ProjectOptions {
  /** The project's name, which goes into every URN; default `test`. */
  name?: string;
  /** The program's text. */
  program: string;
  /** The program's file, which tells its language; default `index.js`. */
  file?:
    "index.js" | "index.mjs" | "index.ts" | "index.cts" | "Main.yaml" | "__main__.py" | "main.go";
  /** The lines of Pulumi.yaml that tell how to run the program. Default: by the ending of its file. */
  runtime?: string;
  /** Goes into package.json. */
  packageJson?: Record<string, unknown>;
  /** Who hosts the program's resources. Default: what PROVIDER_HOST says, else Pulumi's host of dynamic resources. */
  host?: Host;
  env?: Record<string, string | undefined>;
  /** Folders that come first in PATH. */
  path?: readonly string[];
  /** Plain stack configuration, by full key. */
  config?: Record<string, string>;
  secretConfig?: Record<string, string>;
  /** The key of its state's secrets comes from a passphrase, as where a user chose nothing else. */
  passphrase?: boolean;
  /** A folder whose files take the place of all that the project would write. */
  copy?: string;
}

export interface Run {
  code: number;
  stdout: string;
  stderr: string;
  /** Both, as a person would see them. */
  output: string;
}

/** A command that runs. */
export interface Started {
  pid: number;
  /** Also if what it started goes on without it. */
  gone: Promise<void>;
  /** When all that it started has ended too, or has closed its output. */
  ended: Promise<Run>;
}

/** What a machine has. */
const MACHINE = [
  ...["PATH", "HOME", "TMPDIR", "PULUMI_HOME"],
  ...["PULUMI_SKIP_UPDATE_CHECK", "PULUMI_NODEJS_TRANSPILE_ONLY"],
];

const ROOT = resolve(__dirname, "../..");

/** A Pulumi project in a folder of its own: own state, own PULUMI_HOME, own temporary files. */
export class PulumiProject {
  readonly folder: string;
  readonly #cli = pulumiCli();
  readonly #env: Record<string, string | undefined>;
  readonly #file: string;
  readonly #name: string;
  readonly #runtime: string | undefined;
  #hasPlugin = false;

  private constructor(folder: string, options: ProjectOptions) {
    this.folder = folder;
    this.#file = options.file ?? "index.js";
    this.#name = options.name ?? "test";
    this.#runtime = options.runtime;
    this.#env = this.#environment(options);
  }

  /** Below the checkout, so that the program finds the packages by their names, as users' do. */
  static async create(options: ProjectOptions): Promise<PulumiProject> {
    const folder = join(ROOT, ".cache", "e2e", randomBytes(6).toString("hex"));
    const project = new PulumiProject(folder, options);
    for (const part of ["backend", "home", "tmp", "user"]) {
      mkdirSync(join(folder, part), { recursive: true });
    }
    const main = project.#file;
    const packageJson = { name: "program", private: true, main, ...options.packageJson };
    writeFileSync(join(folder, "package.json"), JSON.stringify(packageJson));
    project.hostBy(options.host ?? HOST);
    if (main.endsWith("ts")) writeFileSync(join(folder, "tsconfig.json"), TSCONFIG);
    if (options.passphrase !== true) project.setEnv(keyFromServer(folder));
    if (options.copy === undefined) project.write(options.program);
    else cpSync(options.copy, folder, { recursive: true });
    project.#initStack();
    await project.#configure(options);
    return project;
  }

  /** What the program finds by the package's name is the package, or an SDK of its plugin. */
  hostBy(host: Host): void {
    // A state may still have resources of the plugin when the program has none any more.
    this.#hasPlugin ||= host === "plugin";
    const yaml = projectFileOf({
      name: this.#name,
      main: this.#file,
      hasPlugin: this.#hasPlugin,
      runtime: this.#runtime,
    });
    writeFileSync(join(this.folder, "Pulumi.yaml"), yaml);
    const place = join(this.folder, "node_modules", "pulumi-github-codespaces");
    rmSync(place, { recursive: true, force: true });
    if (host === "dynamic") return;
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "index.js"), PLUGIN_SDK);
  }

  /** What `pulumi stack init dev` leaves; the first command that needs a salt makes one. */
  #initStack(): void {
    const stateFile = this.#stateFile;
    mkdirSync(dirname(stateFile), { recursive: true });
    writeFileSync(join(this.folder, "backend", ".pulumi", "meta.yaml"), "version: 1\n");
    const checkpoint = { stack: `organization/${this.#name}/dev` };
    writeFileSync(stateFile, JSON.stringify({ version: 3, checkpoint }));
  }

  get #stateFile(): string {
    return join(this.folder, "backend", ".pulumi", "stacks", this.#name, "dev.json");
  }

  async #configure({ config = {}, secretConfig = {} }: ProjectOptions): Promise<void> {
    const pairs = (flag: string, values: Record<string, string>) =>
      Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);
    const all = [...pairs("--plaintext", config), ...pairs("--secret", secretConfig)];
    if (all.length > 0) await this.run("config", "set-all", ...all);
  }

  /** The program's text. */
  read(): string {
    return readFileSync(join(this.folder, this.#file), "utf8");
  }

  /** Replaces the program. */
  write(program: string): void {
    writeFileSync(join(this.folder, this.#file), program);
  }

  setEnv(env: Record<string, string | undefined>): void {
    Object.assign(this.#env, env);
  }

  /** Runs `pulumi …`; throws with its output when it fails. */
  async run(...args: string[]): Promise<Run> {
    const run = await this.try(...args);
    if (run.code !== 0) {
      throw new Error(`pulumi ${args.join(" ")} ended with ${run.code}:\n${run.output}`);
    }
    return run;
  }

  /** Runs `pulumi …`, which may fail. */
  try(...args: string[]): Promise<Run> {
    return this.answering("", ...args);
  }

  /** Runs `pulumi …`, which may fail, and gives it this to read. */
  answering(input: string, ...args: string[]): Promise<Run> {
    return this.#start(input, args).ended;
  }

  /** Starts `pulumi …`, which somebody may interrupt. */
  start(...args: string[]): Started {
    return this.#start("", args);
  }

  #start(input: string, args: string[]): Started {
    return this.#spawn(this.#cli.pulumi, [...args, "--non-interactive", "--color=never"], input);
  }

  /** Runs a script of the folder with Node, in the folder and its environment. */
  node(script: string, ...args: string[]): Promise<Run> {
    return this.#spawn(process.execPath, [script, ...args], "").ended;
  }

  /** Runs lines of a document as a shell does, in the folder and its environment; throws when one fails. */
  async shell(lines: string): Promise<Run> {
    const run = await this.#spawn("bash", ["-eu", "-o", "pipefail", "-c", lines], "").ended;
    if (run.code !== 0) throw new Error(`${lines} ended with ${run.code}:\n${run.output}`);
    return run;
  }

  /**
   * Runs a script of bash in the folder, as the runner of GitHub Actions does. Its environment is this and what a machine
   * has: neither the project's settings nor its tokens.
   */
  runnerShell(script: string, env: Record<string, string>): Promise<Run> {
    const machine = Object.entries(this.#env).filter(([name]) => MACHINE.includes(name));
    const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
    return this.#spawn("bash", args, "", { ...Object.fromEntries(machine), ...env }).ended;
  }

  #spawn(command: string, args: string[], input: string, env = this.#env): Started {
    const child = spawn(command, args, {
      cwd: this.folder,
      env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)),
      stdio: ["pipe", "pipe", "pipe"],
    });
    child.stdin.on("error", () => undefined); // It may end without reading.
    child.stdin.end(input);
    const run = { code: -1, stdout: "", stderr: "", output: "" };
    for (const name of ["stdout", "stderr"] as const) {
      passWholeLines(child[name], (text) => {
        run[name] += text;
        run.output += text;
      });
    }
    const ended = new Promise<Run>((done, failed) => {
      child.on("error", failed);
      child.on("close", (code) => {
        done({ ...run, code: code ?? -1 });
      });
    });
    const gone = new Promise<void>((done) => {
      child.on("exit", () => {
        done();
      });
    });
    return { pid: child.pid ?? -1, gone, ended };
  }

  /** Without the preview before it: `--skip-preview=false` asks for it. */
  up(...args: string[]): Promise<Run> {
    return this.run("up", "--yes", "--skip-preview", "--stack", "dev", ...args);
  }

  preview(...args: string[]): Promise<Run> {
    return this.run("preview", "--stack", "dev", ...args);
  }

  refresh(...args: string[]): Promise<Run> {
    return this.run("refresh", "--yes", "--skip-preview", "--stack", "dev", ...args);
  }

  destroy(...args: string[]): Promise<Run> {
    return this.run("destroy", "--yes", "--skip-preview", "--stack", "dev", ...args);
  }

  /**
   * Program, state and GitHub agree: a refresh and an `up`, in one command, find nothing to do, and the inputs in
   * the state stay as they are.
   */
  async settled(...args: string[]): Promise<Run> {
    const before = toldOf(this.all());
    const run = await this.up("--refresh", "--expect-no-changes", ...args);
    deepStrictEqual(toldOf(this.all()), before);
    return run;
  }

  /** The resources of ours in the state, by name. Options are those of `pulumi stack export`. */
  async resources(...options: string[]): Promise<Record<string, StateResource>> {
    const { resources = [] } = options.length > 0 ? await this.#exported(options) : this.#saved();
    const ours = resources.filter(({ type }) => /^(?!pulumi:).*codespaces/.test(type));
    return Object.fromEntries(ours.map((one) => [one.urn.split("::").at(-1) ?? one.urn, one]));
  }

  /** All resources of the state, in its order. */
  all(): readonly StateResource[] {
    return this.#saved().resources ?? [];
  }

  async #exported(options: string[]): Promise<Snapshot> {
    const { stdout } = await this.run("stack", "export", "--stack", "dev", ...options);
    return (JSON.parse(stdout) as { deployment: Snapshot }).deployment;
  }

  /** What the command without options would print, half a second sooner. */
  #saved(): Snapshot {
    const text = readFileSync(this.#stateFile, "utf8");
    const { checkpoint } = JSON.parse(text) as { checkpoint: { latest?: Snapshot } };
    return checkpoint.latest ?? {};
  }

  /** Every file that the project, the engine and the provider left, with its text. */
  files(): { path: string; text: string }[] {
    const entries = readdirSync(this.folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ path, text: readFileSync(path, "latin1") }));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #environment({ env = {}, path = [] }: ProjectOptions): Record<string, string | undefined> {
    const theirs = Object.entries(process.env).filter(
      ([name]) => !/^(PULUMI|GITHUB|GH|HTTPS?_PROXY|https?_proxy|NODE_)/.test(name),
    );
    return {
      ...Object.fromEntries(theirs),
      HOME: join(this.folder, "user"),
      TMPDIR: join(this.folder, "tmp"),
      PATH: [...path, ...fasterNode(this.folder, this.#file), this.#cli.bin, process.env.PATH].join(
        delimiter,
      ),
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(this.folder, "backend")}`,
      PULUMI_CONFIG_PASSPHRASE: "for tests",
      PULUMI_STACK: "dev",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      GOGC: "400", // Its garbage is collected less often, which takes a tenth of a command's time.
      NO_COLOR: "1",
      ...env,
    };
  }
}
