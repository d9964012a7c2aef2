import type { Props } from "../../../provider/src/rules/plain";
import type { Declared, Entry } from "../stack";
import type { GitHubNow } from "./github-now";
import { slots, type SlotName, type Wishes } from "./slots";

interface Seen {
  wishes: Wishes;
  program: readonly Declared[];
  /** What the program's state holds. */
  entries: readonly Entry[];
  github: GitHubNow;
}

/** The secrets whose value a program may keep: those that are there, and have the same name in the state. */
export function keepable({ wishes, program, entries, github }: Seen): SlotName[] {
  return [...wishes].flatMap(([slot, { keep, name, aliases }]) => {
    const declared = program.find((one) => one.name === name && one.kind === slots[slot].kind);
    if (!keep || declared?.kind.endsWith("Secret") !== true) return [];
    const held = entries.filter(
      (entry) => entry.kind === declared.kind && [name, ...aliases].includes(entry.name),
    );
    const isSame = (entry: Entry) =>
      github.slotIn(entry) === slot && repositoryIn(entry.inputs) === repositoryIn(declared.args);
    return github.secret(slot) !== undefined && held.every(isSame) ? [slot] : [];
  });
}

function repositoryIn({ repository }: Props): string | undefined {
  return typeof repository === "string" ? repository.toLowerCase() : undefined;
}
