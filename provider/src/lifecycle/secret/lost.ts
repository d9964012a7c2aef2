import type { SecretState } from "../../kinds/secret-kind";
import { reasonOf } from "../failure";
import { PartlyDone } from "../lifecycle";
import type { Clock } from "../../clock";
import type { ListedSecret, SecretScope } from "../../session/secret-scope";
import { textOf, without } from "../../rules/plain";
import type { Change } from "./write";

/** Stands where the state says who wrote the value: no program says this, so the next update writes it. */
export const WRITE_LOST = "not known, a write got lost";

/** What the state says of a secret once a change of it may have reached GitHub, or may not. */
export function uncertainOutputs(
  olds: SecretState,
  { value, visibility, list }: Change,
): SecretState {
  // This write may have made it, too.
  const outputs: SecretState = without(olds, ["creationLostAt"]);
  const isOpen = visibility || list;
  const sure = isOpen ? without(outputs, ["visibility", "selectedRepositories"]) : outputs;
  return value ? { ...sure, valueWritten: WRITE_LOST } : sure;
}

/**
 * A write failed, and nobody can tell whether it had its effect. The state holds the secret, so that a destroy
 * deletes it, and not what was to be written, so that the next `up` writes all of it, whatever the program
 * says by then.
 */
export function lostWrite(lost: { id: string; outputs: SecretState; error: unknown }): PartlyDone {
  const { id, outputs, error } = lost;
  const failure = new PartlyDone({ id, outputs, reason: reasonOf(error) });
  failure.cause = error;
  return failure;
}

/** So long after we gave a write up it may still have its effect, in milliseconds. */
const LATE = 60_000;

/** When a creation was given up, by GitHub's clock; for the state. */
export function lostAt({ date, at }: { date: string; at: number }, clock: Clock): SecretState {
  const given = Date.parse(date) + (clock.now() - at);
  return { creationLostAt: new Date(given).toISOString() };
}

/** What was made later than our lost creation can have made it is somebody else's. */
export function isOthers(
  secret: ListedSecret | undefined,
  { creationLostAt }: SecretState,
): boolean {
  if (secret === undefined || creationLostAt === undefined) return false;
  return Date.parse(secret.createdAt) > Date.parse(creationLostAt) + LATE;
}

/** The secret, where a creation of ours got lost and somebody else has made it since; asks for nothing otherwise. */
export async function madeByOthers(
  scope: SecretScope,
  outputs: SecretState,
): Promise<ListedSecret | undefined> {
  if (outputs.creationLostAt === undefined) return undefined;
  const { secrets } = await scope.list();
  const secret = secrets.get(textOf(outputs, "secretName"));
  return isOthers(secret, outputs) ? secret : undefined;
}
