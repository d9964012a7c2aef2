import { HOST } from "../project-file";
import type { Command } from "./commands";
import { SLOT_NAMES, slots } from "./slots";
import type { Ignorable, SlotName, Wish, Wishes } from "./slots";

const EDITS = [
  "declare",
  "drop",
  "rename",
  "host",
  "create first",
  "component",
  "gather",
  "exchange names",
  "ignore",
  "take back",
] as const;

export type Edit = Extract<Command, { do: (typeof EDITS)[number] }>;

export function isEdit(command: Command): command is Edit {
  return EDITS.some((edit) => edit === command.do);
}

/** Whoever changes the programs. */
export class Editor {
  readonly #wishes: Wishes;
  /** What the programs said at the last `up` of each stack, and at the one before. */
  readonly #last: [Wishes, Wishes] = [new Map<SlotName, Wish>(), new Map<SlotName, Wish>()];
  readonly #before: [Wishes, Wishes] = [...this.#last];
  /** What each ignores, from then on: a value that was left to others counts as seen. */
  readonly #ignored = new Map<SlotName, readonly Ignorable[]>();
  #renamed = 0;
  #areNamesExchanged = false;

  constructor(wishes: Wishes) {
    this.#wishes = wishes;
  }

  /** Called when a stack's program is applied. */
  applied(stack: 0 | 1): void {
    this.#before[stack] = this.#last[stack];
    this.#last[stack] = new Map([...this.#wishes].filter(([name]) => slots[name].stack === stack));
  }

  edit(command: Edit): void {
    if (command.do === "exchange names") {
      const [one, other] = command.slots;
      // A plugin doesn't know of what is checked after a replacement: docs/languages.md.
      if (HOST === "plugin" && slots[one].of !== slots[other].of) return;
      this.#exchange(command.slots);
      return;
    }
    if (command.do === "take back") {
      this.#takeBack(command.stack);
      return;
    }
    const { slot } = command;
    const wish = this.#wishes.get(slot);
    if (command.do === "declare") {
      const { value, visibility, list, form, keep = false } = command;
      const name = this.#freeNameOf(slot);
      const ignores = this.#ignored.get(slot) ?? [];
      const as = { name, aliases: [], provider: "", deleteBeforeReplace: true, ignores };
      const inSet = { set: "", undeclared: "ignore" as const };
      this.#wishes.set(slot, { ...as, ...inSet, ...wish, value, visibility, list, form, keep });
    } else if (command.do === "drop") {
      this.#wishes.delete(slot);
    } else if (wish === undefined) {
      return;
    } else if (command.do === "host") {
      this.#wishes.set(slot, { ...wish, provider: command.provider });
    } else if (command.do === "ignore") {
      // With another one's name it would have the other's repository, twice.
      if (command.input === "repository" && this.#areNamesExchanged) return;
      const ignores = [...new Set([...wish.ignores, command.input])];
      this.#ignored.set(slot, ignores);
      this.#wishes.set(slot, { ...wish, ignores });
    } else if (command.do === "gather") {
      this.#gather(command);
    } else if (command.do === "component") {
      const inside = command.component === "" ? "" : `${command.component}.`;
      const name = inside + wish.name.replace(/^.*\./, "");
      if (name !== wish.name) this.#call(slot, { name, alias: command.alias });
    } else if (command.do === "create first") {
      this.#wishes.set(slot, { ...wish, deleteBeforeReplace: false });
    } else {
      this.#call(slot, { name: this.#newNameOf(slot), alias: command.alias });
    }
  }

  /** Another name, after which it is the same resource only with an alias. */
  #call(slot: SlotName, { name, alias }: { name: string; alias: boolean }): void {
    const wish = this.#wishes.get(slot);
    if (wish === undefined) return;
    const aliases = alias ? [...wish.aliases, wish.name].filter((each) => each !== name) : [];
    this.#wishes.set(slot, { ...wish, name, aliases });
  }

  /** Into a set, or out of it: one, or all of its kind. */
  #gather({ slot, set, withRest, undeclared = "ignore" }: Extract<Edit, { do: "gather" }>): void {
    const { kind, stack } = slots[slot];
    for (const [each, wish] of this.#wishes) {
      const isAlike = slots[each].kind === kind && slots[each].stack === stack;
      if (each === slot || (withRest && isAlike))
        this.#wishes.set(each, { ...wish, set, undeclared });
    }
  }

  /** What was applied last failed, perhaps, and the program becomes what it was before. */
  #takeBack(stack: 0 | 1): void {
    for (const name of SLOT_NAMES.filter((each) => slots[each].stack === stack)) {
      const wish = this.#before[stack].get(name);
      if (wish === undefined) this.#wishes.delete(name);
      else this.#wishes.set(name, { ...wish, ignores: this.#ignored.get(name) ?? [] });
    }
  }

  /** Another one may have exchanged its name for it. */
  #freeNameOf(slot: SlotName): string {
    const isTaken = [...this.#wishes.values()].some(({ name }) => name === slot);
    return isTaken ? this.#newNameOf(slot) : slot;
  }

  #newNameOf(slot: SlotName): string {
    this.#renamed += 1;
    return `${slot}-${this.#renamed}`;
  }

  #exchange([one, other]: readonly [SlotName, SlotName]): void {
    const [first, second] = [this.#wishes.get(one), this.#wishes.get(other)];
    const isAlike =
      slots[one].kind === slots[other].kind && slots[one].stack === slots[other].stack;
    if (first === undefined || second === undefined || !isAlike || one === other) return;
    if ([...this.#ignored.values()].flat().includes("repository")) return;
    this.#areNamesExchanged = true;
    this.#wishes.set(one, { ...first, name: second.name, aliases: [] });
    this.#wishes.set(other, { ...second, name: first.name, aliases: [] });
  }
}
