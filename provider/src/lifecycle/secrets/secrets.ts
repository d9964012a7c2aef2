import { isDeepStrictEqual } from "node:util";
import type { SetKind } from "../../kinds/secrets";
import type { Person } from "../../kinds/forms";
import { inputFields } from "../../kinds/table";
import { changedIdentity } from "../../rules/fields";
import { DECLARATION } from "../../rules/hints";
import { defined, isObject, only, type Plain, type Props } from "../../rules/plain";
import { keepsValue } from "../../rules/secret-value";
import { markOf } from "../../session/identities";
import type { GetSession } from "../../session/session";
import { PartlyDone, type Checked, type Known, type Lifecycle } from "../lifecycle";
import { isReadByProgram } from "../known-before";
import { refuseOtherOwner } from "../owner";
import { secretLifecycle } from "../secret/secret";
import { SecondTries } from "../second-tries";
import { printAhead } from "./ahead";
import { checkSet } from "./check";
import { importedAt, noGet } from "./imported";
import { forEach, inWords, type Outcomes } from "./outcomes";
import { withValuesLeftOut } from "./left-out";
import { removeFromSet } from "./remove";
import { carried, FIRST, partsOf, singlesIn, unpacked, versionsIn, type Singles } from "./singles";
import { toDelete, undeclaredAt, withUndeclared } from "./undeclared";

/** Many secrets as one resource: each verb calls the verb of the single class for each of its secrets. */
export function secretSetLifecycle(kind: SetKind, session: GetSession): Lifecycle {
  return new SecretSet(kind, session);
}

class SecretSet implements Lifecycle {
  readonly #kind: SetKind;
  readonly #session: GetSession;
  /** The single class. */
  readonly #one: Lifecycle;
  readonly #tries = new SecondTries();

  constructor(kind: SetKind, session: GetSession) {
    this.#kind = kind;
    this.#session = session;
    this.#one = secretLifecycle(kind.one, session);
  }

  ahead(news: Props): Promise<void> {
    return printAhead(this.#kind, news, this.#session());
  }

  check(olds: Props, news: Props): Checked {
    return checkSet(this.#kind, { olds, news }, { one: this.#one, session: this.#session() });
  }

  /** The single class is told of each secret that stays in the set. */
  replaces(olds: Props, news: Props): string[] {
    const replaced = changedIdentity(inputFields(this.#kind.table), olds, news);
    if (replaced.length > 0) return replaced;
    const before = singlesIn(this.#kind, olds);
    for (const [key, single] of singlesIn(this.#kind, news)) {
      const held = before.get(key);
      if (held !== undefined) this.#one.replaces(held, single);
    }
    return [];
  }

  async create(inputs: Props): Promise<{ id: string; outputs: Props }> {
    const id = this.#kind.id(inputs);
    const singles = singlesIn(this.#kind, inputs);
    const create = async (olds: Props) => {
      const written = await this.#write(singlesIn(this.#kind, olds), singles);
      const outputs = this.#outputs({ news: inputs, olds, singles: written.singles });
      if (written.failures.size === 0) return { id, outputs };
      throw this.#failed("created", { id, news: inputs, outputs, written, of: singles.size });
    };
    // No other set declares one of them.
    const [first = ""] = singles.keys();
    return this.#tries.of(id, {}, create, `the creation of ${id} with ${first}`);
  }

  /** If nothing is recorded, this is an import of all secrets of a place, with the values that they have. */
  async read(id: string, recorded: Props): Promise<Known> {
    if (Object.keys(recorded).length === 0) return this.#import(id);
    if (isReadByProgram(recorded)) throw noGet(this.#kind, id);
    const singles = singlesIn(this.#kind, recorded);
    const found = new Map<string, Known>();
    const seen = await forEach(singles.keys(), {
      before: new Map(),
      work: async (key) => {
        const single = singles.get(key) ?? {};
        const known = await this.#one.read(this.#kind.one.id(single), single);
        if (known !== undefined) found.set(key, known);
        return known?.outputs;
      },
    });
    if (seen.failures.size > 0) {
      throw new Error(this.#words("read", { id, written: seen, of: singles.size }));
    }
    return this.#found(id, { recorded, found });
  }

  async #import(id: string): Promise<Known> {
    const { set, secrets } = await importedAt(this.#kind, id, {
      one: this.#one,
      session: this.#session(),
    });
    const of = (what: "inputs" | "outputs"): Singles =>
      new Map([...secrets].map(([key, known]) => [key, known[what]]));
    const outputs = this.#outputs({ news: set, olds: {}, singles: of("outputs") });
    return { id: this.#kind.id(set), inputs: { ...set, ...partsOf(of("inputs")) }, outputs };
  }

  /** A secret may have another key by now: its repository was renamed, and another one has its name. */
  async #found(
    id: string,
    { recorded, found }: { recorded: Props; found: ReadonlyMap<string, Known> },
  ): Promise<Known> {
    const keyOf = ({ outputs }: Known) => this.#kind.keyOf(outputs);
    const of = (what: "inputs" | "outputs"): Singles =>
      new Map([...found.values()].map((known) => [keyOf(known), known[what]]));
    const singles = of("outputs");
    const whole = unpacked(recorded);
    const last = versionsIn(whole);
    const versions = [...found].map(([key, known]): [string, Plain] => [keyOf(known), last[key]]);
    const set = { ...whole, valueVersions: Object.fromEntries(versions) };
    const outputs = this.#outputs({ news: set, olds: set, singles });
    const seen = { set: whole, singles };
    const { undeclaredSecrets, owner } = await undeclaredAt(this.#kind, seen, this.#session());
    const own = only(whole, Object.keys(inputFields(this.#kind.table))) as Props;
    const valueVersions = versionsIn(outputs);
    return {
      id,
      inputs: defined({ ...own, ...partsOf(of("inputs")), valueVersions, undeclaredSecrets }),
      outputs: defined({ ...outputs, undeclaredSecrets, owner: outputs.owner ?? owner }),
    };
  }

  imported(known: Known): Known {
    return known;
  }

  update(id: string, recorded: Props, news: Props): Promise<Props> {
    // The sets of one place have the same id.
    const { [DECLARATION]: mark } = recorded;
    const entry = typeof mark === "string" ? markOf(mark, id) : id;
    return this.#tries.of(id, recorded, (olds) => this.#update(id, olds, news), entry);
  }

  async #update(id: string, olds: Props, news: Props): Promise<Props> {
    const after = singlesIn(this.#kind, news);
    const recorded = { olds, news, before: singlesIn(this.#kind, olds), after };
    const before = withValuesLeftOut(this.#kind, recorded, this.#session());
    const written = await this.#write(before, after);
    const gone = new Map([
      ...[...before].filter(([key]) => !after.has(key)),
      ...toDelete(this.#kind, { olds, news, declared: after }),
    ]);
    // As the engine does it: what the program no longer has is deleted once all else is done.
    const removed = written.failures.size > 0 ? untouched(gone) : await this.#removeGone(gone);
    const left = [...removed.singles].filter(([key]) => before.has(key));
    const singles = new Map([...written.singles, ...left]);
    const told = withUndeclared(news, { olds, there: removed.singles });
    const outputs = this.#outputs({ news: told, olds, singles });
    const all = { singles, failures: new Map([...written.failures, ...removed.failures]) };
    if (all.failures.size === 0) return outputs;
    const of = after.size + gone.size;
    throw this.#failed("updated", { id, news, outputs, written: all, of });
  }

  async delete(id: string, recorded: Props): Promise<void> {
    const singles = singlesIn(this.#kind, recorded);
    const removed = await this.#remove(singles);
    const { size } = removed.failures;
    if (size === 0) return;
    const words = this.#words("deleted", { id, written: removed, of: singles.size });
    throw new Error(size === singles.size ? words : `${words} ${OTHERS_GONE}`);
  }

  /** Leaves alone what hasn't changed: the engine wouldn't ask for a single resource's update either. */
  #write(before: Singles, after: Singles): Promise<Outcomes> {
    return forEach(after.keys(), {
      before,
      work: async (key) => {
        const news = after.get(key) ?? {};
        const olds = before.get(key);
        if (olds === undefined) {
          // With another user's token the new secret would be that user's.
          await refuseOtherOwner(this.#kind.one, ownerIn(before), this.#session());
          return (await this.#one.create(news)).outputs;
        }
        if (this.#isSame(olds, news)) return olds;
        return this.#one.update(this.#kind.one.id(news), olds, news);
      },
    });
  }

  #isSame(olds: Props, news: Props): boolean {
    // If the state has no time of a secret that keeps its value, the secret may be gone.
    if (keepsValue(news) && olds.updatedAt === undefined) return false;
    const inputs = [...Object.keys(this.#kind.one.inputFields), "valueWritten"];
    return isDeepStrictEqual(only(olds, inputs), only(news, inputs));
  }

  #removeGone(gone: Singles): Promise<Outcomes> {
    const leaving = { kind: this.#kind, one: this.#one };
    return forEach(gone.keys(), {
      before: gone,
      work: async (key) => {
        await removeFromSet({ ...leaving, single: gone.get(key) ?? {} }, this.#session());
        return undefined;
      },
    });
  }

  #remove(singles: Singles): Promise<Outcomes> {
    return forEach(singles.keys(), {
      before: singles,
      work: async (key) => {
        const single = singles.get(key) ?? {};
        await this.#one.delete(this.#kind.one.id(single), single);
        return undefined;
      },
    });
  }

  /** What goes into the state: the set as the program declares it, and each secret as GitHub has it. */
  #outputs({ news, olds, singles }: { news: Props; olds: Props; singles: Singles }): Props {
    const { undeclaredSecrets } = news;
    const wanted = versionsIn(news);
    const last = versionsIn(olds);
    const versions = [...singles]
      .filter(([, single]) => !keepsValue(single))
      .map(([key]) => key)
      .sort()
      .map((key): [string, Plain] => [key, wanted[key] ?? last[key]])
      .filter(([, version]) => version !== undefined && version !== FIRST);
    const [first] = singles;
    return defined({
      ...only(news, Object.keys(inputFields(this.#kind.table))),
      ...partsOf(singles),
      ...(versions.length > 0 && { valueVersions: Object.fromEntries(versions) }),
      undeclaredSecrets,
      owner: first?.[1].owner ?? olds.owner,
      [DECLARATION]: olds[DECLARATION] ?? (first && callIn(first)),
    });
  }

  #failed(
    verb: string,
    { news, outputs, ...told }: { id: string; news: Props; outputs: Props } & Told,
  ): Error {
    const { id } = told;
    const reason = this.#words(verb, told);
    const { secrets } = outputs;
    const isNothing = verb === "created" && isObject(secrets) && Object.keys(secrets).length === 0;
    const reached = isNothing ? undefined : carried(outputs, news);
    return reached === undefined
      ? new Error(isNothing ? reason : `${reason} ${NOT_RECORDED}`)
      : new PartlyDone({ id, outputs: reached, reason, isSmall: true });
  }

  #words(verb: string, { id, written, of }: { id: string } & Told): string {
    return `${this.#kind.className} ${id} could not be ${verb}: ${inWords(written, of)}`;
  }
}

/** How many secrets there were, and what became of them. */
interface Told {
  written: Outcomes;
  of: number;
}

/** Pulumi takes nothing from a deletion that failed, and the state still has all of the set. */
const OTHERS_GONE =
  "The others are deleted: if the program is to have the set again, run `pulumi refresh` before the next `pulumi up`.";

/** Nor does a refresh find what was made. */
const NOT_RECORDED =
  "What was written is more than Pulumi's state takes from an error, so it has none of it: run again before you take anything back, or " +
  "split the set.";

/** The owner of a set's secrets. */
function ownerIn(singles: Singles): { owner?: Person | undefined } {
  const [first] = singles.values();
  return { owner: first?.owner as Person | undefined };
}

/** A secret's mark begins with its set's. */
function callIn([key, single]: [string, Props]): string | undefined {
  const mark = single[DECLARATION];
  return typeof mark === "string" ? mark.slice(0, -key.length - 1) : undefined;
}

function untouched(singles: Singles): Outcomes {
  return { singles, failures: new Map() };
}
