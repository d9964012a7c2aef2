import {
  orgSecretSet,
  repoSecretSet,
  userSecretSet,
  type SetKind,
} from "../../provider/src/kinds/secrets";
import { PartlyDone, type Known, type Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import { isGet, isReadByProgram } from "../../provider/src/lifecycle/known-before";
import { partsOf, singlesIn } from "../../provider/src/lifecycle/secrets/singles";
import { changedIdentity } from "../../provider/src/rules/fields";
import { DECLARATION } from "../../provider/src/rules/hints";
import { defined, without, type Props } from "../../provider/src/rules/plain";
import { PluginLifecycle } from "./plugin-lifecycle";

/**
 * Whether a run declares each secret as a set with one: what the suites say of a single secret then holds for one in a set.
 */
export const asSets = process.env.SECRETS_AS === "sets";

export type SingleKind = "orgSecret" | "userSecret" | "repoSecret";

export const setKinds: Record<SingleKind, SetKind> = {
  orgSecret: orgSecretSet,
  userSecret: userSecretSet,
  repoSecret: repoSecretSet,
};

export function isSingle(kind: string): kind is SingleKind {
  return Object.hasOwn(setKinds, kind);
}

/** The lifecycle of a set as the one of its only secret, with what single resources hold and say. */
export class AsSingle implements Lifecycle {
  readonly #kind: SetKind;
  readonly #set: Lifecycle;
  readonly #single: Lifecycle;

  constructor(kind: SetKind, set: Lifecycle, single: Lifecycle) {
    this.#kind = kind;
    this.#set = set;
    this.#single = single;
  }

  /** What a plugin knows a resource by. */
  calledBy(call: string): AsSingle {
    if (!(this.#set instanceof PluginLifecycle)) return this;
    const set = this.#set.telling({ call, olds: {}, ignored: [] });
    return new AsSingle(this.#kind, set, this.#single);
  }

  check(olds: Props, news: Props) {
    const { inputs, failures } = this.#set.check(this.#recorded(olds), argsInSet(this.#kind, news));
    const told = failures.map(({ property, reason }) => ({
      property,
      reason: reason.replace(/^secrets(\.\w+)?[.:] ?/, ""),
    }));
    return { inputs: failures.length > 0 ? {} : this.#inputs(inputs, news), failures: told };
  }

  replaces(olds: Props, news: Props): string[] {
    const replaced = changedIdentity(this.#kind.one.inputFields, olds, news);
    if (replaced.length === 0) this.#set.replaces(this.#recorded(olds), this.#recorded(news));
    return replaced;
  }

  async create(inputs: Props) {
    const work = () => this.#set.create(this.#recorded(inputs));
    const { outputs } = await this.#inWords(work);
    return { id: this.#kind.one.id(inputs), outputs: this.#only(outputs) ?? {} };
  }

  async read(id: string, outputs: Props): Promise<Known | undefined> {
    // A set is never the program's `get`.
    if (isGet(outputs) || isReadByProgram(outputs)) return this.#single.read(id, outputs);
    const known = await this.#inWords(async () => this.#set.read(id, this.#recorded(outputs)));
    const found = known && this.#only(known.outputs);
    return found && { id, inputs: this.#inputs(known.inputs, found), outputs: found };
  }

  imported(known: Known): Known {
    return this.#single.imported(known);
  }

  async update(id: string, olds: Props, news: Props): Promise<Props> {
    const set = this.#recorded(olds);
    const outputs = await this.#inWords(() => this.#set.update(id, set, this.#recorded(news)));
    return this.#only(outputs) ?? {};
  }

  async delete(id: string, outputs: Props): Promise<void> {
    await this.#inWords(() => this.#set.delete(id, this.#recorded(outputs)));
  }

  /** A single one's checked inputs or outputs as those of a set. */
  #recorded(single: Props): Props {
    const { secretName, [DECLARATION]: mark, owner } = single;
    if (secretName === undefined) return {};
    const key = this.#kind.keyOf(single);
    const parts = partsOf(new Map([[key, single]]));
    return defined({
      ...placeOf(single),
      ...parts,
      valueVersions: { [key]: 1 },
      owner,
      [DECLARATION]: mark,
    });
  }

  #only(set: Props): Props | undefined {
    const [single] = singlesIn(this.#kind, set).values();
    return single && defined({ ...single, [DECLARATION]: set[DECLARATION] });
  }

  #inputs(set: Props, known: Props): Props {
    const found = this.#only(set) ?? known;
    return without(found, [DECLARATION, "owner"]);
  }

  /** A set's error says of how many secrets it is; what follows is the single one's. */
  async #inWords<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const reason = error.message.replace(/^.*? 1 of \d+ secrets failed: /s, "");
      if (!(error instanceof PartlyDone)) throw new Error(reason);
      const outputs = this.#only(error.properties) ?? {};
      throw new PartlyDone({ id: this.#kind.one.id(outputs), outputs, reason });
    }
  }
}

/** What a set's program gives for a single one's arguments. */
export function argsInSet(kind: SetKind, news: Props): Props {
  const { org, repository, secretName, [DECLARATION]: call, ...row } = news;
  const place = placeOf({ org, repository });
  const name = typeof secretName === "string" ? secretName : "";
  const isKnown = typeof secretName !== "symbol";
  return defined({
    ...place,
    secrets: isKnown ? { [name]: row } : secretName,
    [DECLARATION]: call,
  });
}

function placeOf({ org, repository }: Props): Props {
  const isText = typeof repository === "string";
  return defined({ org, repositories: isText ? { [repository]: "selected" } : repository });
}
