import { GitHubRefused, mayLackRight, originOf } from "../github/errors";
import { classNeeds, rightOf } from "../operations/rights";
import { reasonOf, shownId } from "../texts";
import { NotAnId } from "./known-before";
import { PartlyDone } from "./lifecycle";
import { wayOut } from "./way-out";

/** A failure after which the state is to hold these outputs; its cause is what was thrown. */
export function partlyDone(known: { id: string; outputs: object; error: unknown }): PartlyDone {
  const { id, outputs, error } = known;
  const failure = new PartlyDone({ id, outputs, reason: reasonOf(error) });
  failure.cause = error;
  return failure;
}

/** The same error, and what follows from it. */
export function followedBy(words: string, error: unknown): Error {
  return new Error(`${reasonOf(error)} ${words}`, { cause: error });
}

/** Does the work. Its error begins with what could not be done, and keeps what was partly done. */
export async function attempt<T>(
  { className, id, verb }: { className: string; id: string; verb: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotAnId) throw error;
    // A resource that was just made has another id than the words that it was asked for with.
    const name = error instanceof PartlyDone ? error.id : id;
    const reason = `${className} ${shownId(name)} could not be ${verb}: ${reasonOf(error)}${rightFor(className, error)}${wayOut(className, verb, error)}`;
    if (!(error instanceof PartlyDone)) throw new Error(reason);
    throw new PartlyDone({ id: name, outputs: error.properties, reason });
  }
}

/**
 * The permission for everything the resource does. A refusal, as GitHub answers it, names that of one request
 * only.
 */
function rightFor(className: string, error: unknown): string {
  const need = classNeeds[className];
  const told = originOf(error);
  if (need === undefined || !(told instanceof GitHubRefused)) return "";
  return mayLackRight(told.refusal) ? ` ${rightOf(className, need)}` : "";
}
