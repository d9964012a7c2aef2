import {
  startEmulator,
  type Emulator,
  type EmulatorOptions,
  type Fault,
  type RequestLogEntry,
} from "github-codespaces-emulator";
import { allOf, expectNoTrace, expectNowhere } from "./canaries";
import { lasts, someFaultsOf, type NamedFault } from "./faults";
import { did } from "./figures";
import { atGitHub } from "./github-view";
import { newRun } from "./lifecycles";
import { Stack, type Declared } from "./stack";

/** What one operation does, told by the program before it and the one after it. */
export interface Verb {
  name: string;
  before: readonly Declared[];
  /** Default: as before. */
  after?: readonly Declared[];
  /** Default: `up`. */
  operation?: "up" | "refresh" | "destroy";
  /** What was at GitHub before the stack. A run that fails may leave it. */
  there?: (emulator: Emulator) => void;
  /** What was at GitHub before the stack, or was done there since. */
  byHand?: (emulator: Emulator) => void;
  /** It writes what another resource of the state holds too: a refresh may find that somebody wrote. */
  writesAnothers?: true;
  /** Nobody can tell whether it was there before: what a lost write may have made stays. */
  mayLeave?: true;
  /** Paths of what both programs declare: it is there all the time. */
  kept?: readonly string[];
}

/** What comes after the run that a fault met. */
type FollowUp = "up" | "refresh, up" | "up of before" | "destroy";

interface Case {
  verb: Verb;
  /** The fault, at the GitHub of an address. */
  plant: (url: string) => Fault;
  /** The settings of the run that meets it. */
  config: Record<string, string>;
  /** Whether it matters what comes after it: only where the state may not be what it was. */
  isFollowed: boolean;
  /** In words that tell all of it. */
  name: string;
}

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

export const ONE = "canary-value-one";
export const TWO = "canary-value-two";

/** Longer than GitHub's reads may lag, as the provider sees it. */
const LATER = 180_000;
/** How many of a verb's broken cases are shown. */
const SHOWN = 5;

/** For a request that nobody answers: Node's timer is real. */
const SHORT = { "github-codespaces:requestTimeoutSeconds": "0.1" };

/** So many cases at once: a run waits a little, at times, for what it may ask for together. */
const AT_ONCE = 4;

/** Meets each request of each verb with faults, each once, and from there on to the end of the run. */
class FaultMatrix {
  readonly #emulators: Emulator[] = [];
  #verbs = 0;
  /** How many runs were met by a fault. */
  cases = 0;

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
    const requests = [...emulator.requests];
    const cases = casesOf(emulator.url, { verb, turn: this.#verbs, requests });
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

  /** The verb with its fault. */
  async #meet(emulator: Emulator, { verb, name, plant, config }: Case): Promise<Met> {
    const settings = { config: {} };
    const stack = await prepare(emulator, verb, settings);
    const fault = emulator.fail(plant(emulator.url));
    settings.config = config;
    const failed = await operate(stack, verb);
    settings.config = {};
    fault.remove();
    if (fault.hits === 0) throw new Error(`${name}: no request met the fault`);
    this.cases += 1;
    return { stack, failed };
  }
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
  const most = Math.max(...[ends.before, ends.after].map((end) => codespacesIn(end)));
  wants("that there is one codespace", codespacesIn(atGitHub(emulator)) <= most, true);
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

/** The requests of a verb with their faults. `turn` tells which of two slices begins. */
function casesOf(
  url: string,
  { verb, turn, requests }: { verb: Verb; turn: number; requests: readonly RequestLogEntry[] },
): Case[] {
  return requests.flatMap((request, place) => {
    const { method, path } = request;
    const earlier = requests.slice(0, place);
    const nth = earlier.filter((one) => one.path === path && one.method === method).length;
    const at = `${verb.name} | ${method} ${path} (${nth + 1})`;
    return someFaultsOf(request, turn + place).flatMap((named: NamedFault): Case[] => {
      const { name, fault, lastsUntilTimeOut } = named;
      const config = lastsUntilTimeOut ? SHORT : {};
      const { afterEffect, drop, status } = fault(url, request);
      const isFollowed = drop !== undefined || (afterEffect === true && status === 502);
      const once = { method, path: patternOf(path), after: nth, times: 1 };
      const always = { after: place, times: Infinity };
      const planting = (when: Partial<Fault>) => (own: string) => ({
        ...fault(own, request),
        ...when,
      });
      const first = {
        verb,
        config,
        plant: planting(once),
        isFollowed: false,
        name: `${at} | ${name}, once`,
      };
      // A gateway that knows this address only: the lists that it is on are GitHub's.
      const atPath = earlier.filter((one) => one.path === path).length;
      const there = {
        ...first,
        plant: planting({ path: patternOf(path), after: atPath, times: Infinity }),
        name: `${at} | ${name}, at this address from there on`,
      };
      if (!lasts(request, named)) return [first];
      const rest = {
        verb,
        config,
        plant: planting(always),
        isFollowed,
        name: `${at} | ${name}, from there on`,
      };
      return name === "404" ? [first, there, rest] : [first, rest];
    });
  });
}

/** GitHub gives each codespace a name by chance. */
export function patternOf(path: string): string | RegExp {
  const [, rest] = /^\/user\/codespaces\/octocat-[\w-]+(.*)$/.exec(path) ?? [];
  return rest === undefined ? path : new RegExp(`^/user/codespaces/octocat-[\\w-]+${rest}$`);
}

/** A matrix for the tests of a file. */
export function useFaultMatrix(options: EmulatorOptions = {}): FaultMatrix {
  const matrix = new FaultMatrix();
  beforeAll(() => matrix.start(options));
  afterAll(() => {
    did(matrix.cases, "cases");
    return matrix.stop();
  });
  return matrix;
}
