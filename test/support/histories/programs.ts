import type { Declared } from "../stack";
import type { GitHubNow } from "./github-now";
import type { Held } from "./held";
import { keepable } from "./keeping";
import type { Promised } from "./promise";
import { programOf, SLOT_NAMES, slots } from "./slots";

/** The programs of both stacks, as they are wished for and as GitHub is. */
export class Programs {
  readonly #promised: Promised;
  readonly #github: GitHubNow;
  readonly #held: Held;

  constructor(promised: Promised, github: GitHubNow, held: Held) {
    this.#promised = promised;
    this.#github = github;
    this.#held = held;
  }

  of(stack: 0 | 1): Declared[] {
    const { wishes, kept } = this.#promised;
    return programOf(stack, wishes, { ...this.#github.sight, kept });
  }

  get all(): Declared[] {
    return [...this.of(0), ...this.of(1)];
  }

  /** Before an `up`: which values it leaves to others. */
  decideWhatIsKept(stack: 0 | 1): void {
    const { kept, wishes } = this.#promised;
    for (const slot of SLOT_NAMES) if (slots[slot].stack === stack) kept.delete(slot);
    const seen = { wishes, program: this.of(stack), github: this.#github };
    for (const slot of keepable({ ...seen, entries: this.#held.at(stack) })) kept.add(slot);
  }
}
