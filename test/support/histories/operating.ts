import type { Fault } from "github-codespaces-emulator";
import { anyFault } from "../faults";
import type { Entry, UpOptions } from "../stack";
import type { Part, PlannedFault } from "./commands";
import { SLOT_NAMES, slots, type SlotName, type Wishes } from "./slots";

/** A part is what belongs together: a secret, and what adds to its list. */
export function optionsOf(
  part: Part,
  wishes: Wishes,
  entriesOf: (names: ReadonlySet<SlotName>) => readonly Entry[],
): UpOptions {
  const { of: owner = part.slot } = slots[part.slot];
  const group = new Set(
    SLOT_NAMES.filter((name) => name === part.slot || name === owner || slots[name].of === owner),
  );
  const declared = [...group].flatMap((name) => wishes.get(name)?.name ?? []);
  const names = [...declared, ...entriesOf(group).map(({ name }) => name)];
  if (part.how === "replace") return { replace: [wishes.get(part.slot)?.name ?? ""] };
  return part.how === "target" ? { targets: names } : { excludes: names };
}

/** A fault to plant. */
export function faultOf({ which, isLate, method, after, times }: PlannedFault): Fault {
  const fault = anyFault(which, { method: method ?? "PUT", isLate });
  return { ...fault, ...(method && { method }), after, times };
}
