import type { Props } from "../../rules/plain";
import { reasonOf } from "../../texts";
import { PartlyDone } from "../lifecycle";
import type { Singles } from "./singles";

/** What became of secrets that were handled at the same time. */
export interface Outcomes {
  /** What GitHub is known to have of them. One that GitHub doesn't have is left out. */
  singles: Singles;
  /** Why each one failed, by key. */
  failures: Map<string, unknown>;
}

/**
 * Does the work for each secret at once: GitHub's limits decide how many requests there are. One that fails doesn't keep
 * the others from being tried.
 *
 * @param work resolves with what GitHub then holds of the secret; undefined: nothing
 * @param before what it held; stays where the work fails without telling more
 */
export async function forEach(
  keys: Iterable<string>,
  { before, work }: { before: Singles; work: (key: string) => Promise<Props | undefined> },
): Promise<Outcomes> {
  const singles: Singles = new Map();
  const failures = new Map<string, unknown>();
  await Promise.all(
    [...keys].map(async (key) => {
      const known = before.get(key);
      try {
        const made = await work(key);
        if (made !== undefined) singles.set(key, made);
      } catch (error) {
        failures.set(key, error);
        const reached = error instanceof PartlyDone ? error.properties : known;
        if (reached !== undefined) singles.set(key, reached);
      }
    }),
  );
  return { singles, failures };
}

/** What failed. Each secret's own words name it. */
export function inWords({ failures }: Outcomes, of: number): string {
  const reasons = [...failures.values()].map(reasonOf).map((reason) => reason.replace(/\.$/, ""));
  const shown = reasons.slice(0, MOST_TOLD).filter(fitting(MOST_CHARACTERS));
  const more = reasons.length - shown.length;
  const rest = more > 0 ? `, and ${more} more, of which the next run tells` : "";
  return `${failures.size} of ${of} secrets failed: ${shown.join("; ")}${rest}.`;
}

/** A message has a limit, and each reason may be some lines long. */
const MOST_TOLD = 20;
/** Longer messages are cut, and what to do comes last. */
const MOST_CHARACTERS = 5_000;

/** The first one always fits. */
function fitting(most: number): (text: string, index: number) => boolean {
  let length = 0;
  return (text, index) => {
    length += text.length;
    return index === 0 || length <= most;
  };
}
