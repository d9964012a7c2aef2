import type { Field, Rule } from "../rules/fields";

/** What a program can read of a resource, and doesn't give. */
export interface OutputField<T = unknown> {
  readonly output: true;
  /** For the compiler alone. */
  readonly type?: () => T;
}

/** The fields of a class: the one place that says what each is. Its comment is what an editor shows. */
export type Table = Readonly<Record<string, Field | OutputField>>;

/** A class of resources, with what its table says of each field. */
export interface KindOf<Fields extends Table> {
  readonly className: string;
  readonly fields: Fields;
}

export type Kind = KindOf<Table>;

export function output<T>(): OutputField<T> {
  return { output: true };
}

/** The fields that a program gives. */
export function inputFields(table: Table): Record<string, Field> {
  return Object.fromEntries(Object.entries(table).filter(isInput));
}

/** The names of those that it can read. */
export function outputNames(table: Table): string[] {
  return Object.entries(table).flatMap(([name, { output: isOutput }]) => (isOutput ? [name] : []));
}

function isInput(entry: [string, Field | OutputField]): entry is [string, Field] {
  return "check" in entry[1];
}

/** The type of a field's value, which its rule says. */
export type TypeOf<One> = One extends { readonly check: Rule<infer T> }
  ? T
  : One extends OutputField<infer T>
    ? T
    : never;

/** A field that must be given. */
export interface Mandatory {
  readonly required: true;
}
