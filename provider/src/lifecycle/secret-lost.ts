import { reasonOf } from "./failure";
import { PartlyDone } from "./lifecycle";
import { without, type Props } from "../rules/plain";
import type { Change } from "./secret-write";

/** Stands where the state says who wrote the value: no program says this, so the next update writes it. */
export const WRITE_LOST = "not known, a write got lost";

/** What the state says of a secret once a change of it may have reached GitHub, or may not. */
export function uncertainOutputs(olds: Props, { value, visibility, list }: Change): Props {
  const outputs = visibility || list ? without(olds, ["visibility", "selectedRepositories"]) : olds;
  return value ? { ...outputs, valueWritten: WRITE_LOST } : outputs;
}

/**
 * A write failed, and nobody can tell whether it had its effect. The state holds the secret, so that a destroy
 * deletes it, and not what was to be written, so that the next `up` writes all of it, whatever the program
 * says by then.
 */
export function lostWrite(lost: { id: string; outputs: Props; error: unknown }): PartlyDone {
  const { id, outputs, error } = lost;
  const failure = new PartlyDone({ id, outputs, reason: reasonOf(error) });
  failure.cause = error;
  return failure;
}
