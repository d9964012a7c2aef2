import { setTimeout as sleep } from "node:timers/promises";
import { startEmulator, type Emulator, type EmulatorOptions } from "github-codespaces-emulator";
import { allOf, expectNoTrace, expectNowhere } from "./canaries";
import { casesOf, type Case } from "./fault-cases";
import type { Verb } from "./fault-verbs";
import { did } from "./figures";
import { atGitHub } from "./github-view";
import { newRun } from "./lifecycles";
import { Stack } from "./stack";

/** What comes after the run that a fault met. */
type FollowUp = "up" | "refresh, up" | "up of before" | "destroy";

/** A run that a fault met, and the error that ended it. */
interface Met {
  stack: Stack;
  failed: string | undefined;
}

/** What is at GitHub before a verb, and after it. */
interface Ends {
  /** Without the program. */
  empty: string;
  before: string;
  after: string;
}

export type { Verb } from "./fault-verbs";

export const ONE = "canary-value-one";
export const TWO = "canary-value-two";

/** Longer than GitHub's reads may lag, as the provider sees it. */
const LATER = 180_000;
/** How many of a verb's broken cases are shown. */
const SHOWN = 5;

const TIMEOUT = "github-codespaces:requestTimeoutSeconds";
/** For a request that nobody answers, since Node's timer is real. */
const PATIENCE = ["0.1", "1", "10"];

/** So many cases at once: a run waits a little, at times, for what it may ask for together. */
const AT_ONCE = 4;

/** Meets each request of each verb with faults, each once, and from there on to the end of the run. */
class FaultMatrix {
  readonly #emulators: Emulator[] = [];
  readonly #every: number;
  #verbs = 0;
  /** How many runs were met by a fault. */
  cases = 0;

  constructor(every: number) {
    this.#every = every;
  }

  async start(options: EmulatorOptions): Promise<void> {
    const starting = Array.from({ length: AT_ONCE }, () => startEmulator(options));
    this.#emulators.push(...(await Promise.all(starting)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#emulators.map((emulator) => emulator.close()));
  }

  /** The first of the cases that break what is promised, in words that tell all of each. */
  async broken(verb: Verb): Promise<string[]> {
    const [emulator] = this.#emulators;
    if (emulator === undefined) throw new Error("it wasn't started");
    emulator.reset();
    const empty = atGitHub(emulator);
    const stack = await prepare(emulator, verb);
    const before = atGitHub(emulator);
    const failed = await operate(stack, verb);
    if (failed !== undefined) throw new Error(`${verb.name}, without a fault: ${failed}`);
    const ends = { empty, before, after: atGitHub(emulator) };
    const cases = casesOf(emulator, { verb, turn: this.#verbs, every: this.#every });
    this.#verbs += 1;
    if (cases.length === 0) throw new Error(`${verb.name} makes no request`);
    const broken: string[] = [];
    const work = async (own: Emulator) => {
      for (let one = cases.shift(); one !== undefined; one = cases.shift()) {
        const { name } = one;
        broken.push(...(await this.#run(own, one, ends)).map((what) => `${name}: ${what}`));
      }
    };
    await Promise.all(this.#emulators.map(work));
    broken.push(...this.#emulators.flatMap(({ violations }) => violations));
    return broken.slice(0, SHOWN);
  }

  async #run(emulator: Emulator, one: Case, ends: Ends): Promise<string[]> {
    const first = await this.#meet(emulator, one);
    const broken = await follow(emulator, one, { ...first, ends, then: "up" });
    if (first.failed === undefined || !one.isFollowed) return broken;
    for (const then of ["refresh, up", "up of before", "destroy"] as const) {
      const again = await this.#meet(emulator, one);
      broken.push(...(await follow(emulator, one, { ...again, ends, then })));
    }
    return broken;
  }

  /** The verb with its fault. On a busy machine a request may be given up before the emulator has it. */
  async #meet(emulator: Emulator, one: Case): Promise<Met> {
    for (const seconds of one.isSilent ? PATIENCE : [undefined]) {
      const { hits, ...met } = await meet(emulator, one, seconds);
      if (hits === 0) continue;
      this.cases += 1;
      return met;
    }
    throw new Error(`${one.name}: no request met the fault`);
  }
}

async function meet(emulator: Emulator, { verb, plant }: Case, seconds: string | undefined) {
  const settings = { config: {} };
  const stack = await prepare(emulator, verb, settings);
  const fault = emulator.fail(plant(emulator));
  if (seconds !== undefined) settings.config = { [TIMEOUT]: seconds };
  const failed = await operate(stack, verb);
  settings.config = {};
  fault.remove();
  await allAreAnswered(emulator);
  await emulator.comeBack();
  return { stack, failed, hits: fault.hits };
}

/** What was given up still has its effect, at a time of its own. */
async function allAreAnswered({ requests }: Emulator): Promise<void> {
  while (requests.some(({ ms }) => ms === undefined)) await sleep(5);
}

/** Later runs have the settings that they find then. */
async function prepare(
  emulator: Emulator,
  { before, there, byHand }: Verb,
  settings: { config: Record<string, string> } = { config: {} },
): Promise<Stack> {
  const onWait = (ms: number) => {
    emulator.advance(ms);
  };
  emulator.reset();
  there?.(emulator);
  const { url, token } = emulator;
  const stack = new Stack(() => newRun({ url, token, onWait, ...settings }));
  const failed = await stack.up(before);
  if (failed !== undefined) throw new Error(failed);
  byHand?.(emulator);
  emulator.advance(LATER);
  emulator.clearRequests();
  return stack;
}

function operate(stack: Stack, { before, after = before, operation = "up" }: Verb) {
  if (operation === "refresh") return stack.refresh();
  return operation === "destroy" ? stack.destroy() : stack.up(after);
}

/** What is wrong after the run, and after what follows it. */
async function follow(
  emulator: Emulator,
  { verb }: Case,
  { stack, failed, ends, then }: Met & { ends: Ends; then: FollowUp },
): Promise<string[]> {
  const broken: string[] = [];
  const wants = (what: string, seen: unknown, wanted: unknown) => {
    const [is = "nothing", should = "nothing"] = [seen, wanted].map((each) => JSON.stringify(each));
    if (is !== should) broken.push(`${then}: ${what} is ${is}, not ${should}`);
  };
  const { before, after = before, operation, byHand, kept = [] } = verb;
  const removed = emulator.requests.filter((one) => one.method === "DELETE" && one.status < 300);
  const lost = removed.filter(({ path, status }) => status > 0 && kept.includes(path));
  wants("what was deleted though it is declared", lost, []);
  if (failed === undefined) wants("what the run left", atGitHub(emulator), ends.after);
  else if (!NAMED.test(failed)) broken.push(`its error names no resource: ${failed}`);
  const most =
    Math.max(...[ends.before, ends.after].map((end) => codespacesIn(end))) +
    Number(verb.makesAnother ?? 0);
  wants("that no codespace is too many", codespacesIn(atGitHub(emulator)) <= most, true);
  if (failed?.includes(MAYBE_MADE)) deleteUnknown(emulator, stack);
  emulator.advance(LATER);
  // The state can't say of what a DELETE failed for that it may be gone.
  const mayBeGone = emulator.requests.some(({ method }) => method === "DELETE");
  const isBack = then === "up of before";
  if (then === "refresh, up" || (isBack && mayBeGone)) {
    wants("the refresh", await stack.refresh(), undefined);
  }
  if (then === "destroy" || operation === "destroy") {
    wants("the destroy", await stack.destroy(), undefined);
    if (byHand === undefined && !verb.mayLeave)
      wants("what is left", atGitHub(emulator), ends.empty);
    wants("the state", stack.entries, []);
  } else {
    const program = isBack ? before : after;
    if (failed !== undefined) wants("the up", await stack.up(program), undefined);
    const isAsBefore = isBack && (byHand !== undefined || verb.mayLeave === true);
    if (!isAsBefore) wants("GitHub", atGitHub(emulator), isBack ? ends.before : ends.after);
    wants("the preview", await stack.preview(program), []);
    emulator.advance(LATER);
    const changed: string[] = [];
    wants("the refresh", await stack.refresh(changed), undefined);
    if (!verb.writesAnothers) wants("what the refresh found", changed, []);
  }
  const left = JSON.stringify([stack.said, stack.entries]) + stack.thrown.map(allOf).join("\n");
  expectNowhere(left, [emulator.token]);
  expectNoTrace(left, [ONE, TWO]);
  return broken;
}

/** Then the error asks a person to look, and to delete what nobody knows. */
const MAYBE_MADE = "It may have been created anyway";

function deleteUnknown(emulator: Emulator, { entries }: Stack): void {
  const known = new Set(entries.map(({ id }) => id));
  for (const { name } of emulator.codespaces("octocat")) {
    if (!known.has(name)) emulator.drift.codespaces.delete(name);
  }
}

function codespacesIn(end: string): number {
  return end.split("\n").filter((line) => line.startsWith("codespace ")).length;
}

/** The resource's class and name, as each error begins. */
const NAMED = /^(Org|User|Repo)?Codespaces?\w* \S+ could not be (created|read|updated|deleted): /;

/** A matrix for the tests of a file. @param every which of the faults `npm test` takes for a request: one in so many */
export function useFaultMatrix(options: EmulatorOptions = {}, every = 2): FaultMatrix {
  const matrix = new FaultMatrix(every);
  beforeAll(() => matrix.start(options));
  afterAll(() => {
    did(matrix.cases, "cases");
    return matrix.stop();
  });
  return matrix;
}
