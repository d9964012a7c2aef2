import type { Clock } from "../clock";

/**
 * How old the look that a write depends on may be when the write is sent, in milliseconds. A write may wait
 * minutes for GitHub's limits, and somebody else may write in the meantime.
 */
export const LOOK_LASTS = 5_000;

/** The most looks for one write. After that it is sent anyway, or a long queue would never move. */
const LOOKS = 5;

class LookTooOld extends Error {}

/** What was seen, and when by this machine's clock. */
export interface Look<Seen> {
  seen: Seen;
  at: number;
}

/**
 * Writes what depends on what was seen. If that is too old when the write's turn has come, the write is
 * cancelled: it calls `beforeSending`, which throws.
 */
export async function onFreshLook<Seen, Done>(
  clock: Clock,
  look: () => Promise<Look<Seen>>,
  write: (seen: Seen, beforeSending: () => void) => Promise<Done>,
): Promise<Done> {
  for (let looks = 1; ; looks++) {
    const { seen, at } = await look();
    const beforeSending = () => {
      if (looks < LOOKS && clock.now() - at > LOOK_LASTS) throw new LookTooOld();
    };
    try {
      return await write(seen, beforeSending);
    } catch (error) {
      if (!(error instanceof LookTooOld)) throw error;
    }
  }
}
