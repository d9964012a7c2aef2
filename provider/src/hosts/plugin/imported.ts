import { inputFields, type Table } from "../../kinds/table";
import type { Known } from "../../lifecycle/lifecycle";
import { isObject, setOf, without, type Plain, type Props } from "../../rules/plain";

/**
 * What was imported, with its sets as the lists that a program gives: the engine writes the program from these inputs,
 * and an object in the place of a list would not compile.
 */
export function withLists(table: Table, known: Known): Known {
  const inputs = Object.entries(known.inputs).map(([name, value]): [string, Plain] => {
    if (name === "secrets") return [name, eachRow(value, inLists)];
    return [name, SETS.has(name) && name in inputFields(table) ? listOf(value) : value];
  });
  return { ...known, inputs: Object.fromEntries(inputs) };
}

/** The inputs of an imported set of secrets as a check would have made them. */
export function withSets(table: Table, olds: Props): Props {
  if (!("valueVersions" in table)) return olds;
  const asSet = (list: Plain) => (Array.isArray(list) ? setOf(list.map(String)) : list);
  const inSets = (row: Props) => changed(row, "selectedRepositories", asSet);
  return { valueVersions: {}, ...changed(olds, "secrets", (rows) => eachRow(rows, inSets)) };
}

/** Whether a set's inputs in the state come from an import: a check of the program would have added versions. */
export function isJustImported(table: Table, olds: Props): boolean {
  return "valueVersions" in table && "secrets" in olds && !("valueVersions" in olds);
}

/** The secrets that an import has found and that the program has never had. */
export function notDeclared({ secrets: found }: Props, { secrets: declared }: Props): string[] {
  if (!isObject(found) || !isObject(declared)) return [];
  return Object.keys(found).filter((key) => declared[key] === undefined);
}

/** The set without them: leaving a set deletes a secret, and nobody put these into it. */
export function onlyDeclared(recorded: Props, news: Props): Props {
  const others = notDeclared(recorded, news);
  return changed(recorded, "secrets", (rows) => (isObject(rows) ? without(rows, others) : rows));
}

function inLists(row: Props): Props {
  return changed(row, "selectedRepositories", listOf);
}

function changed(props: Props, name: string, change: (value: Plain) => Plain): Props {
  return props[name] === undefined ? props : { ...props, [name]: change(props[name]) };
}

function eachRow(rows: Plain, change: (row: Props) => Props): Plain {
  if (!isObject(rows)) return rows;
  const entries = Object.entries(rows).map(([key, row]): [string, Plain] => [
    key,
    isObject(row) ? change(row) : row,
  ]);
  return Object.fromEntries(entries);
}

const SETS: ReadonlySet<string> = new Set([
  "selectedRepositories",
  "selectedUsernames",
  "repositories",
]);

/** A number is an id, a text is a name. */
function listOf(set: Plain): Plain {
  if (!isObject(set)) return set;
  return Object.keys(set).map((member) => (/^\d+$/.test(member) ? Number(member) : member));
}

const VALUE = ["value", "encryptedValue", "keepValue"];

/**
 * What an import has taken over keeps its value until a program gives one. The engine doesn't say that `ignoreChanges` names a
 * value: it removes from the inputs a value that the state doesn't have, and leaves the key that it was sealed with.
 */
export function withKeptValue(table: Table, olds: Props, news: Props): Props {
  const isKept = "keepValue" in table && olds.keepValue === true;
  const isGiven = VALUE.some((name) => (news[name] ?? undefined) !== undefined);
  return isKept && !isGiven ? { ...without(news, ["keyId"]), keepValue: true } : news;
}
