import { fingerprint, hashOf, isFingerprint, keyOf, type Fingerprint } from "../../session/values";
import type { Plain } from "../../rules/plain";
import type { Session } from "../../session/session";

export interface GivenValue {
  value: string;
  /** What the state has in place of the last value. */
  recorded: Plain;
  /** What goes into the fingerprint: `OrgCodespacesSecret:acme/NPM_TOKEN`. */
  identity: string;
  /** Its name in messages: `OrgCodespacesSecret acme/NPM_TOKEN`. */
  name: string;
}

export type Printed = { print: Fingerprint } | { wrong: string };

/** The fingerprint that replaces a value, or why it can't be told whether the value has changed. */
export function printOf(given: GivenValue, session: Session): Printed {
  const { value, recorded, identity } = given;
  const key = session.settings.fingerprintKey;
  const print = fingerprint(value, { identity, key });
  if (typeof recorded !== "string" || !isFingerprint(recorded) || recorded === print) {
    return { print };
  }
  const recordedKey = keyOf(recorded);
  if (recordedKey !== undefined && key === "") return { wrong: keyIsMissing(session) };
  // An older release wrote no sign of the key: the same hash means the same value.
  if (hashOf(recorded) === hashOf(print)) return { print: recorded };
  const isOtherKey =
    recordedKey === undefined
      ? key !== "" && recorded === fingerprint(value, { identity, key: "" })
      : recordedKey !== keyOf(print);
  if (isOtherKey) sayOtherKey(session);
  else sayEndOfLine({ ...given, recorded }, key, session);
  return { print };
}

/** Sessions that were told about the key: one line is enough for all secrets. */
const told = new WeakSet<Session>();

/**
 * It is an error. If every value were written again, two machines would overwrite each other's state in turn;
 * if it were kept, a changed value would never be written.
 */
function keyIsMissing(session: Session): string {
  if (told.has(session)) return "its fingerprintKey is missing too";
  told.add(session);
  return (
    "what the state has of it was made with another fingerprintKey, and there is none here, so that nobody can tell whether it " +
    "has changed: set github-codespaces:fingerprintKey or GITHUB_CODESPACES_FINGERPRINT_KEY as where the last `pulumi up` " +
    "ran. If the key is lost, set a new one: every value is then written again"
  );
}

function sayOtherKey(session: Session): void {
  if (told.has(session)) return;
  told.add(session);
  session.say.warn(
    "What the state has of the secrets' values was made with another fingerprintKey than there is here, or without one: every " +
      "value is written again. If the key was not meant to change, set it as where the last `pulumi up` ran.",
  );
}

/** The fingerprint is one-way, but the value with another line ending can be tried. */
function sayEndOfLine(
  { value, recorded, identity, name }: GivenValue & { recorded: Fingerprint },
  key: string,
  session: Session,
): void {
  const bare = value.replace(/[\r\n]+$/, "");
  const last = [bare, `${bare}\n`, `${bare}\r\n`].find(
    (other) =>
      other !== value && hashOf(fingerprint(other, { identity, key })) === hashOf(recorded),
  );
  if (last === undefined) return;
  const now = value === bare ? "without" : "with";
  session.say.warn(
    `The value of ${name} differs from the last one by the line break at its end alone, now ${now}: it is written as it is. ` +
      "A shell's $(…) takes the line break at the end away, and so does `pulumi config set` of what it reads from standard input; " +
      "`pulumi config set --raw` keeps it.",
  );
}
