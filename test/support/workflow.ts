import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { parse } from "yaml";
import type { PulumiProject } from "./pulumi-project";

// Runs the `run:` steps of a workflow of GitHub Actions on this machine, with the environment that the workflow gives them.

type Env = Record<string, unknown>;

export interface Step {
  name?: string;
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Env;
}

export interface Job {
  if?: string;
  needs?: string;
  environment?: string;
  permissions?: Record<string, string>;
  env?: Env;
  outputs?: Record<string, string>;
  steps: Step[];
}

export interface Workflow {
  permissions: unknown;
  concurrency: unknown;
  env?: Env;
  jobs: Record<string, Job>;
}

/** What expressions can name, such as `{ secrets: { CODESPACES_TOKEN: "…" } }`. */
export type Contexts = Record<string, object>;

export interface JobRun {
  /** Whether its `if` holds. */
  ran: boolean;
  /** Of the first step that failed; 0 if none did. */
  code: number;
  log: string;
  /** What the steps put on the run's page. */
  summary: string;
  outputs: Record<string, string>;
}

/** Steps that only get what a machine for tests has: the packages and the CLI. */
const HAD_ALREADY = ["npm ci"];

/** The workflow of a file. */
export function workflowIn(file: string): Workflow {
  return parse(readFileSync(file, "utf8")) as Workflow;
}

export async function runJob(
  workflow: Workflow,
  name: string,
  where: { project: PulumiProject; contexts: Contexts },
): Promise<JobRun> {
  const job = workflow.jobs[name];
  if (!job) throw new Error(`no job ${name}`);
  const run = new RunOfJob(where.project, where.contexts);
  if (job.if !== undefined && !run.holds(job.if)) return run.result(job);
  await run.steps(job.steps, [workflow.env ?? {}, job.env ?? {}]);
  return { ...run.result(job), ran: true };
}

class RunOfJob {
  readonly #project: PulumiProject;
  readonly #contexts: Contexts;
  readonly #steps: Record<string, { outputs: Record<string, string>; outcome: string }> = {};
  readonly #temp: string;
  #code = 0;
  #log = "";

  constructor(project: PulumiProject, contexts: Contexts) {
    this.#project = project;
    this.#temp = join(project.folder, "tmp", `job-${performance.now()}`);
    mkdirSync(this.#temp, { recursive: true });
    for (const file of ["summary", "output"]) writeFileSync(join(this.#temp, file), "");
    const runner = { temp: this.#temp };
    this.#contexts = { ...contexts, runner, steps: this.#steps };
  }

  async steps(steps: readonly Step[], around: Env[]): Promise<void> {
    for (const step of steps) {
      if (step.run === undefined || HAD_ALREADY.includes(step.run.trim())) continue;
      if (!this.holds(step.if ?? "success()")) continue;
      await this.#step(step, this.#environment([...around, step.env ?? {}]));
    }
  }

  async #step({ run = "", id }: Step, env: Record<string, string>): Promise<void> {
    writeFileSync(join(this.#temp, "output"), "");
    const { code, output } = await this.#project.runnerShell(run, env);
    this.#log += output;
    this.#code ||= code;
    const pairs = this.#text("output").split("\n").filter(Boolean);
    const outputs = Object.fromEntries(
      pairs.map((line) => line.split(/=(.*)/s) as [string, string]),
    );
    if (id !== undefined)
      this.#steps[id] = { outputs, outcome: code === 0 ? "success" : "failure" };
  }

  #environment(envs: Env[]): Record<string, string> {
    const all = Object.entries(Object.assign({}, ...envs) as Env);
    const given = all.map(([name, value]) => [name, this.#filled(String(value))]);
    const { github = {} } = this.#contexts as { github?: { repository?: string } };
    return {
      ...(Object.fromEntries(given) as Record<string, string>),
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_REPOSITORY: github.repository ?? "",
      GITHUB_API_URL: this.#filled("${{ github.api_url }}"),
      GITHUB_STEP_SUMMARY: join(this.#temp, "summary"),
      GITHUB_OUTPUT: join(this.#temp, "output"),
    };
  }

  /** With the value of each `${{ expression }}`. */
  #filled(text: string): string {
    return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => this.#value(expression));
  }

  holds(condition: string): boolean {
    const [, expression = condition] = /^\$\{\{(.*)\}\}$/s.exec(condition.trim()) ?? [];
    return !["false", "", "0"].includes(this.#value(expression));
  }

  /** GitHub's expressions that workflows here use mean the same in JavaScript. What is missing is an empty text. */
  #value(expression: string): string {
    const functions = { success: () => this.#code === 0, cancelled: () => false };
    const named = Object.fromEntries(
      Object.entries(this.#contexts).map(([name, context]) => [name, lenient(context)]),
    );
    const value: unknown = runInNewContext(expression, { ...functions, ...named });
    return String(value);
  }

  result(job: Job): JobRun {
    const outputs = Object.entries(job.outputs ?? {});
    return {
      ran: false,
      code: this.#code,
      log: this.#log,
      summary: this.#text("summary"),
      outputs: Object.fromEntries(outputs.map(([name, text]) => [name, this.#filled(text)])),
    };
  }

  #text(file: string): string {
    return readFileSync(join(this.#temp, file), "utf8");
  }
}

function lenient(context: object): object {
  return new Proxy(context, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name);
      return typeof value === "object" && value !== null ? lenient(value) : (value ?? "");
    },
  });
}
