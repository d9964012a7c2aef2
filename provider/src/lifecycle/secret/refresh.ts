import {
  identityOf,
  type SecretKind,
  type SecretInputs,
  type SecretState,
} from "../../kinds/secret-kind";
import type { ListedSecret } from "../../session/secret-scope";
import type { Found } from "../perform";
import { defined, only, setOf, without } from "../../rules/plain";
import { keepsValue } from "../../rules/secret-value";
import { isReadByProgram } from "../known-before";
import { sameIds } from "./repository-list";
import { BY_THIS_STACK } from "./check";
import { isNewer, maybeStale, sayNotShownYet, valueDrifted, type SeenSecret } from "./drift";
import { look, type Reading } from "./look";
import { isOthers, withoutLost } from "./lost";
import { isMadeEmpty } from "./made-empty";
import type { OnExternalChange } from "../../rules/policies";

/** What GitHub holds of a secret, as inputs that the next preview compares with the program. */
export async function readSecret(reading: Reading): Promise<Found<SecretState> | undefined> {
  const { kind, session, id, recorded } = reading;
  const seen = await look(reading);
  if (maybeStale(seen, recorded, session.settings.readGrace)) {
    sayNotShownYet(session, identityOf(kind, id));
    return { id, inputs: inputsOf(kind, recorded), outputs: recorded };
  }
  if (seen.secret === undefined || isOthers(seen.secret, recorded)) return undefined;
  const outputs = outputsOf({ ...reading, secret: seen.secret, ids: seen.ids });
  return { id, inputs: inputsOf(kind, outputs), outputs };
}

/** With the value and the list that it has: GitHub gives no value back, so others manage it until a program gives one. */
export function importedSecret(
  kind: SecretKind,
  { id, outputs: seen }: Found<SecretState>,
): Found<SecretState> {
  const { selectedRepositoryIds: ids } = seen;
  const list = kind.hasList(seen) && ids && { selectedRepositories: setOf(Object.keys(ids)) };
  const outputs = { ...without(seen, ["valueWritten"]), ...list, keepValue: true };
  return { id, inputs: only(outputs, Object.keys(kind.inputFields)), outputs };
}

interface Shown extends Reading {
  secret: ListedSecret;
  ids: SeenSecret["ids"];
}

function outputsOf(shown: Shown): SecretState {
  const { kind, recorded, secret, ids } = shown;
  const managed = recorded.selectedRepositories !== undefined;
  const drifted = valueDrifted(secret, ids, recorded) || movedAgain(ids, recorded);
  const overwrite = policyOf(shown) === "overwrite";
  const keeps = keepsValue(recorded);
  // What this stack keeps or only reads is not its value.
  const isTheirs = keeps || isReadByProgram(recorded);
  if (drifted) sayDrift(shown);
  if (keeps) sayIfMadeAnew(shown);
  const noStamp = recorded.updatedAt === undefined;
  const newer = noStamp || isNewer(secret.updatedAt, recorded);
  const uncertain = newer && !drifted && !noStamp && managed && overwrite && !isTheirs;
  return defined({
    ...withoutLost(recorded),
    // The changed list explains the timestamp, but may hide a change of the value: repairing the list writes
    // both.
    valueUncertain: uncertain ? true : recorded.valueUncertain,
    ...(kind.inputFields.visibility && { visibility: secret.visibility }),
    selectedRepositories: managed && ids ? setOf(Object.keys(ids)) : undefined,
    selectedRepositoryIds: ids,
    valueWritten: isTheirs
      ? !newer && isMadeEmpty(recorded, recorded)
        ? recorded.valueWritten
        : undefined
      : drifted && overwrite
        ? `outside Pulumi, ${secret.updatedAt}`
        : (recorded.valueWritten ?? BY_THIS_STACK),
    createdAt: keeps ? secret.createdAt : (recorded.createdAt ?? secret.createdAt),
    updatedAt: newer ? secret.updatedAt : recorded.updatedAt,
  });
}

/**
 * The list that hid a change of the value has changed again, perhaps back to what the program has. Then nothing
 * would be repaired, and the changed value would stay.
 */
function movedAgain(ids: SeenSecret["ids"], recorded: SecretState): boolean {
  return (
    recorded.valueUncertain === true &&
    ids !== undefined &&
    !sameIds(ids, recorded.selectedRepositoryIds ?? {})
  );
}

function sayDrift(shown: Shown): void {
  const { kind, session, id, recorded, secret } = shown;
  if (isReadByProgram(recorded) || policyOf(shown) !== "warn") return;
  session.say.warn(
    `${identityOf(kind, id)} was written outside Pulumi at ${secret.updatedAt}; ${keepsValue(recorded) ? "keepValue keeps its value" : 'onExternalChange is "warn", so its value stays'}.`,
  );
}

/** Its value is another one, whoever wrote it, and stays. */
function sayIfMadeAnew({ kind, session, id, recorded, secret }: Shown): void {
  if (recorded.updatedAt === undefined || !isNewer(secret.createdAt, recorded)) return;
  session.say.warn(
    `${identityOf(kind, id)} was deleted and recreated outside Pulumi at ` +
      `${secret.createdAt}: keepValue keeps the value that it has now.`,
  );
}

function policyOf({ recorded, session }: Reading): OnExternalChange {
  return recorded.onExternalChange ?? session.settings.onExternalChange;
}

/** A property of the outputs is an input if the kind has a field for it. */
function inputsOf(kind: SecretKind, outputs: SecretState): SecretInputs {
  return only(outputs, [...Object.keys(kind.inputFields), "valueWritten"]);
}
