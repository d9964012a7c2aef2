import type { Command } from "./commands";
import { slots, type SlotName, type Wishes } from "./slots";

export type Edit = Extract<
  Command,
  { do: "declare" | "drop" | "rename" | "host" | "create first" | "exchange names" }
>;

/** Whoever changes the programs. */
export class Editor {
  readonly #wishes: Wishes;
  #renamed = 0;

  constructor(wishes: Wishes) {
    this.#wishes = wishes;
  }

  edit(command: Edit): void {
    if (command.do === "exchange names") {
      this.#exchange(command.slots);
      return;
    }
    const { slot } = command;
    const wish = this.#wishes.get(slot);
    if (command.do === "declare") {
      const { value, visibility, list, form, keep = false } = command;
      const name = this.#freeNameOf(slot);
      const as = { name, aliases: [], provider: "", deleteBeforeReplace: true };
      this.#wishes.set(slot, { ...as, ...wish, value, visibility, list, form, keep });
    } else if (command.do === "drop") {
      this.#wishes.delete(slot);
    } else if (wish === undefined) {
      return;
    } else if (command.do === "host") {
      this.#wishes.set(slot, { ...wish, provider: command.provider });
    } else if (command.do === "create first") {
      this.#wishes.set(slot, { ...wish, deleteBeforeReplace: false });
    } else {
      const aliases = command.alias ? [...wish.aliases, wish.name] : [];
      this.#wishes.set(slot, { ...wish, name: this.#newNameOf(slot), aliases });
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
    if (first === undefined || second === undefined || !isAlike) return;
    this.#wishes.set(one, { ...first, name: second.name, aliases: [] });
    this.#wishes.set(other, { ...second, name: first.name, aliases: [] });
  }
}
