import { isDeepStrictEqual } from "node:util";
import type { FaultHandle } from "github-codespaces-emulator";
import { expectNoTrace, expectNowhere } from "../canaries";
import { textOf } from "../histories/engine-stack";
import type { PulumiProject } from "../pulumi-project";
import { linesAt } from "../github-view";
import type { World } from "../world";
import { FIRST, namesOf, scopeOf, type Scope } from "./scope";
import type { Command, Played, Trial } from "./trials";
import { ONE, TWO } from "./verbs";

/** A verb in a scope of its own, and what goes wrong there. */
interface Case {
  scope: Scope;
  played: Played;
  trials: Partial<Record<Command, Trial>>;
}

const OUR_ERROR =
  /(?:Org|User|Repo)?Codespaces?\w* \S+ could not be (?:created|read|updated|deleted): .*/g;

/** Hundreds of writes at once, retries that don't take long, and no limits that one case sets for all. */
const SETTINGS = {
  GITHUB_CODESPACES_RETRIES: "1",
  GITHUB_CODESPACES_POINTS_PER_MINUTE: "1000000",
};
const AT_ONCE = ["--parallel", "64"];
/** Only where no answer comes is it worth waiting for less than half a minute. */
const IMPATIENT = "GITHUB_CODESPACES_REQUEST_TIMEOUT_SECONDS";

/** Many verbs in one stack of the real engine: each meets a fault of its own in one `up`, `refresh` and `destroy`. */
export class Batch {
  readonly #world: World;
  readonly #cases: readonly Case[];
  readonly #broken: string[] = [];
  readonly #said: string[] = [];
  /** How many requests met a fault. */
  met = 0;
  /** What the engine didn't ask for: how often a refresh asks depends on the time since the write. */
  readonly unmet: string[] = [];

  constructor(world: World, verbs: readonly Pick<Case, "played" | "trials">[]) {
    this.#world = world;
    this.#cases = verbs.map((each, index) => ({ ...each, scope: scopeOf(FIRST + index) }));
  }

  /** What is broken, in words. */
  async run(): Promise<readonly string[]> {
    const { emulator } = this.#world;
    emulator.reset();
    for (const { scope, played } of this.#cases) played.verb.byHand?.(emulator, scope);
    const project = await this.#world.project({ program: this.#program("before"), env: SETTINGS });
    await project.up(...AT_ONCE);
    this.#compare("the up before", ({ played, scope }) => played.before(scope));
    project.write(this.#program("after"));
    const isDeleting = ({ played }: Case) => played.verb.deletes === true;
    const after = ({ played, scope }: Case) => played.after(scope);
    await this.#meet(project, "up", {
      among: (one) => !isDeleting(one),
      wanted: (one) => (isDeleting(one) ? undefined : after(one)),
    });
    await this.#meet(project, "up", { among: isDeleting, wanted: after });
    await project.up(...AT_ONCE);
    this.#compare("the next up", after);
    await this.#meet(project, "refresh", { wanted: after });
    await this.#expectClean(project);
    await this.#meet(project, "destroy", { wanted: ({ played, scope }) => played.left(scope) });
    await project.destroy(...AT_ONCE);
    this.#compare("the next destroy", ({ played, scope }) => played.left(scope));
    this.#searchTraces(project);
    return [...this.#broken, ...emulator.violations];
  }

  #program(when: "before" | "after"): string {
    return textOf(
      this.#cases.flatMap(({ scope, played }) => played.verb[when].map((one) => one(scope))),
    );
  }

  /** The command with the faults: what it doesn't name in an error is as it should be. */
  async #meet(project: PulumiProject, command: Command, { among, wanted }: Meeting): Promise<void> {
    const planted = this.#plant(command, among);
    const flags = command === "refresh" ? [] : ["--continue-on-error"];
    project.setEnv({ [IMPATIENT]: "2" });
    const run = await project.try(command, "--yes", "--skip-preview", ...AT_ONCE, ...flags);
    project.setEnv({ [IMPATIENT]: undefined });
    for (const { handle } of planted) handle.remove();
    const unmet = planted.filter(({ handle }) => handle.hits === 0);
    this.unmet.push(...unmet.map(({ trial }) => trial.name));
    this.met += planted.length - unmet.length;
    const errors: string[] = run.output.match(OUR_ERROR) ?? [];
    const named = this.#cases.filter(({ scope }) => errors.some((one) => namesOf(scope).test(one)));
    const innocent = named.filter((one) => !planted.some(({ of }) => of === one));
    this.#broken.push(...innocent.map(({ scope }) => `${scope.label} failed without a fault`));
    const isSaid = (run.code === 0) === (errors.length === 0);
    if (!isSaid) this.#broken.push(`${command} ended with ${run.code}: ${run.output}`);
    this.#compare(command, (one) => (named.includes(one) ? undefined : wanted(one)));
    this.#said.push(run.output);
  }

  #plant(command: Command, among: (one: Case) => boolean = () => true): Planted[] {
    const { emulator } = this.#world;
    return this.#cases.filter(among).flatMap((of): Planted[] => {
      const { [command]: trial } = of.trials;
      if (trial === undefined) return [];
      return [{ of, trial, handle: emulator.fail(trial.plant(emulator, of.scope)) }];
    });
  }

  async #expectClean(project: PulumiProject): Promise<void> {
    for (const command of ["refresh", "preview"] as const) {
      const flags = command === "refresh" ? ["--yes", "--skip-preview"] : [];
      const run = await project.try(command, ...flags, "--expect-no-changes", "--diff");
      this.#said.push(run.output);
      if (run.code !== 0) this.#broken.push(`${command} is not empty: ${run.output}`);
    }
  }

  /** Each scope's lines at GitHub with those that are wanted there; undefined: nobody knows. */
  #compare(when: string, wanted: (one: Case) => string[] | undefined): void {
    const lines = linesAt(this.#world.emulator);
    for (const one of this.#cases) {
      const should = wanted(one);
      const is = lines.filter((line) => namesOf(one.scope).test(line));
      const made = is.filter((line) => line.startsWith("codespace ")).length;
      if (made <= 1 && (should === undefined || isDeepStrictEqual(is, should))) continue;
      const what = Object.values(one.trials).map(({ name }) => name);
      const texts = [is, should, what].map((each) => JSON.stringify(each));
      this.#broken.push(`${one.scope.label} after ${when}: ${texts.join(", not ")}`);
    }
  }

  #searchTraces(project: PulumiProject): void {
    const files = project.files().filter(({ path }) => !path.endsWith("index.js"));
    const left = [...this.#said, ...files.map(({ text }) => text)].join("\n");
    expectNowhere(left, [this.#world.emulator.token]);
    expectNoTrace(left, [ONE, TWO]);
  }
}

interface Planted {
  of: Case;
  trial: Trial;
  handle: FaultHandle;
}

interface Meeting {
  /** Which cases meet a fault. Default: all. */
  among?: (one: Case) => boolean;
  /** What is at GitHub if no error names it; undefined: nobody knows. */
  wanted: (one: Case) => string[] | undefined;
}
