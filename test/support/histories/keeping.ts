import type { Props } from "../../../provider/src/rules/plain";
import type { Declared, Entry } from "../stack";
import type { GitHubNow } from "./github-now";
import { resourceOf } from "./sets";
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
  return [...wishes].flatMap(([slot, wish]) => {
    const { keep, name, aliases } = wish;
    const resource = resourceOf(slot, wish);
    const declared = program.find((one) => one.name === resource && /Secrets?$/.test(one.kind));
    if (!keep || declared === undefined) return [];
    if (declared.kind !== slots[slot].kind)
      return isKeptInSet(slot, { declared, entries, github }) ? [slot] : [];
    const held = entries.filter(
      (entry) => entry.kind === declared.kind && [name, ...aliases].includes(entry.name),
    );
    const isSame = (entry: Entry) =>
      github.slotIn(entry) === slot && repositoryIn(entry.inputs) === repositoryIn(declared.args);
    return github.secret(slot) !== undefined && held.every(isSame) ? [slot] : [];
  });
}

/** In a set each secret is for itself; under another name of its repository it would be another one. */
function isKeptInSet(
  slot: SlotName,
  { declared, entries, github }: Pick<Seen, "entries" | "github"> & { declared: Declared },
): boolean {
  const { repositories = [] } = declared.args;
  const names = Array.isArray(repositories)
    ? repositories.map((name) => (typeof name === "string" ? name.toLowerCase() : ""))
    : [];
  const held = entries.filter((entry) => github.slotIn(entry) === slot);
  const isSame = ({ inputs }: Entry) => names.every((name) => name === repositoryIn(inputs));
  return github.secret(slot) !== undefined && held.every(isSame);
}

function repositoryIn({ repository }: Props): string | undefined {
  return typeof repository === "string" ? repository.toLowerCase() : undefined;
}
