import type { Clock } from "../../provider/src/clock";

/** A clock whose waits take no time; somebody may go along with each. */
export function impatientClock(onWait: (ms: number) => void = () => undefined) {
  let ahead = 0;
  const clock: Clock = {
    now: () => Date.now() + ahead,
    sleep: (ms) => {
      ahead += ms;
      onWait(ms);
      return Promise.resolve();
    },
    random: () => 0,
  };
  return { clock, waited: () => ahead };
}
