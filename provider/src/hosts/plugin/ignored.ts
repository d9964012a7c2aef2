import type { Lifecycle } from "../../lifecycle/lifecycle";
import { DECLARATION, ignoredBy, LIST_IGNORED, VALUE_IGNORED } from "../../rules/hints";
import { defined, type Props } from "../../rules/plain";
import { resourceMark } from "./mark";

/**
 * What `ignoreChanges` names of each resource. The engine tells it to a diff and an update, to no check: what is replaced is
 * checked once more after the diff, without what the state has, and is to leave the same to others.
 */
export class Ignored {
  readonly #byUrn = new Map<string, readonly string[]>();

  clear(): void {
    this.#byUrn.clear();
  }

  /** A refresh asks for a diff too, with what the state's program named. */
  checkedWithState(urn: string): void {
    this.#byUrn.set(urn, []);
  }

  /** Whether the diff is of a program's inputs. That of a refresh shows what GitHub has, whatever is ignored. */
  told(urn: string, names: readonly string[]): boolean {
    const isOfProgram = this.#byUrn.has(urn);
    if (isOfProgram) this.#byUrn.set(urn, names);
    return isOfProgram;
  }

  /** What a class of dynamic resources would tell the check. */
  hints(urn: string): Props {
    const { list, value } = ignoredBy(this.#byUrn.get(urn) ?? []);
    return { ...(list && { [LIST_IGNORED]: true }), ...(value && { [VALUE_IGNORED]: true }) };
  }
}

interface Changed {
  urn: string;
  recorded: Props;
  olds: Props;
  news: Props;
  ignored: readonly string[];
}

/**
 * The inputs as a check would make them if it knew that the value is left to others: who wrote the value, and the key that it was
 * sealed with, stay as the state has them.
 */
export function leftToOthers(lifecycle: Lifecycle, changed: Changed): { olds: Props; news: Props } {
  const { urn, recorded, olds, news, ignored } = changed;
  const isSame = ["value", "encryptedValue"].every((name) => olds[name] === news[name]);
  if (!isSame || !ignoredBy(ignored).value) return { olds, news };
  const { valueWritten = olds.valueWritten } = recorded;
  const before = defined({ ...olds, valueWritten });
  const told = { ...news, [VALUE_IGNORED]: true, [DECLARATION]: resourceMark(urn) };
  const { inputs, failures } = lifecycle.check(before, told);
  return failures.length > 0 ? { olds, news } : { olds: before, news: inputs };
}
