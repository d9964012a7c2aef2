/** Stands for a value that is known only when the program is applied. */
export const unknown: unique symbol = Symbol("known after apply");

export type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  // `unknown` is the only one; TypeScript widens its type wherever it infers.
  | symbol
  | Plain[]
  | { [key: string]: Plain };

/** The inputs or outputs of a resource. */
export type Props = Record<string, Plain>;

export function hasUnknown(value: Plain): boolean {
  if (value === unknown) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

export function isObject(value: Plain): value is Record<string, Plain> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Without what is undefined: Pulumi's protocol has no word for it. */
export function defined(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}

/** Those of these names that are defined. */
export function only(props: Props, names: readonly string[]): Props {
  return defined(Object.fromEntries(names.map((name) => [name, props[name]])));
}

export function without(props: Props, names: readonly string[]): Props {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !names.includes(name)));
}

/** The text of a property that `check` has let through. */
export function textOf(props: Props, name: string): string {
  const value = props[name];
  if (typeof value === "string") return value;
  throw new Error(`${name} is not known.`);
}

/** The keys of a set in its checked form; undefined when the set isn't given. */
export function membersOf(props: Props, name: string): string[] | undefined {
  const value = props[name];
  return isObject(value) ? Object.keys(value) : undefined;
}

/** What a set in its checked form says of each member. */
export const SELECTED = "selected";

/** A set in its checked form: an object, so that Pulumi shows a change by element. */
export function setOf(members: Iterable<string>): Record<string, Plain> {
  const sorted = [...new Set(members)].sort();
  return Object.fromEntries(sorted.map((member) => [member, SELECTED]));
}
