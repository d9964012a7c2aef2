import { Readable } from "node:stream";
import { isDeepStrictEqual } from "node:util";
import type { Emulator } from "github-codespaces-emulator";
import { allOf, expectNoTrace, expectNowhere } from "./canaries";
import { KEPT, ONE, prepare, programOf, TWO } from "./everything";
import { atGitHub } from "./github-view";
import { newRun } from "./lifecycles";
import { Stack, type Entry } from "./stack";

/** An operation of a stack of all classes, and the version of its program before and after it. */
export interface Interrupted {
  name: string;
  operation: "up" | "refresh" | "destroy";
  before?: "one" | "two";
  after?: "one" | "two";
}

/** What is left of a run that was killed: its engine and its hosts are gone in the same moment. */
interface Boundary {
  /** How many requests were sent before. */
  place: number;
  /** Whether the request that was on its way had its effect. */
  when: "before" | "after";
  /** What was saved of the state: each step, or, with PULUMI_SKIP_CHECKPOINTS, nothing yet. */
  saved: "each step" | "at the end";
  /** What the person does next. */
  then: "up" | "refresh, up";
}

/** Longer than GitHub's reads may lag, as the provider sees it. */
const LATER = 180_000;

/** How many of an operation's broken cases are shown. */
const SHOWN = 5;

const endings = (["each step", "at the end"] as const).flatMap((saved) =>
  (["up", "refresh, up"] as const).map((then) => ({ saved, then })),
);

/** Kills each operation at each of its requests. */
export class Interruptions {
  readonly #emulator: Emulator;
  readonly #all: boolean;
  /** How many runs were killed. */
  killed = 0;
  /** How many codespaces of them nobody's state knew. */
  unknown = 0;

  /** @param all whether each boundary meets all that may come after it, and not one of them in turn */
  constructor(emulator: Emulator, { all }: { all: boolean }) {
    this.#emulator = emulator;
    this.#all = all;
  }

  /** The first of what is broken, in words that tell all of it. */
  async broken(what: Interrupted): Promise<string[]> {
    const emulator = this.#emulator;
    const { stack } = await this.#ready(what);
    await mustSucceed(operate(stack, what));
    const ends = atGitHub(emulator);
    const broken: string[] = [];
    for (const boundary of this.#boundaries(emulator.requests.length)) {
      const found = await this.#run(what, boundary, ends);
      broken.push(...found.map((one) => `${what.name}, ${JSON.stringify(boundary)}: ${one}`));
    }
    return [...broken, ...emulator.violations].slice(0, SHOWN);
  }

  #boundaries(requests: number): Boundary[] {
    return Array.from({ length: requests }, (_, place) => place).flatMap((place) =>
      (["before", "after"] as const).flatMap((when, index) =>
        endings
          // Three and four have no divisor in common: all meet, sooner or later.
          .filter((_, turn) => this.#all || turn === (place * 3 + index) % endings.length)
          .map((ending) => ({ place, when, ...ending })),
      ),
    );
  }

  async #ready({ before }: Interrupted, isDead: () => boolean = () => false) {
    const emulator = this.#emulator;
    emulator.reset();
    prepare(emulator);
    const empty = atGitHub(emulator);
    const { url, token } = emulator;
    const dies = () => {
      if (isDead()) throw new Error("nobody goes on");
    };
    const stack = new Stack(() =>
      newRun({
        url,
        token,
        beforeWriting: async () => Promise.resolve().then(dies),
        onWait: (ms) => {
          dies();
          emulator.advance(ms);
        },
      }),
    );
    if (before) await mustSucceed(stack.up(programOf(before)));
    emulator.advance(LATER);
    emulator.clearRequests();
    return { stack, empty };
  }

  /** The operation up to its end by force. The state is what was saved by then. */
  async #kill(what: Interrupted, { place, when, saved }: Boundary) {
    let left: Entry[] | undefined;
    const { stack, empty } = await this.#ready(what, () => left !== undefined);
    const first = asSaved(stack.entries);
    const end = () => {
      left = saved === "each step" ? asSaved(stack.entries) : first;
    };
    const emulator = this.#emulator;
    const lost = { status: 200, text: "" };
    const killing = emulator.fail({
      after: place,
      ...(when === "after"
        ? { edit: () => (end(), lost) }
        : {
            status: 200,
            stream: () => {
              end();
              return Readable.from([]);
            },
          }),
    });
    const never = emulator.fail({ after: place, times: Infinity, drop: "before" });
    await operate(stack, what);
    killing.remove();
    never.remove();
    if (left === undefined) throw new Error(`${what.name} sends no request ${place}`);
    this.killed += 1;
    return { left, empty };
  }

  async #run(what: Interrupted, boundary: Boundary, ends: string): Promise<string[]> {
    const { left, empty } = await this.#kill(what, boundary);
    this.#deleteUnknown(left);
    const emulator = this.#emulator;
    const stack = this.#next(left);
    const broken: string[] = [];
    const wants = (about: string, seen: unknown, wanted: unknown) => {
      if (isDeepStrictEqual(seen, wanted)) return;
      const [is, should] = [seen, wanted].map((each) => JSON.stringify(each ?? null));
      broken.push(`${about}: ${is}, not ${should}`);
    };
    if (boundary.then === "refresh, up") {
      emulator.advance(LATER);
      wants("the refresh", await stack.refresh(), undefined);
    }
    if (what.operation !== "destroy") {
      const { after = "one" } = what;
      wants("the up", await stack.up(programOf(after)), undefined);
      wants("GitHub", atGitHub(emulator), ends);
      wants("the preview", await stack.preview(programOf(after)), []);
      emulator.advance(LATER);
      const changed: string[] = [];
      wants("the refresh after it", await stack.refresh(changed), undefined);
      wants("what it found", changed, []);
      wants("what was deleted of what stays", this.#deletedOfKept(), []);
    }
    wants("the destroy", await stack.destroy(), undefined);
    wants("what is left", atGitHub(emulator), empty);
    const told = JSON.stringify([stack.said, stack.entries]) + stack.thrown.map(allOf).join("\n");
    expectNowhere(told, [emulator.token]);
    expectNoTrace(told, [ONE, TWO]);
    return broken;
  }

  /**
   * The next `up` can't know of a codespace that was made and not saved: Pulumi names the resource as interrupted while
   * it was created, and a person looks (see docs/decisions.md).
   */
  #deleteUnknown(entries: readonly Entry[]): void {
    const known = new Set(entries.map(({ id }) => id));
    for (const { name } of this.#emulator.codespaces("octocat")) {
      if (known.has(name)) continue;
      this.#emulator.drift.codespaces.delete(name);
      this.unknown += 1;
    }
  }

  #deletedOfKept(): string[] {
    const deleted = this.#emulator.requests.filter(
      ({ method, status, path }) => method === "DELETE" && status === 204 && KEPT.includes(path),
    );
    return deleted.map(({ path }) => path);
  }

  #next(entries: Entry[]): Stack {
    const { url, token } = this.#emulator;
    const onWait = (ms: number) => {
      this.#emulator.advance(ms);
    };
    const stack = new Stack(() => newRun({ url, token, onWait }));
    stack.entries = asSaved(entries);
    return stack;
  }
}

/** As a state file holds them. What structuredClone makes is equal to nothing in Jest's sandbox: its objects are of Node itself. */
function asSaved(entries: readonly Entry[]): Entry[] {
  return JSON.parse(JSON.stringify(entries)) as Entry[];
}

function operate(stack: Stack, { operation, after = "one" }: Interrupted) {
  if (operation === "up") return stack.up(programOf(after));
  return operation === "refresh" ? stack.refresh() : stack.destroy();
}

async function mustSucceed(operation: Promise<string | undefined>): Promise<void> {
  const failed = await operation;
  if (failed !== undefined) throw new Error(failed);
}

/** From the first `up` to the destroy. */
export const operations: readonly Interrupted[] = [
  { name: "the first up", operation: "up", after: "one" },
  { name: "an up that changes everything", operation: "up", before: "one", after: "two" },
  { name: "an up that changes it back", operation: "up", before: "two", after: "one" },
  { name: "a refresh", operation: "refresh", before: "two", after: "two" },
  { name: "a destroy", operation: "destroy", before: "two" },
];
