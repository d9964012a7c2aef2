import { DECLARATION, LIST_IGNORED, OTHERS_UNSET, VALUE_IGNORED } from "./hints";
import { looksLikeToken, shownName } from "../texts";
import { hasUnknown, isObject, unknown, without, type Plain, type Props } from "./plain";

/** What is wrong with an input. */
export interface CheckFailure {
  property: string;
  reason: string;
}

export function failure(property: string, why: string): CheckFailure {
  return { property, reason: `${property}: ${why}` };
}

/** The normal form of a value, or what is wrong with it and what to do. */
export type Verdict = { ok: Plain } | { wrong: string };
/** Rules see the other inputs too: a repository's short name needs its organization. */
export interface Rule<Given = unknown, Checked = Given> {
  (value: Plain, inputs: Props): Verdict;
  /** What to give, in the message for a missing input. */
  readonly says?: string;
  /** What a program may give, and what `check` makes of it. For the compiler only. */
  readonly type?: () => Given;
  readonly checked?: () => Checked;
}

export const text: Rule<string> = (value) =>
  typeof value === "string" && value.trim() !== ""
    ? { ok: value }
    : { wrong: "must be a non-empty string" };

export const flag: Rule<boolean> = (value) =>
  typeof value === "boolean" ? { ok: value } : { wrong: "must be true or false" };

/** The type that a rule accepts. */
export type TypeOfRule<One> = One extends Rule<infer T, unknown> ? T : never;

/** An input that a program gives. */
export interface Field {
  readonly check: Rule;
  readonly required?: true;
  /** A change replaces the resource: it is part of its identity. */
  readonly replaces?: true;
  /** The place for a secret. In any other argument, what looks like a secret was put there by mistake. */
  readonly secret?: true;
  /** GitHub takes it only when it creates a thing, and has no operation that changes it. */
  readonly onlyNew?: true;
  /** A program can read it too. */
  readonly output?: true;
}

/** A rule for each input: an input without one does not compile. */
export type FieldsOf<Inputs> = { [Name in keyof Required<Inputs>]: Field };

/** Applies every field's rule and reports all failures at once. Unknown values pass. */
export function checkFields(fields: Record<string, Field>, news: Props) {
  const failures: CheckFailure[] = [];
  const inputs: Props = {};
  for (const [property, field] of Object.entries(fields)) {
    const value = news[property];
    if (value === undefined || value === null) {
      if (field.required) failures.push(failure(property, missing(field.check)));
    } else if (!field.secret && holdsToken(value)) {
      failures.push(failure(property, IN_THE_WRONG_PLACE));
    } else if (hasUnknown(value)) {
      inputs[property] = unknown;
    } else {
      const verdict = field.check(value, news);
      if ("ok" in verdict) inputs[property] = verdict.ok;
      else failures.push(failure(property, verdict.wrong));
    }
  }
  return { inputs, failures: [...failures, ...strangers(fields, news)] };
}

const IN_THE_WRONG_PLACE =
  "looks like a token or a key, and would be shown here: were two arguments swapped?";

function holdsToken(value: Plain): boolean {
  if (typeof value === "string") return looksLikeToken(value);
  if (Array.isArray(value)) return value.some(holdsToken);
  return isObject(value) && Object.entries(value).flat().some(holdsToken);
}

/**
 * Checked inputs as `check` made them. A remediation policy may change them afterwards, and the engine doesn't
 * check them again: what has another form is brought into this one, or refused.
 */
export function inCheckedForm(fields: Record<string, Field>, changed: Props): Props {
  const { inputs, failures } = checkFields(fields, changed);
  if (failures.length > 0) throw notChecked(failures);
  const rest = without(changed, Object.keys(fields));
  return { ...rest, ...inputs };
}

/** The same if nothing can be refused: what can't be brought into that form stays as it is. */
export function asChecked(fields: Record<string, Field>, given: Props): Props {
  return { ...given, ...checkFields(fields, given).inputs };
}

export function notChecked(failures: readonly CheckFailure[]): Error {
  const reasons = failures.map(({ reason }) => reason).join("; ");
  return new Error(`${reasons}. It was changed after the check: review the stack's policies.`);
}

function missing({ says }: Rule): string {
  return `is missing${says === undefined ? "" : `: give ${says}`}`;
}

/**
 * The fields with `replaces` whose value differs. A value that isn't known yet doesn't count: the engine asks
 * about what depends on a resource that it replaces, and would delete it at once.
 */
export function changedIdentity(
  fields: Record<string, Field>,
  recorded: object,
  news: Props,
): string[] {
  const olds = recorded as Props;
  return Object.keys(fields).filter(
    (name) =>
      fields[name]?.replaces &&
      news[name] !== unknown &&
      normal(fields[name], olds, name) !== normal(fields[name], news, name),
  );
}

/** In the form that `check` makes, if possible: an import or a policy may have given another. */
function normal({ check }: Field, props: Props, name: string): Plain {
  const value = props[name];
  if (value === undefined || value === null || hasUnknown(value)) return value;
  const verdict = check(value, props);
  return "ok" in verdict ? verdict.ok : value;
}

/** What the classes pass in addition to the inputs. */
const HIDDEN = ["__provider", DECLARATION, LIST_IGNORED, VALUE_IGNORED, OTHERS_UNSET];

/** JavaScript programs have no compiler to report a misspelt input. */
function strangers(fields: Record<string, Field>, news: Props): CheckFailure[] {
  const names = Object.keys(fields);
  const internal = new Set([...HIDDEN, "valueWritten", "readiness", "sent"]);
  return Object.keys(news)
    .filter((name) => news[name] !== undefined && !names.includes(name) && !internal.has(name))
    .map((property) => ({
      property,
      reason: `${shownName(property)}: is not an input; the inputs are ${names.join(", ")}`,
    }));
}
