/** Stands for a value that is known only when the program is applied. */
export const unknown: unique symbol = Symbol("known after apply");

export type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  // Always `unknown`; TypeScript widens its type wherever it infers.
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

/** Without undefined properties: Pulumi's protocol can't express them. */
export function defined<T extends object>(props: T): T {
  const entries = Object.entries(props).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as T;
}

/** Those of these names that are defined. */
export function only<T extends object>(props: T, names: readonly string[]): Partial<T> {
  const given = props as Readonly<Record<string, unknown>>;
  return defined(Object.fromEntries(names.map((name) => [name, given[name]]))) as Partial<T>;
}

export function without<T extends object, Name extends string & keyof T>(
  props: T,
  names: readonly Name[],
): Without<T, Name> {
  const left: readonly string[] = names;
  const entries = Object.entries(props).filter(([name]) => !left.includes(name));
  return Object.fromEntries(entries) as Without<T, Name>;
}

/** If properties may have any name, nothing is known to be left out. */
type Without<T, Name extends keyof T> = string extends keyof T ? T : Omit<T, Name>;

/** An object that may have this property. One that can't have it does not compile. */
type Having<Name extends string> = Readonly<Partial<Record<Name, Plain>>>;

/** The text of a property that `check` accepted. */
export function textOf<Name extends string>(props: Having<Name>, name: Name): string {
  const value = props[name];
  if (typeof value === "string") return value;
  throw new Error(`${name} is not known.`);
}

/** The keys of a set in its checked form; undefined if the set isn't given. */
export function membersOf<Name extends string>(
  props: Having<Name>,
  name: Name,
): string[] | undefined {
  const value = props[name];
  return isObject(value) ? Object.keys(value) : undefined;
}

/** The value of each member in a set's checked form. */
export const SELECTED = "selected";

/** A set in its checked form: an object, so that Pulumi shows a change by element. */
export type Members = Record<string, typeof SELECTED>;

export function setOf(members: Iterable<string>): Members {
  const sorted = [...new Set(members)].sort();
  return Object.fromEntries(sorted.map((member) => [member, SELECTED]));
}
