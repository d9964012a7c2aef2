import { isDeepStrictEqual } from "node:util";
import {
  DECLARATION,
  ignoredBy,
  LIST_IGNORED,
  VALUE_IGNORED,
} from "../../provider/src/rules/hints";
import type { Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../provider/src/rules/plain";
import { AsSingle } from "./as-sets";
import type { Kind, Operation } from "./operation";
import { PluginLifecycle } from "./plugin-lifecycle";

/** A resource as a program declares it. */
export interface Declared {
  /** Its name and its components', as in its URN. */
  name: string;
  kind: Kind;
  args: Props;
  /** Names under which the state may have it. */
  aliases?: readonly string[];
  /** Names of what it waits for. */
  dependsOn?: readonly string[];
  /** The name of a provider of its own. Default: the default one. */
  provider?: string;
  /** Default: true, as our classes have it. */
  deleteBeforeReplace?: boolean;
  /** Names of inputs, or "*" for all. */
  ignoreChanges?: readonly string[];
}

/** What the state has of a resource's declaration beside its inputs. */
export interface Place extends Pick<Declared, "name" | "kind"> {
  provider?: string | undefined;
  dependsOn?: readonly string[] | undefined;
}

/** A resource as the state holds it. */
export interface Entry extends Place {
  id: string;
  inputs: Props;
  outputs: Props;
  /** It was made or changed in part: the next `up` updates it, whether the program changed or not. */
  failed?: boolean;
  /** Its replacement was not made: it is gone, and the next `up` makes it. */
  replaced?: boolean;
  /** Its replacement was made: it is what is left to be deleted. */
  old?: true;
  /** `pulumi state taint`. */
  tainted?: true;
}

/** As on the command line, by names. */
export interface UpOptions {
  targets?: readonly string[];
  excludes?: readonly string[];
  replace?: readonly string[];
  /** `--refresh`: before the program, in the same processes. */
  refresh?: boolean;
}

export interface Step {
  verb: "same" | "left out" | "create" | "update" | "replace";
  declared: Declared;
  call: string;
  old: Entry | undefined;
  inputs: Props;
}

/** How the engine decides what becomes of a resource. */
export function plan(
  { declared, call }: { declared: Declared; call: string },
  entries: readonly Entry[],
  { operation, options }: { operation: Operation; options: UpOptions },
): Step {
  const { name } = declared;
  const { targets, excludes = [], replace = [] } = options;
  const there = entries.filter((entry) => !entry.old && isOf(entry, declared));
  const old = there.find((entry) => entry.name === name) ?? there[0];
  const base = { declared, call, old };
  if (!(targets?.includes(name) ?? !excludes.includes(name))) {
    return { ...base, verb: "left out", inputs: old?.inputs ?? {} };
  }
  const lifecycle = lifecycleFor({ declared, call, old }, operation);
  const news = { ...inputsOf(declared), [DECLARATION]: call };
  if (old === undefined) return { ...base, verb: "create", inputs: checked(lifecycle, {}, news) };
  if (old.tainted || replace.includes(name)) {
    return { ...base, verb: "replace", inputs: checked(lifecycle, {}, news) };
  }
  const inputs = checked(lifecycle, old.inputs, unchanged(news, old.inputs, declared));
  const { isReplaced, isSame } = diffOf(lifecycle, old, { inputs, declared });
  if (isReplaced || old.replaced) {
    return { ...base, verb: "replace", inputs: checked(lifecycle, {}, news) };
  }
  return { ...base, verb: isSame && !old.failed ? "same" : "update", inputs };
}

/** A plugin is told more than a dynamic resource's host. */
export function lifecycleFor(
  { declared, call, old }: Pick<Step, "declared" | "call" | "old">,
  operation: Operation,
): Lifecycle {
  const { provider, kind, ignoreChanges: ignored = [] } = declared;
  const lifecycle = operation.run(provider)[kind];
  if (lifecycle instanceof AsSingle) return lifecycle.calledBy(call);
  if (!(lifecycle instanceof PluginLifecycle)) return lifecycle;
  return lifecycle.telling({ call, olds: old?.inputs ?? {}, ignored });
}

/** The engine itself compares a dynamic resource's inputs, and asks a plugin. */
function diffOf(
  lifecycle: Lifecycle,
  { inputs: olds, outputs }: Entry,
  { inputs, declared }: { inputs: Props; declared: Declared },
): { isReplaced: boolean; isSame: boolean } {
  if (!(lifecycle instanceof PluginLifecycle)) {
    const isReplaced = lifecycle.replaces(outputs, inputs).length > 0;
    return { isReplaced, isSame: isDeepStrictEqual(olds, inputs) };
  }
  const { ignoreChanges: ignored = [] } = declared;
  const { replaces, isSame } = lifecycle.diff({ olds, outputs, news: inputs, ignored });
  return { isReplaced: replaces.length > 0, isSame };
}

/** The arguments, and what a class of ours adds to them. */
function inputsOf({ args, ignoreChanges = [] }: Declared): Props {
  const { list, value } = ignoredBy(ignoreChanges);
  return {
    ...args,
    ...(list && { [LIST_IGNORED]: true }),
    ...(value && { [VALUE_IGNORED]: true }),
  };
}

/** As step_generator.go's processIgnoreChanges: what is ignored is what the state has. */
function unchanged(news: Props, olds: Props, { ignoreChanges = [] }: Declared): Props {
  const isIgnored = (name: string) => ignoreChanges.includes(name) || ignoreChanges.includes("*");
  const given = Object.entries(news).filter(([name]) => !isIgnored(name));
  const held = Object.entries(olds).filter(([name]) => isIgnored(name));
  return Object.fromEntries([...given, ...held]);
}

export function isOf(entry: Entry, { name, kind, aliases = [] }: Declared): boolean {
  return entry.kind === kind && (entry.name === name || aliases.includes(entry.name));
}

function checked(lifecycle: Lifecycle, olds: Props, news: Props): Props {
  const { inputs, failures } = lifecycle.check(olds, news);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
  return inputs;
}

/** In groups: each waits for one before it. */
export function levels<T>(
  items: readonly T[],
  of: (item: T) => Pick<Place, "name" | "dependsOn">,
): T[][] {
  const found: T[][] = [];
  let left = [...items];
  while (left.length > 0) {
    const names = new Set(left.map((item) => of(item).name));
    const ready = left.filter(
      (item) => !(of(item).dependsOn ?? []).some((name) => names.has(name)),
    );
    if (ready.length === 0) throw new Error("resources wait for each other");
    found.push(ready);
    left = left.filter((item) => !ready.includes(item));
  }
  return found;
}
