import {
  fingerprint,
  hashOf,
  isFingerprint,
  keySignIn,
  type Fingerprint,
} from "../../session/values";
import type { SecretKind } from "../../kinds/secret-kind";
import type { Plain } from "../../rules/plain";
import type { Session } from "../../session/session";

export interface GivenValue {
  value: string;
  /** What the state has in place of the last value. */
  recorded: Plain;
  /** What goes into the fingerprint, see `printIdentity`. */
  identity: string;
  /** Its name in messages: `OrgCodespacesSecret acme/NPM_TOKEN`. */
  name: string;
}

/** What ties a fingerprint to one secret: `OrgCodespacesSecret:acme/NPM_TOKEN`. States contain what follows from it. */
export function printIdentity({ className }: SecretKind, id: string): string {
  return `${className}:${id}`;
}

/** The fingerprint that replaces a value, or why it can't be told whether the value has changed. */
export function printOf(
  given: GivenValue,
  session: Session,
): { print: Fingerprint } | { wrong: string } {
  const { value, recorded, identity } = given;
  const key = session.settings.fingerprintKey;
  const print = fingerprint(value, { identity, key });
  if (typeof recorded !== "string" || !isFingerprint(recorded) || recorded === print) {
    return { print };
  }
  const recordedKey = keySignIn(recorded);
  if (recordedKey !== undefined && key === "") return { wrong: keyIsMissing(session) };
  // An older release wrote no sign of the key: the same hash means the same value.
  if (hashOf(recorded) === hashOf(print)) return { print: recorded };
  const isOtherKey =
    recordedKey === undefined
      ? key !== "" && recorded === fingerprint(value, { identity, key: "" })
      : recordedKey !== keySignIn(print);
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
    "its fingerprint in the state was made with another fingerprintKey, and none is set here, so " +
    "this run can't tell whether it has changed: set github-codespaces:fingerprintKey or " +
    "GITHUB_CODESPACES_FINGERPRINT_KEY to the one that the last `pulumi up` used. If the key " +
    "is lost, set a new one: every value is then written again"
  );
}

function sayOtherKey(session: Session): void {
  if (told.has(session)) return;
  told.add(session);
  session.say.warn(
    "The fingerprints of the secrets' values in the state were made with another " +
      "fingerprintKey than the one set here, or without one: every value is written again. If " +
      "the key was not meant to change, set the one that the last `pulumi up` used.",
  );
}

/** How many values in a row are tried in vain. Each takes as long as two more fingerprints, and a rotation changes all values. */
const MOST_IN_VAIN = 8;
const inVain = new WeakMap<Session, number>();

/** The fingerprint is one-way, but the value with another line ending can be tried. */
function sayEndOfLine(
  { value, recorded, identity, name }: GivenValue & { recorded: Fingerprint },
  key: string,
  session: Session,
): void {
  const triedInVain = inVain.get(session) ?? 0;
  if (triedInVain >= MOST_IN_VAIN) return;
  const bare = value.replace(/[\r\n]+$/, "");
  const last = [bare, `${bare}\n`, `${bare}\r\n`].find(
    (other) =>
      other !== value && hashOf(fingerprint(other, { identity, key })) === hashOf(recorded),
  );
  inVain.set(session, last === undefined ? triedInVain + 1 : 0);
  if (last === undefined) return;
  const now = value === bare ? "without" : "with";
  session.say.warn(
    `The value of ${name} differs from the last one only by the line break at ` +
      `its end, now ${now}: it is written as it is. A shell's $(…) removes the ` +
      "line break at the end, and so does `pulumi config set` when it reads " +
      "standard input; `pulumi config set --raw` keeps it.",
  );
}
