import { Readable } from "node:stream";
import { isDeepStrictEqual } from "node:util";
import type { Emulator } from "github-codespaces-emulator";
import { KEPT, prepare, programOf } from "./everything";
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

const LATER = 180_000;

/** Kills each operation at each of its requests. */
export class Interruptions {
  readonly #emulator: Emulator;
  /** How many runs were killed. */
  boundaries = 0;

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  /** What is broken, in words that tell all of it. */
  async broken(what: Interrupted): Promise<string[]> {
    const emulator = this.#emulator;
    const { stack } = await this.#ready(what);
    await mustSucceed(operate(stack, what));
    const ends = atGitHub(emulator);
    const { length } = emulator.requests;
    const broken: string[] = [];
    for (let place = 0; place < length; place += 1) {
      for (const when of ["before", "after"] as const) {
        for (const saved of ["each step", "at the end"] as const) {
          for (const then of ["up", "refresh, up"] as const) {
            const boundary = { place, when, saved, then };
            const found = await this.#run(what, boundary, ends);
            broken.push(...found.map((one) => `${what.name}, ${JSON.stringify(boundary)}: ${one}`));
          }
        }
      }
    }
    return [...broken, ...emulator.violations];
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
        beforeWriting: async () => Promise.resolve(dies()),
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
    const first = structuredClone(stack.entries);
    const end = () => {
      left = saved === "each step" ? structuredClone(stack.entries) : first;
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
    this.boundaries += 1;
    return { left, empty };
  }

  async #run(what: Interrupted, boundary: Boundary, ends: string): Promise<string[]> {
    const { left, empty } = await this.#kill(what, boundary);
    const emulator = this.#emulator;
    const { stack } = await this.#next(left);
    const broken: string[] = [];
    const wants = (about: string, seen: unknown, wanted: unknown) => {
      if (isDeepStrictEqual(seen, wanted)) return;
      broken.push(
        `${about}: ${JSON.stringify(seen ?? null)}, not ${JSON.stringify(wanted ?? null)}`,
      );
    };
    emulator.advance(boundary.then === "up" ? 0 : LATER);
    if (boundary.then === "refresh, up") wants("the refresh", await stack.refresh(), undefined);
    if (what.operation !== "destroy") {
      const { after = "one" } = what;
      wants("the up", await stack.up(programOf(after)), undefined);
      wants("GitHub", atGitHub(emulator), ends);
      wants("the preview", await stack.preview(programOf(after)), []);
      emulator.advance(LATER);
      const changed: string[] = [];
      wants("the refresh after it", await stack.refresh(changed), undefined);
      wants("what it found", changed, []);
      const removed = emulator.requests.filter(
        ({ method, status }) => method === "DELETE" && status === 204,
      );
      wants(
        "what was deleted",
        removed.filter(({ path }) => KEPT.includes(path)).map(({ path }) => path),
        [],
      );
    }
    wants("the destroy", await stack.destroy(), undefined);
    wants("what is left", atGitHub(emulator), empty);
    return broken;
  }

  #next(entries: Entry[]) {
    const { url, token } = this.#emulator;
    const onWait = (ms: number) => {
      this.#emulator.advance(ms);
    };
    const stack = new Stack(() => newRun({ url, token, onWait }));
    stack.entries = structuredClone(entries);
    return { stack };
  }
}

function operate(stack: Stack, { operation, after = "one" }: Interrupted) {
  if (operation === "up") return stack.up(programOf(after));
  return operation === "refresh" ? stack.refresh() : stack.destroy();
}

async function mustSucceed(operation: Promise<string | undefined>): Promise<void> {
  const failed = await operation;
  if (failed !== undefined) throw new Error(failed);
}
