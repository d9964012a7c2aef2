import type { SecretState } from "../../kinds/secret-kind";
import { partlyDone } from "../failure";
import type { PartlyDone } from "../lifecycle";
import { byGitHubsClock } from "../../operations/waiting";
import type { ListedSecret } from "../../session/secret-scope";
import { defined, without } from "../../rules/plain";
import type { Workplace } from "./workplace";
import type { PartsToWrite, Update } from "./write";

/** Stands in the state for who wrote the value. No program says this, so the next update writes the value. */
export const WRITE_LOST = "not known, a write got lost";

/** When a write that may have taken effect was given up, by GitHub's clock. */
const LOST_AT = ["creationLostAt", "changeLostAt"] as const;

/** What the state says about a secret when a change may or may not have reached GitHub. */
function uncertainOutputs(
  olds: SecretState,
  { value, visibility, list }: PartsToWrite,
  changeLostAt: string | undefined,
): SecretState {
  // This write may also have created it.
  const outputs: SecretState = { ...without(olds, ["creationLostAt"]), changeLostAt };
  const isOpen = visibility || list;
  const sure = isOpen ? without(outputs, ["visibility", "selectedRepositories"]) : outputs;
  return defined(value ? { ...sure, valueWritten: WRITE_LOST } : sure);
}

/** What the state holds once GitHub has shown the secret as it is now. */
export function withoutLost(recorded: SecretState): SecretState {
  return without(recorded, LOST_AT);
}

/** The latest GitHub timestamp that one of our writes can have caused, as far as the state tells. */
export function lastWriteOf(recorded: SecretState): string | undefined {
  const times = [recorded.updatedAt, ...LOST_AT.map((name) => recorded[name])];
  const known = times.filter((time) => time !== undefined);
  return known.sort((one, other) => Date.parse(one) - Date.parse(other)).at(-1);
}

/**
 * The error for a failed change that may have taken effect. The state holds the secret, so that a destroy
 * deletes it, but not what was to be written, so that the next `up` writes all of it, whatever the program says
 * by then. A change needed no look before it: GitHub is asked for the time, if it answers again.
 */
export async function lostChange(
  { session, scope, name, id, olds, change }: Update,
  error: unknown,
): Promise<PartlyDone> {
  const when = await scope.existedBefore(name).then(
    (look) => byGitHubsClock(look, session.clock.now()),
    () => undefined,
  );
  return partlyDone({ id, outputs: uncertainOutputs(olds, change, when), error });
}

/** How long after we gave up a write it may still take effect, in milliseconds. */
const LATE = 60_000;

/** A secret made later than our lost creation could have made it belongs to somebody else. */
export function isOthers(
  secret: ListedSecret | undefined,
  { creationLostAt }: SecretState,
): boolean {
  if (secret === undefined || creationLostAt === undefined) return false;
  return Date.parse(secret.createdAt) > Date.parse(creationLostAt) + LATE;
}

/** The secret, if our creation got lost and somebody else has made it since. Otherwise nothing is sent. */
export async function madeByOthers(
  { scope, name }: Workplace,
  outputs: SecretState,
): Promise<ListedSecret | undefined> {
  if (outputs.creationLostAt === undefined) return undefined;
  const secret = (await scope.list()).secrets.get(name);
  return isOthers(secret, outputs) ? secret : undefined;
}
