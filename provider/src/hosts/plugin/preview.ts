import type { Table } from "../../kinds/table";
import { defined, unknown, type Plain, type Props } from "../../rules/plain";
import { changesOf } from "./diff";

/** Inputs whose change sends nothing. */
const SENDS_NOTHING = new Set([
  "onExisting",
  "onExternalChange",
  "onDestroy",
  "forceDelete",
  "timeouts",
]);
const VALUE = ["value", "encryptedValue", "keyId", "keepValue", "valueWritten"];
const LIST = ["visibility", "selectedRepositories"];

/** Which changed inputs change an output of another name. All other outputs stay once they are known. */
const MOVED_BY: Record<string, (changed: readonly string[]) => boolean> = {
  updatedAt: sends,
  valueWrittenAt: (changed) => changed.some((name) => VALUE.includes(name)),
  selectedRepositoryIds: (changed) => changed.some((name) => LIST.includes(name)),
  state: sends,
  gitStatus: sends,
  retentionExpiresAt: sends,
  lastUsedAt: sends,
};

function sends(changed: readonly string[]): boolean {
  return changed.some((name) => !SENDS_NOTHING.has(name));
}

interface Previewed {
  table: Table;
  /** What the state holds; undefined for a creation. */
  recorded: Props | undefined;
  olds: Props;
  news: Props;
}

/** The outputs that are known before anything is sent. The others are unknown to whoever uses them. */
export function outputsInPreview({ table, recorded, olds, news }: Previewed): Props {
  const changed = changesOf(table, { olds, news }).map(({ input }) => input);
  const valueOf = (name: string): Plain => {
    if (name === "selectedRepositoryIds" && !hasList(table, news)) return undefined;
    if (recorded === undefined) return unknown;
    return MOVED_BY[name]?.(changed) === true ? unknown : recorded[name];
  };
  const entries = Object.entries(table).flatMap(([name, field]): [string, Plain][] => {
    if (!("output" in field)) return [];
    const given = "check" in field ? news[name] : undefined;
    return [[name, given ?? valueOf(name)]];
  });
  return defined(Object.fromEntries(entries));
}

/** Only one visibility gives an organization's secret a list. */
function hasList(table: Table, { visibility }: Props): boolean {
  return table.visibility === undefined || visibility === "selected" || visibility === unknown;
}
