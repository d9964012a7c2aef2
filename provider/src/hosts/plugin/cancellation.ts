import type { Clock } from "../../clock";

/** The engine was interrupted, so nothing waits any longer. */
export class Cancelled extends Error {
  constructor() {
    super(
      "Pulumi was interrupted while this waited for GitHub. What was done is kept; run again to go on.",
    );
  }
}

/** Ends all waits of a plugin at once. A request that has been sent is still answered. */
export class Cancellation {
  readonly #waits = new Set<() => void>();
  #isCancelled = false;

  cancel(): void {
    this.#isCancelled = true;
    for (const end of this.#waits) end();
  }

  /** A plugin that a developer started serves one operation after another, and each ends with a cancel. */
  renew(): void {
    this.#isCancelled = false;
  }

  /** A clock whose waits can be cancelled. */
  clock(base: Clock): Clock {
    return {
      now: () => base.now(),
      random: () => base.random(),
      sleep: (ms) =>
        new Promise((resolve, reject) => {
          const end = () => {
            this.#waits.delete(end);
            reject(new Cancelled());
          };
          if (this.#isCancelled) {
            end();
            return;
          }
          this.#waits.add(end);
          void base.sleep(ms).then(() => {
            this.#waits.delete(end);
            resolve();
          });
        }),
    };
  }
}
