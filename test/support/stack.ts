import { isDeepStrictEqual } from "node:util";
import { PartlyDone } from "../../provider/src/lifecycle/lifecycle";
import {
  isOf,
  levels,
  lifecycleFor,
  plan,
  type Declared,
  type Entry,
  type Place,
  type Step,
  type UpOptions,
} from "./engine-steps";
import type { ProviderRun } from "./lifecycles";
import { Operation, type Host } from "./operation";

export type { Declared, Entry, UpOptions } from "./engine-steps";
export type { Kind } from "./operation";

let calls = 0;

/**
 * A stack of Pulumi's engine over the lifecycles: each operation is a process for each provider. Its order is that of
 * step_generator.go of Pulumi 3.259: what waits for nothing is checked first, deletions come last.
 */
export class Stack {
  readonly #newRun: (host: Host) => ProviderRun;
  /** What waits for nothing goes at once; else one after another. */
  readonly parallel: boolean;
  entries: Entry[] = [];
  /** All that was said to the person at the terminal, errors too. */
  readonly said: string[] = [];
  /** What ended operations, as it was thrown. */
  readonly thrown: unknown[] = [];

  constructor(newRun: (host: Host) => ProviderRun, { parallel = false } = {}) {
    this.#newRun = newRun;
    this.parallel = parallel;
  }

  /** Resolves with the error that ended it, or undefined. */
  up(program: readonly Declared[], options: UpOptions = {}): Promise<string | undefined> {
    return this.#operation(async (operation) => {
      if (options.refresh) await this.#readAll(operation, []);
      const calling = program.map((declared) => ({ declared, call: `call-${(calls += 1)}` }));
      for (const { declared, call } of calling) {
        operation.constructed(declared.kind, call, declared.args);
      }
      const steps: Step[] = [];
      for (const level of levels(calling, ({ declared }) => declared)) {
        const planned = level.map((each) => plan(each, this.entries, { operation, options }));
        steps.push(...planned);
        await this.#each(planned, (step) => this.#take(step, operation));
      }
      await this.#deleteAll(this.#gone(steps, options), operation);
    });
  }

  /** What an `up` would do, such as `update web`. */
  async preview(program: readonly Declared[], options: UpOptions = {}): Promise<string[]> {
    const found: string[] = [];
    const error = await this.#operation((operation) => {
      const steps = program.map((declared) =>
        plan({ declared, call: `call-${(calls += 1)}` }, this.entries, { operation, options }),
      );
      const changes = steps.filter(({ verb }) => verb !== "same" && verb !== "left out");
      found.push(...changes.map(({ verb, declared }) => `${verb} ${declared.name}`));
      found.push(...this.#gone(steps, options).map(({ name }) => `delete ${name}`));
    });
    return error === undefined ? found : [error];
  }

  /** What it found changed goes to `changed`. */
  refresh(changed: string[] = []): Promise<string | undefined> {
    return this.#operation((operation) => this.#readAll(operation, changed));
  }

  destroy(): Promise<string | undefined> {
    return this.#operation((operation) => this.#deleteAll([...this.entries], operation));
  }

  /** `pulumi state taint`. */
  taint(name: string): void {
    for (const entry of this.entries) if (entry.name === name && !entry.old) entry.tainted = true;
  }

  async #readAll(operation: Operation, changed: string[]): Promise<void> {
    const there = this.entries.filter(({ replaced, old }) => !replaced && !old);
    await this.#each(there, async (entry) => {
      const lifecycle = operation.run(entry.provider)[entry.kind];
      const known = await lifecycle.read(entry.id, entry.outputs);
      if (known === undefined) this.#forget(entry);
      if (!isDeepStrictEqual(known?.inputs, entry.inputs)) changed.push(entry.name);
      Object.assign(entry, known, { failed: false });
    });
  }

  async #operation(
    work: (operation: Operation) => void | Promise<void>,
  ): Promise<string | undefined> {
    const operation = new Operation(this.#newRun);
    let failure: string | undefined;
    try {
      await work(operation);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      this.thrown.push(error);
      this.said.push(failure);
    }
    this.said.push(...operation.lines);
    return failure;
  }

  /** After a failure nothing begins any more, and what has begun goes on to its end. */
  async #each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    if (!this.parallel) {
      for (const item of items) await work(item);
      return;
    }
    const results = await Promise.allSettled(items.map(work));
    const failures = results.flatMap((result): unknown[] =>
      result.status === "rejected" ? [result.reason] : [],
    );
    this.said.push(...failures.map(String));
    if (failures.length > 0) throw failures[0];
  }

  async #take(step: Step, operation: Operation): Promise<void> {
    const { verb, declared, call, old, inputs } = step;
    if (verb === "left out" && old === undefined) return;
    const { name, kind, args, provider, dependsOn } = declared;
    const place = { name, kind, provider, dependsOn };
    if (verb === "same" && old !== undefined) Object.assign(old, place);
    else if (verb !== "left out") await this.#write(step, place, operation);
    const made = this.entries.find((entry) => isOf(entry, declared)) ?? old;
    const outputs = made?.outputs ?? inputs;
    operation.registered(kind, call, { args, outputs });
  }

  async #write(step: Step, place: Place, operation: Operation) {
    const { verb, declared, old, inputs } = step;
    const lifecycle = lifecycleFor(step, operation);
    if (verb === "update" && old !== undefined) {
      const { id, outputs } = old;
      const update = async () => ({ id, outputs: await lifecycle.update(id, outputs, inputs) });
      return this.#record({ ...old, ...place, inputs }, { inPlaceOf: old }, update);
    }
    const entry = { ...place, inputs, id: "", outputs: {} };
    if (verb !== "replace" || old === undefined || old.replaced) {
      return this.#record(entry, { inPlaceOf: old }, () => lifecycle.create(inputs));
    }
    const { deleteBeforeReplace = true } = declared;
    if (deleteBeforeReplace) {
      const { kind, provider } = old;
      const before = { ...step, declared: { ...declared, kind, provider: provider ?? "" } };
      await lifecycleFor(before, operation).delete(old.id, old.outputs);
      old.replaced = true;
      delete old.tainted;
    }
    const before = deleteBeforeReplace ? { inPlaceOf: old } : { beside: old };
    await this.#record(entry, before, () => lifecycle.create(inputs));
  }

  /** What was reached goes into the state, in the place of what was there or beside what is left of it. */
  async #record(
    entry: Entry,
    before: { inPlaceOf?: Entry | undefined; beside?: Entry },
    work: () => Promise<Pick<Entry, "id" | "outputs">>,
  ): Promise<void> {
    try {
      this.#hold({ ...entry, ...(await work()), failed: false }, before);
    } catch (error) {
      if (error instanceof PartlyDone) {
        this.#hold({ ...entry, id: error.id, outputs: error.properties, failed: true }, before);
      }
      throw error;
    }
  }

  #hold(
    entry: Entry,
    { inPlaceOf: old, beside }: { inPlaceOf?: Entry | undefined; beside?: Entry },
  ) {
    const place = old === undefined ? -1 : this.entries.indexOf(old);
    this.entries.splice(place < 0 ? this.entries.length : place, place < 0 ? 0 : 1, entry);
    if (beside !== undefined) beside.old = true;
  }

  /** What the program has no more, and what was replaced. */
  #gone(steps: readonly Step[], { targets, excludes = [] }: UpOptions): Entry[] {
    const kept = new Set(steps.map(({ old }) => old));
    const names = new Set(steps.map(({ declared }) => `${declared.kind} ${declared.name}`));
    const isKept = (entry: Entry) =>
      kept.has(entry) || (!entry.old && names.has(`${entry.kind} ${entry.name}`));
    const needed = new Set(
      this.entries.flatMap(({ name, dependsOn = [] }) =>
        excludes.includes(name) ? dependsOn : [],
      ),
    );
    return this.entries.filter(
      (entry) =>
        (entry.old === true || !isKept(entry)) &&
        (targets?.includes(entry.name) ??
          (!excludes.includes(entry.name) && !needed.has(entry.name))),
    );
  }

  /** What something waits for is deleted after it. */
  async #deleteAll(entries: readonly Entry[], operation: Operation): Promise<void> {
    for (const level of levels([...entries], (entry) => entry).reverse()) {
      await this.#each(level.reverse(), async (entry) => {
        if (!entry.replaced) {
          await operation.run(entry.provider)[entry.kind].delete(entry.id, entry.outputs);
        }
        this.#forget(entry);
      });
    }
  }

  #forget(entry: Entry): void {
    this.entries = this.entries.filter((other) => other !== entry);
  }
}
