import { isDeepStrictEqual } from "node:util";
import { DECLARATION } from "../../provider/src/rules/hints";
import { PartlyDone, type Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../provider/src/rules/plain";
import type { ProviderRun } from "./lifecycles";

export type Kind = Exclude<keyof ProviderRun, "lines" | "waited">;

/** A resource as a program declares it. */
export interface Declared {
  name: string;
  kind: Kind;
  args: Props;
}

/** A resource as the state holds it. */
export interface Entry extends Pick<Declared, "name" | "kind"> {
  id: string;
  inputs: Props;
  outputs: Props;
  /** It was made or changed in part: the next `up` updates it, whether the program changed or not. */
  failed?: boolean;
  /** Its replacement was not made: it is gone, and the next `up` makes it. */
  replaced?: boolean;
}

interface Step {
  verb: "same" | "create" | "update" | "replace";
  name: string;
  kind: Kind;
  old: Entry | undefined;
  inputs: Props;
}

let calls = 0;

/** A stack of Pulumi's engine, one resource after another, over the lifecycles: each operation is a process. */
export class Stack {
  readonly #newRun: () => ProviderRun;
  entries: Entry[] = [];
  /** All that was said to the person at the terminal, errors too. */
  readonly said: string[] = [];
  /** What ended operations, as it was thrown. */
  readonly thrown: unknown[] = [];

  constructor(newRun: () => ProviderRun) {
    this.#newRun = newRun;
  }

  /** Resolves with the error that ended it, or undefined. */
  up(program: readonly Declared[]): Promise<string | undefined> {
    return this.#operation(async (run) => {
      const { steps, gone } = this.#plan(program, run);
      for (const step of steps) await this.#take(step, run);
      for (const entry of gone) await this.#delete(entry, run);
    });
  }

  /** What an `up` would do, such as `update web`. */
  async preview(program: readonly Declared[]): Promise<string[]> {
    const found: string[] = [];
    const error = await this.#operation((run) => {
      const { steps, gone } = this.#plan(program, run);
      const changes = steps.filter(({ verb }) => verb !== "same");
      found.push(...changes.map(({ verb, name }) => `${verb} ${name}`));
      found.push(...gone.map(({ name }) => `delete ${name}`));
    });
    return error === undefined ? found : [error];
  }

  /** What it found changed goes to `changed`. */
  refresh(changed: string[] = []): Promise<string | undefined> {
    return this.#operation(async (run) => {
      for (const entry of [...this.entries]) {
        if (entry.replaced) continue;
        const known = await run[entry.kind].read(entry.id, entry.outputs);
        if (known === undefined) this.#forget(entry);
        if (!isDeepStrictEqual(known?.inputs, entry.inputs)) changed.push(entry.name);
        Object.assign(entry, known, { failed: false });
      }
    });
  }

  destroy(): Promise<string | undefined> {
    return this.#operation(async (run) => {
      for (const entry of [...this.entries].reverse()) await this.#delete(entry, run);
    });
  }

  async #operation(work: (run: ProviderRun) => void | Promise<void>): Promise<string | undefined> {
    const run = this.#newRun();
    let failure: string | undefined;
    try {
      await work(run);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      this.thrown.push(error);
      this.said.push(failure);
    }
    this.said.push(...run.lines);
    return failure;
  }

  /** The engine registers all resources, as far as they wait for none, before it changes the first. */
  #plan(program: readonly Declared[], run: ProviderRun): { steps: Step[]; gone: Entry[] } {
    const steps = program.map(({ name, kind, args }): Step => {
      const old = this.entries.find((entry) => entry.name === name && entry.kind === kind);
      const news = { ...args, [DECLARATION]: `call ${(calls += 1)}` };
      const inputs = checked(run[kind], old?.inputs ?? {}, news);
      const base = { name, kind, old, inputs };
      if (old === undefined || old.replaced) return { ...base, verb: "create" };
      if (run[kind].replaces(old.outputs, inputs).length > 0) {
        return { ...base, verb: "replace", inputs: checked(run[kind], {}, news) };
      }
      const isSame = !old.failed && isDeepStrictEqual(old.inputs, inputs);
      return { ...base, verb: isSame ? "same" : "update" };
    });
    const kept = new Set(steps.map(({ old }) => old));
    return { steps, gone: this.entries.filter((entry) => !kept.has(entry)).reverse() };
  }

  async #take({ verb, name, kind, old, inputs }: Step, run: ProviderRun): Promise<void> {
    if (verb === "same") return;
    if (verb === "update" && old !== undefined) {
      const { id, outputs } = old;
      const update = async () => ({ id, outputs: await run[kind].update(id, outputs, inputs) });
      return this.#record({ ...old, inputs }, update);
    }
    if (verb === "replace" && old !== undefined) {
      await run[kind].delete(old.id, old.outputs);
      old.replaced = true;
    }
    const entry = { name, kind, inputs, id: "", outputs: {} };
    await this.#record(entry, () => run[kind].create(inputs));
  }

  /** What was reached goes into the state in the place of what was there. */
  async #record(entry: Entry, work: () => Promise<Pick<Entry, "id" | "outputs">>): Promise<void> {
    try {
      this.#hold({ ...entry, ...(await work()), failed: false });
    } catch (error) {
      if (error instanceof PartlyDone) {
        this.#hold({ ...entry, id: error.id, outputs: error.properties, failed: true });
      }
      throw error;
    }
  }

  #hold(entry: Entry): void {
    const place = this.entries.findIndex(
      ({ name, kind }) => name === entry.name && kind === entry.kind,
    );
    this.entries.splice(place < 0 ? this.entries.length : place, place < 0 ? 0 : 1, entry);
  }

  async #delete(entry: Entry, run: ProviderRun): Promise<void> {
    if (!entry.replaced) await run[entry.kind].delete(entry.id, entry.outputs);
    this.#forget(entry);
  }

  #forget(entry: Entry): void {
    this.entries = this.entries.filter((other) => other !== entry);
  }
}

function checked(lifecycle: Lifecycle, olds: Props, news: Props): Props {
  const { inputs, failures } = lifecycle.check(olds, news);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
  return inputs;
}
