import { isDeepStrictEqual } from "node:util";
import { inputFields, type Table } from "../../kinds/table";
import { asChecked } from "../../rules/fields";
import { isObject, unknown, type Plain, type Props } from "../../rules/plain";

/** One line of a preview. */
export interface PropertyChange {
  /** Where it is: `selectedRepositories["acme/api"]`. */
  path: string;
  /** The input that it is part of. */
  input: string;
  kind: "add" | "delete" | "update";
}

/**
 * What has changed in the inputs. Those of an import have lists where `check` makes sets: they are the same. What
 * `ignoreChanges` names the engine has already set back; what a check has added may still differ.
 */
export function changesOf(
  table: Table,
  { olds, news }: { olds: Props; news: Props },
  ignored: readonly string[] = [],
): PropertyChange[] {
  // Most often nothing has changed, and the rules of all fields are not needed to see it.
  if (isDeepStrictEqual(olds, news)) return [];
  const fields = inputFields(table);
  const [before, after] = [asChecked(fields, olds), asChecked(fields, news)];
  return changesBetween(before, after).filter(
    ({ path, input }) => !ignored.some((one) => one === "*" || one === input || one === path),
  );
}

/** The same of properties of any kind, such as settings. */
export function changesBetween(before: Props, after: Props): PropertyChange[] {
  return namesIn(before, after).flatMap((input) =>
    within({ before: before[input], after: after[input] }, input).map((change) => ({
      ...change,
      input,
    })),
  );
}

interface Pair {
  before: Plain;
  after: Plain;
}

/** An object's changes one by one: a repository that goes and one that comes are two lines. */
function within({ before, after }: Pair, path: string): Omit<PropertyChange, "input">[] {
  if (isDeepEqual(before, after)) return [];
  if (isMissing(before)) return [{ path, kind: "add" }];
  if (isMissing(after)) return [{ path, kind: "delete" }];
  if (!isObject(before) || !isObject(after)) return [{ path, kind: "update" }];
  return namesIn(before, after).flatMap((key) =>
    within({ before: before[key], after: after[key] }, path + step(key)),
  );
}

function namesIn(before: object, after: object): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

function step(key: string): string {
  return /^[a-z_$][\w$]*$/i.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function isMissing(value: Plain): boolean {
  return value === undefined || value === null;
}

/** Whether two values are the same, whatever the order of an object's keys. */
export function isDeepEqual(one: Plain, other: Plain): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder(value: Plain): unknown {
  if (value === unknown) return { unknown: true };
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value ?? null;
  const entries = Object.entries(value).filter(([, one]) => !isMissing(one));
  const sorted = entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([key, one]) => [key, inOrder(one)]);
}
