import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { SetKind } from "../../kinds/secrets";
import { DECLARATION } from "../../rules/hints";
import { defined, isObject, only, setOf, without, type Plain, type Props } from "../../rules/plain";
import { keepsValue } from "../../rules/secret-value";
import { wireSize } from "../../texts";
import { markOf } from "../../session/identities";
import { BY_THIS_STACK } from "../secret/check";
import { WRITE_LOST } from "../secret/lost";

/** Inputs or outputs of secrets as their single class has them, by their keys in the set. */
export type Singles = Map<string, Props>;

/** The parts of a set's checked inputs that are made of its secrets. Its outputs have them too. */
export interface SetParts {
  secrets: Props;
  values?: string;
  encryptedValues?: string;
}

/** What a row in `secrets` leaves out, because its key or another part of the set says it. */
const ELSEWHERE = [
  "org",
  "repository",
  "secretName",
  "value",
  "encryptedValue",
  "owner",
  DECLARATION,
] as const;

/** The secrets of a set's checked inputs or outputs. One that isn't known yet is left out. */
export function singlesIn(kind: SetKind, recorded: Props): Singles {
  const set = unpacked(recorded);
  const { secrets, owner } = set;
  const values = entriesIn(set.values);
  const boxes = entriesIn(set.encryptedValues);
  const mark = set[DECLARATION];
  const rows = isObject(secrets) ? Object.entries(secrets) : [];
  const singles = rows.flatMap(([key, row]): [string, Props][] => {
    if (!isObject(row)) return [];
    const single: Props = {
      ...without(listIn(kind, row), ["times"]),
      ...timesIn(row),
      ...kind.named(key, set),
      // A policy may have put one into the row: the single class refuses it.
      value: values.get(key) ?? row.value,
      encryptedValue: boxes.get(key) ?? row.encryptedValue,
      valueWritten: row.valueWritten ?? (keepsValue(row) ? undefined : BY_THIS_STACK),
      owner,
      [DECLARATION]: typeof mark === "string" ? markOf(mark, key) : undefined,
    };
    return [[key, defined(single)]];
  });
  return new Map(singles);
}

/** Puts these secrets together into a set's parts. */
export function partsOf(singles: Singles): SetParts {
  const sorted = [...singles].sort(([one], [other]) => (one < other ? -1 : 1));
  const textsOf = (name: string) =>
    sorted.flatMap(([key, { [name]: text }]) =>
      typeof text === "string" ? [`${key}=${text}`] : [],
    );
  const [values, boxes] = [textsOf("value"), textsOf("encryptedValue")];
  return {
    secrets: Object.fromEntries(sorted.map(([key, single]) => [key, rowOf(single)])),
    ...(values.length > 0 && { values: values.join(" ") }),
    ...(boxes.length > 0 && { encryptedValues: boxes.join(" ") }),
  };
}

/** Splits a text that `partsOf` joined, by key. */
export function entriesIn(text: Plain): Map<string, string> {
  const entries = typeof text === "string" && text !== "" ? text.split(" ") : [];
  return new Map(
    entries.map((entry) => {
      const end = entry.indexOf("=");
      return [entry.slice(0, end), entry.slice(end + 1)];
    }),
  );
}

function rowOf(single: Props): Props {
  const row = defined<Props>({ ...without(single, ELSEWHERE), ...shortTimes(single) });
  if (row.valueWritten === BY_THIS_STACK) delete row.valueWritten;
  const { selectedRepositories: list, selectedRepositoryIds: ids } = row;
  if (!isObject(list) || !isObject(ids) || namesIn(list) !== namesIn(ids)) return row;
  // Nothing in an empty list shows that its ids are known.
  if (Object.keys(ids).length === 0) return row;
  if (row.visibility === SELECTED) delete row.visibility;
  return { ...without(row, ["selectedRepositoryIds"]), selectedRepositories: ids };
}

/** These usually equal the time of the last write, and are then left out. Otherwise one text has that time and the seconds before it. */
const TIMES = ["createdAt", "valueWrittenAt"] as const;
/** Stands for a missing time. */
const NEVER = "never";

function shortTimes({ updatedAt, ...single }: Props): Props {
  if (typeof updatedAt !== "string") return {};
  const others = TIMES.map((name) => single[name]);
  const left = Object.fromEntries(TIMES.map((name) => [name, undefined]));
  if (others.every((time) => time === updatedAt)) return left;
  const times = [updatedAt, ...others.map((time) => beforeOf(updatedAt, time))].join(" ");
  return { ...left, updatedAt: undefined, times };
}

function beforeOf(updatedAt: string, time: Plain): string {
  if (typeof time !== "string") return NEVER;
  const seconds = (Date.parse(updatedAt) - Date.parse(time)) / 1000;
  return timeBefore(updatedAt, String(seconds)) === time ? String(seconds) : time;
}

function timeBefore(updatedAt: string, told: string): string | undefined {
  if (told === NEVER) return undefined;
  if (!/^-?\d{1,12}$/.test(told)) return told;
  const time = new Date(Date.parse(updatedAt) - Number(told) * 1000);
  return Number.isNaN(time.getTime()) ? told : time.toISOString().replace(".000Z", "Z");
}

function timesIn({ times, ...row }: Props): Props {
  const [updatedAt = row.updatedAt, ...told] = typeof times === "string" ? times.split(" ") : [];
  if (typeof updatedAt !== "string") return {};
  const others = TIMES.map((name, index): [string, Plain] => {
    const time = told[index] ?? row[name] ?? updatedAt;
    return [name, typeof time === "string" ? timeBefore(updatedAt, time) : time];
  });
  return { ...Object.fromEntries(others), updatedAt };
}

/** In outputs a list that agrees with GitHub's holds the ids; every member that has an id is selected. */
function listIn(kind: SetKind, row: Props): Props {
  const { selectedRepositories: list } = row;
  const hasIds = isObject(list) && Object.values(list).some((id) => typeof id === "number");
  if (!hasIds) return row;
  return {
    ...(kind.one.table.visibility !== undefined && { visibility: SELECTED }),
    ...row,
    selectedRepositories: setOf(Object.keys(list)),
    selectedRepositoryIds: list,
  };
}

const SELECTED = "selected";

function namesIn(list: Props): string {
  return Object.keys(list).sort().join();
}

const PACKED = ["secrets", "valueVersions", "repositories"] as const;

/** How large the outputs in an error may be, in bytes: with its message they must stay below 64 KB as base64. */
const MOST_CARRIED = 24_000;

/**
 * Outputs for an error, which can't carry much. Fingerprints can't be compressed, and must stay where Pulumi encrypts them: of
 * several hundred secrets they are left out, so that the next run writes each value again that isn't left to others. Then what a refresh has found besides, and
 * of each secret its times and its list, which the next run writes too. Undefined if not even the names fit.
 */
export function carried(outputs: Props, news: Props = outputs): Props | undefined {
  if (wireSize(outputs) <= MOST_CARRIED / 2) return outputs;
  const whole: Props = { ...outputs, secrets: withUnwritten(outputs, news) };
  const withoutValues = without(whole, ["values", "encryptedValues"]);
  const own = without(withoutValues, ["undeclaredSecrets"]);
  const bare = { ...own, secrets: bareRows(own) };
  const forms = [outputs, withoutValues, own, bare, { ...bare, valueVersions: {} }];
  return forms.map(packed).find((small) => wireSize(small) <= MOST_CARRIED);
}

/** The rows, with a mark on each one whose value isn't the program's. */
function withUnwritten(outputs: Props, news: Props): Props {
  const { secrets } = outputs;
  const [written, given] = [outputs, news].map(
    (set) => new Map([...entriesIn(set.values), ...entriesIn(set.encryptedValues)]),
  );
  const rows = isObject(secrets) ? Object.entries(secrets) : [];
  const marked = rows.map(([key, row]): [string, Plain] => {
    const isWritten = written?.get(key) === given?.get(key) || !isObject(row) || keepsValue(row);
    return [key, isWritten ? row : { ...row, valueWritten: WRITE_LOST }];
  });
  return Object.fromEntries(marked);
}

function packed(outputs: Props): Props {
  const parts = JSON.stringify(PACKED.map((name) => outputs[name]));
  return { ...without(outputs, PACKED), packed: deflateRawSync(parts).toString("base64") };
}

/** What says whose each secret is, and where it is. */
function bareRows({ secrets }: Props): Props {
  const rows = isObject(secrets) ? Object.entries(secrets) : [];
  const bare = rows.map(([key, row]): [string, Plain] => [
    key,
    isObject(row) ? only(row, ["visibility", "keepValue", "valueWritten", "repositoryId"]) : row,
  ]);
  return Object.fromEntries(bare);
}

/** Restores the outputs that an error carried. */
export function unpacked(set: Props): Props {
  const { packed: text, ...others } = set;
  if (typeof text !== "string") return set;
  const parts = JSON.parse(inflateRawSync(Buffer.from(text, "base64")).toString()) as Plain[];
  const named = PACKED.map((name, index): [string, Plain] => [name, parts[index] ?? undefined]);
  return { ...others, ...defined(Object.fromEntries(named)) };
}

/** How often the value of each secret has changed, by key. Outputs leave out those that haven't. */
export function versionsIn(set: Props): Props {
  const { valueVersions, secrets } = unpacked(set);
  const rows = isObject(secrets) ? Object.entries(secrets) : [];
  const valued = rows.filter(([, row]) => isObject(row) && !keepsValue(row));
  const first = valued.map(([key]): [string, Plain] => [key, FIRST]);
  return { ...Object.fromEntries(first), ...(isObject(valueVersions) && valueVersions) };
}

/** The version of a value that has never changed. */
export const FIRST = 1;
