import type { Fault, RequestLogEntry } from "github-codespaces-emulator";
import { anyFault } from "../faults";
import type { Declared, Entry, UpOptions } from "../stack";
import type { Part } from "./commands";
import type { PlannedFault } from "./planned-faults";
import { resourceOf } from "./sets";
import { SLOT_NAMES, slots, type SlotName, type Wishes } from "./slots";

/** The resource's class and name, as each error begins. */
export const NAMED =
  /^(Org|User|Repo)?Codespaces?\w* \S+ could not be (created|read|updated|deleted): /;
/** Of an error that asks a person to look. */
export const MAYBE_MADE = "It may have been created anyway";

interface Within {
  wishes: Wishes;
  program: readonly Declared[];
  entriesOf: (names: ReadonlySet<SlotName>) => readonly Entry[];
}

/** A part is what belongs together: a secret, and what adds to its list. The engine knows no other names. */
export function optionsOf(part: Part, { wishes, program, entriesOf }: Within): UpOptions {
  const { of: owner = part.slot } = slots[part.slot];
  const group = new Set(
    SLOT_NAMES.filter((name) => name === part.slot || name === owner || slots[name].of === owner),
  );
  const held = entriesOf(group).map(({ name }) => name);
  const resource = (slot: SlotName) => {
    const wish = wishes.get(slot);
    return wish === undefined ? "" : resourceOf(slot, wish);
  };
  const wished = new Set([...group].map(resource));
  const declared = program.flatMap(({ name }) => (wished.has(name) ? [name] : []));
  const names = [...new Set([...declared, ...held])];
  const name = resource(part.slot);
  if (names.length === 0) return {};
  if (part.how === "target") return { targets: names };
  if (part.how === "exclude") return { excludes: names };
  return declared.includes(name) && held.includes(name) ? { replace: [name] } : {};
}

/** The slots that a stack's program declares. */
export function slotsIn(program: readonly Declared[], at: 0 | 1, wishes: Wishes): Set<SlotName> {
  const names = new Set(program.map(({ name }) => name));
  const isIn = (slot: SlotName) => {
    const wish = wishes.get(slot);
    return wish !== undefined && names.has(resourceOf(slot, wish));
  };
  return new Set(SLOT_NAMES.filter((slot) => slots[slot].stack === at && isIn(slot)));
}

/** What a program declares and the state has, but for codespaces. */
export function heldIn(program: readonly Declared[], entries: readonly Entry[]): string[] {
  const held = new Set(entries.map(({ name }) => name));
  return program.flatMap(({ kind, name }) =>
    kind !== "codespace" && held.has(name) ? [name] : [],
  );
}

/** What an error asks people to do before they go on, if they take the program back. */
export function askedFor(said: readonly string[]) {
  const text = said.join("\n");
  return {
    refresh: text.includes("if you take the change of the program back"),
    // With --replace Pulumi gives the value that it otherwise ignores, and that no GitHub has.
    replacement:
      /If you take the program back to an access|with the URN of the one that|Take value out of/.test(
        text,
      ),
  };
}

/** Whether a resource for one repository of a list was written. */
export function movesList(requests: readonly RequestLogEntry[]): boolean {
  return requests.some(({ method, path }) => method !== "GET" && /\/repositories\/\d+$/.test(path));
}

/** A fault to plant. */
export function faultOf({ which, isLate, method, after, times }: PlannedFault): Fault {
  const fault = anyFault(which, { method: method ?? "PUT", isLate });
  return { ...fault, ...(method && { method }), after, times };
}
