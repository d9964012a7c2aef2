import { reasonOf } from "../texts";

/** At most this many different errors are reported. */
const MOST = 5;

/** All results. If any failed, an error that says why, thrown once nothing is under way any more. */
export async function allOf<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const ends = await Promise.allSettled(work);
  const messages = ends.flatMap((end) => (end.status === "rejected" ? [reasonOf(end.reason)] : []));
  const different = [...new Set(messages)];
  if (different.length > 0) {
    const more = different.length - MOST;
    const rest = more > 0 ? [`… and ${more} more errors`] : [];
    throw new Error([...different.slice(0, MOST), ...rest].join("\n"));
  }
  return ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
}
