import type { Entry } from "../stack";
import type { ActingStacks } from "./acting";
import type { GitHubNow } from "./github-now";
import { singlesOf } from "./sets";
import type { SlotName } from "./slots";

/** What the states of both stacks have, each secret of a set by itself. */
export class Held {
  readonly #stacks: ActingStacks;
  readonly #github: GitHubNow;

  constructor(stacks: ActingStacks, github: GitHubNow) {
    this.#stacks = stacks;
    this.#github = github;
  }

  get all(): Entry[] {
    return this.#stacks.flatMap(({ entries }) => singlesOf(entries));
  }

  at(stack: 0 | 1): Entry[] {
    return singlesOf(this.#stacks[stack].entries);
  }

  of(names: ReadonlySet<SlotName>): Entry[] {
    return this.all.filter((entry) => {
      const slot = this.#github.slotIn(entry);
      return slot !== undefined && names.has(slot) && !entry.old;
    });
  }

  slotsAt(stack: 0 | 1): Set<SlotName> {
    return new Set(this.at(stack).flatMap((entry) => this.#github.slotIn(entry) ?? []));
  }
}
