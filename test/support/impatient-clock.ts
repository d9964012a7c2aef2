import type { Clock } from "../../provider/src/clock";
import { GATHER_MS } from "../../provider/src/session/repository-ids";

/** A clock whose waits take no time; somebody may go along with each, or give the time. */
export function impatientClock(onWait: (ms: number) => void = () => undefined, now?: () => number) {
  let ahead = 0;
  const clock: Clock = {
    now: now ?? (() => Date.now() + ahead),
    sleep: (ms) => {
      // Not while names gather for one query: nothing is awaited of GitHub.
      if (ms > GATHER_MS) {
        ahead += ms;
        onWait(ms);
      }
      return new Promise((resolve) => setImmediate(resolve));
    },
    random: () => 0,
  };
  return { clock, waited: () => ahead };
}
