import type { Emulator } from "github-codespaces-emulator";
import { kinds } from "../../provider/src/kinds/all";
import { inputFields } from "../../provider/src/kinds/table";
import { changedIdentity } from "../../provider/src/rules/fields";
import { classes, type Kind } from "./operation";
import type { Declared } from "./stack";

/** What one operation does, told by the program before it and the one after it. */
export interface Verb {
  name: string;
  before: readonly Declared[];
  /** Default: as before. */
  after?: readonly Declared[];
  /** Default: `up`. */
  operation?: "up" | "refresh" | "destroy";
  /** What was at GitHub before the stack. A run that fails may leave it. */
  there?: (emulator: Emulator) => void;
  /** What was at GitHub before the stack, or was done there since. */
  byHand?: (emulator: Emulator) => void;
  /** It writes what another resource of the state holds too: a refresh may find that somebody wrote. */
  writesAnothers?: true;
  /** Nobody can tell whether it was there before: what a lost write may have made stays. */
  mayLeave?: true;
  /** Another codespace is made before the one of before is deleted. */
  makesAnother?: true;
  /** Paths of what both programs declare: it is there all the time. */
  kept?: readonly string[];
}

const ALL = ["create", "update", "replace", "rename", "delete", "refresh", "destroy"];

/** What can't become of a kind: one has nothing but its identity, or none, and nobody can ask for an access. */
const NEVER: readonly string[] = [
  "access: refresh",
  "orgSecretRepository: update",
  "userSecretRepository: update",
  "userSecrets: replace",
  "repoSecrets: replace",
];

/** What may become of each of these kinds and is among none of the verbs. */
export function missingOf(verbs: readonly Verb[], kinds: readonly Kind[]): string[] {
  const done = new Set(verbs.flatMap(doneBy));
  const all = kinds.flatMap((kind) => ALL.map((verb) => `${kind}: ${verb}`));
  return all.filter((each) => !done.has(each) && !NEVER.includes(each));
}

/** What becomes of resources, each in words such as "orgSecret: replace". */
function doneBy({ before, after = before, operation = "up" }: Verb): string[] {
  if (operation !== "up") return before.map(({ kind }) => `${kind}: ${operation}`);
  const gone = before.filter((one) => !after.some((other) => isSame(one, other)));
  const deleted = gone.filter((one) => !isElsewhere(one, after));
  return [
    ...after.map((one) => `${one.kind}: ${becomes(one, before)}`),
    ...deleted.map(({ kind }) => `${kind}: delete`),
  ];
}

function becomes(one: Declared, before: readonly Declared[]): string {
  const old = before.find((other) => isSame(one, other));
  if (old === undefined) return isElsewhere(one, before) ? "rename" : "create";
  if (JSON.stringify(old.args) === JSON.stringify(one.args)) return "stay";
  return changed(one, old) ? "replace" : "update";
}

function isSame(one: Declared, other: Declared): boolean {
  return one.kind === other.kind && one.name === other.name;
}

/** Under another name of the program. */
function isElsewhere(one: Declared, others: readonly Declared[]): boolean {
  return others.some((other) => one.kind === other.kind && !changed(one, other));
}

function changed({ kind, args }: Declared, other: Declared): boolean {
  const of = kinds.find(({ className }) => className === classes[kind]);
  return of === undefined || changedIdentity(inputFields(of.fields), other.args, args).length > 0;
}
