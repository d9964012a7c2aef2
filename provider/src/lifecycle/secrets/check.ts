import type { SetKind } from "../../kinds/secrets";
import { inputFields } from "../../kinds/table";
import { checkFields, type CheckFailure } from "../../rules/fields";
import { DECLARATION, VALUE_IGNORED } from "../../rules/hints";
import { secretName } from "../../rules/names";
import {
  defined,
  hasUnknown,
  isObject,
  only,
  unknown,
  without,
  type Plain,
  type Props,
} from "../../rules/plain";
import { keepsValue, othersUnsetFailures } from "../../rules/secret-value";
import { markOf } from "../../session/identities";
import type { Session } from "../../session/session";
import { shownId } from "../../texts";
import type { Checked, Lifecycle } from "../lifecycle";
import { refuseOtherAnswerers } from "./alone";
import { entriesIn, partsOf, singlesIn, versionsIn, type SetParts, type Singles } from "./singles";
import { leftAsTheyAre } from "./undeclared";

interface SetCheck {
  kind: SetKind;
  /** The secrets of the state. */
  before: Singles;
  news: Props;
  /** What the class says about each of them. */
  hints: Props;
  /** The constructor call; `ignoreChanges: ["*"]` takes it away. */
  call: string | undefined;
}

/** A secret of the program, and its name in messages. */
interface SecretOfSet {
  name: string;
  place: Props;
  row: Plain;
}

/** Validates each secret as its own class does, and separates the values from the rest. */
export function checkSet(
  kind: SetKind,
  { olds, news }: { olds: Props; news: Props },
  { one, session }: { one: Lifecycle; session: Session },
): Checked {
  const rows = withValues(news);
  const { inputs, failures } = checkFields(inputFields(kind.table), {
    ...without(news, PARTS),
    secrets: withoutValues(rows),
  });
  const isOpen = inputs.repositories === unknown || rows === unknown;
  if (failures.length > 0 || !isObject(rows) || isOpen) {
    return { inputs: { ...inputs, ...(isOpen && { secrets: unknown }) }, failures };
  }
  const { [DECLARATION]: mark } = news;
  const call = typeof mark === "string" ? mark : undefined;
  const before = singlesIn(kind, olds);
  const checking = { kind, before, news: inputs, hints: only(news, [VALUE_IGNORED]), call };
  const { singles, failures: wrong } = checkEach(checking, rows, one);
  if (wrong.length > 0) return { inputs: {}, failures: [...wrong, ...othersUnsetFailures(news)] };
  const others = refuseOtherAnswerers(kind, { inputs, call }, session);
  if (others !== undefined) return { inputs: {}, failures: [others] };
  const checked = {
    ...inputs,
    ...partsWithUnknowns(singles),
    valueVersions: versions(singles, { before, counted: versionsIn(olds) }),
    undeclaredSecrets: leftAsTheyAre(inputs, { olds, singles }),
  };
  return { inputs: defined(checked), failures: [] };
}

/** The parts into which the class, or an earlier check, has split a set. */
const PARTS = [
  "values",
  "encryptedValues",
  "valueVersions",
  "undeclaredSecrets",
  "secrets",
] as const;

/** The program's secrets, each with its value, however it was given. */
export function withValues(news: Props): Plain {
  const { secrets } = news;
  if (!isObject(secrets)) return secrets;
  const valueOf = (part: Plain) => {
    const fedBack = entriesIn(part);
    return (name: string) =>
      isObject(part) ? part[name] : part === unknown ? unknown : fedBack.get(name);
  };
  const value = valueOf(news.values);
  const box = valueOf(news.encryptedValues);
  const rows = Object.entries(secrets).map(([name, row]): [string, Plain] => {
    if (!isObject(row)) return [name, row];
    return [
      name,
      defined({
        ...row,
        value: row.value ?? value(name),
        encryptedValue: row.encryptedValue ?? box(name),
      }),
    ];
  });
  return Object.fromEntries(rows);
}

function withoutValues(rows: Plain): Plain {
  if (!isObject(rows)) return rows;
  const kept = Object.entries(rows).map(([name, row]): [string, Plain] => [
    name,
    isObject(row) ? without(row, ["value", "encryptedValue"]) : row,
  ]);
  return Object.fromEntries(kept);
}

function checkEach(
  { kind, before, news, hints, call }: SetCheck,
  rows: Props,
  one: Lifecycle,
): { singles: Singles; failures: CheckFailure[] } {
  const singles: Singles = new Map();
  const failures: CheckFailure[] = [];
  const seen = new Set<string>();
  for (const { name, place, row } of givenIn(kind, { rows, news })) {
    const named = { ...place, secretName: name };
    const key = kind.keyOf({ ...named, secretName: name.toUpperCase() });
    const wrong = seen.has(key)
      ? ["is given twice (GitHub ignores case): keep one of them"]
      : misplaced(row);
    seen.add(key);
    const whole = {
      ...whatIsGiven(kind, row),
      ...named,
      ...hints,
      ...(call !== undefined && { [DECLARATION]: markOf(call, key) }),
    };
    const checked = wrong.length > 0 ? undefined : one.check(before.get(key) ?? {}, whole);
    const reasons = checked?.failures.map(({ reason }) => reason) ?? wrong;
    failures.push(...reasons.map((reason) => failure(name, reason)));
    if (checked !== undefined) singles.set(key, checked.inputs);
  }
  return { singles, failures: once(failures) };
}

/** Each secret at each place. What an earlier check has made is not repeated for each place. */
function givenIn(kind: SetKind, { rows, news }: { rows: Props; news: Props }): SecretOfSet[] {
  const places = kind.places(news);
  return Object.entries(rows).flatMap(([name, row]) => {
    if (!name.includes("/")) return places.map((place) => ({ name, place, row }));
    const { secretName: own = name, ...place } = kind.named(name, news);
    return [{ name: typeof own === "string" ? own : name, place, row }];
  });
}

/** A row that isn't known yet may be anything. */
function whatIsGiven({ one }: SetKind, row: Plain): Props {
  if (isObject(row)) return row;
  return Object.fromEntries(Object.keys(one.inputFields).map((name) => [name, unknown]));
}

function misplaced(row: Plain): string[] {
  if (row === unknown) return [];
  if (!isObject(row)) return ["must be an object, such as { value: … }"];
  const wrong = ["org", "repository", "secretName"].filter((name) => row[name] !== undefined);
  return wrong.map(
    (name) => `${name} is not an input of a secret in a set: the set and the key say it`,
  );
}

function failure(name: string, told: string): CheckFailure {
  const isName = "ok" in secretName(name, {});
  const path = isName ? `secrets.${shownId(name)}` : "secrets";
  // The name is the key, not an input.
  const reason = told.replace(/^secretName: /, "");
  const isOfInput = reason === told && /^[a-z]\w*: /i.test(reason);
  return { property: "secrets", reason: `${path}${isOfInput ? "." : ": "}${reason}` };
}

/** A failure that several places have in common is reported once. */
function once(failures: readonly CheckFailure[]): CheckFailure[] {
  const reasons = new Set(failures.map(({ reason }) => reason));
  return [...reasons].map((reason) => ({ property: "secrets", reason }));
}

/** An unknown value shows as an unknown version, and a row of which nothing is known as an unknown row. */
function partsWithUnknowns(singles: Singles): SetParts {
  const parts = partsOf(singles);
  const rows = Object.entries(parts.secrets).map(([key, row]): [string, Plain] => {
    const isOpen = isObject(row) && row.keepValue === unknown && row.onExisting === unknown;
    return [key, isOpen ? unknown : row];
  });
  return { ...parts, secrets: Object.fromEntries(rows) };
}

function versions(
  singles: Singles,
  { before, counted }: { before: Singles; counted: Props },
): Props {
  const entries = [...singles].sort().map(([key, single]): [string, Plain] => {
    const last = counted[key];
    const count = typeof last === "number" ? last : 0;
    if (hasUnknown([single.value, single.encryptedValue, single.keepValue])) return [key, unknown];
    if (keepsValue(single)) return [key, undefined];
    return [key, count > 0 && isSameValue(before.get(key), single) ? count : count + 1];
  });
  return defined(Object.fromEntries(entries));
}

function isSameValue(before: Props | undefined, now: Props): boolean {
  return ["value", "encryptedValue", "keyId"].every((name) => before?.[name] === now[name]);
}
