import { asChecked, type Field, type Rule } from "../rules/fields";
import type { Plain } from "../rules/plain";
import type { Form } from "./forms";

/** A property of a resource that a program can read but doesn't give. */
export interface OutputField<T = unknown> {
  readonly output: true;
  readonly form: Form<T>;
  readonly guards?: true;
}

/** What the state holds in addition, only for the lifecycle. */
export interface KeptField<T = unknown> {
  readonly kept: true;
  readonly form: Form<T>;
  readonly guards?: true;
}

type AnyField = Field | OutputField | KeptField;

/** The fields of a class: the one place that describes each. An editor shows its comment. */
export type Table = Readonly<Record<string, AnyField>>;

/** A class of resources, with what its table says of each field. */
export interface KindOf<Fields extends Table> {
  readonly className: string;
  readonly fields: Fields;
}

export type Kind = KindOf<Table>;

export function output<T>(form: Form<T>): OutputField<T> {
  return { output: true, form };
}

export function kept<T>(form: Form<T>): KeptField<T> {
  return { kept: true, form };
}

/**
 * One that keeps what is somebody else's from being deleted or written: which thing it is, whose, and who wrote it
 * last. Taken for missing, it would keep nothing.
 */
export function guard<One extends OutputField | KeptField>(field: One): One {
  return { ...field, guards: true };
}

/** The fields that a program gives. */
export function inputFields(table: Table): Record<string, Field> {
  return Object.fromEntries(Object.entries(table).filter(isInput));
}

/** The names of the fields that a program can read. */
export function outputNames(table: Table): string[] {
  return Object.entries(table).flatMap(([name, field]) => ("output" in field ? [name] : []));
}

function isInput(entry: [string, AnyField]): entry is [string, Field] {
  return "check" in entry[1];
}

/** The type of a field's value, as a program gives or reads it. */
export type TypeOf<One> = One extends { readonly check: Rule<infer T, unknown> }
  ? T
  : One extends OutputField<infer T>
    ? T
    : never;

/** The same, as the state holds it. */
type HeldOf<One> = One extends { readonly check: Rule<unknown, infer Checked> }
  ? Checked
  : One extends { readonly form: Form<infer T> }
    ? T
    : never;

/** A field that must be given. */
export interface Mandatory {
  readonly required: true;
}

/** The checked inputs of a class. Any may be missing: a policy may change them after the check. */
export type CheckedOf<Fields> = {
  [Name in keyof Fields as Fields[Name] extends Field ? Name : never]?:
    HeldOf<Fields[Name]> | undefined;
};

/** What the state holds of a class. Any may be missing: it may be imported, or be what `get` knows. */
export type StateOf<Fields> = {
  [Name in keyof Fields]?: HeldOf<Fields[Name]> | undefined;
};

/**
 * Recorded outputs as a state of this class. What was added to the inputs and has the wrong form, by hand or by
 * an import, counts as missing. The inputs are as a check made them.
 */
export function stateIn<Fields extends Table>(
  fields: Fields,
  recorded: Readonly<Record<string, Plain>>,
): StateOf<Fields> {
  const entries = Object.entries(recorded).filter(([name, value]) => hasForm(fields, name, value));
  return asChecked(inputFields(fields), Object.fromEntries(entries)) as StateOf<Fields>;
}

/** The names of those that guard something and have another form. */
export function misshapenIn(fields: Table, recorded: Readonly<Record<string, Plain>>): string[] {
  return Object.entries(recorded).flatMap(([name, value]) => {
    const isGuard = Object.hasOwn(fields, name) && "guards" in (fields[name] ?? {});
    const isThere = value !== undefined && value !== null;
    return isGuard && isThere && !hasForm(fields, name, value) ? [name] : [];
  });
}

function hasForm(fields: Table, name: string, value: Plain): boolean {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return field === undefined || !("form" in field) || field.form(value);
}
