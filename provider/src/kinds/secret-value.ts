import type { Field } from "../rules/fields";
import { onExisting, onExternalChange } from "../rules/policies";
import { encryptedValue, keepValue, keyId, value } from "../rules/secret-value";
import { DECLARATION } from "../rules/hints";
import { aFlag, aText, aTime } from "./forms";
import { guard, kept, output } from "./table";

/** What the three kinds of secret have in common. */
export const secretValue = {
  /**
   * The plain value, 1 to 49,152 bytes of UTF-8. It is sealed on this machine with the scope's public
   * key before it is sent, byte for byte, and never stored: the state holds a fingerprint. A change
   * updates the secret in place. Give either this, or `encryptedValue` with `keyId`, or `keepValue`.
   */
  value: { check: value, secret: true },
  /**
   * A value that was sealed elsewhere with the scope's public key (libsodium sealed box, base64).
   * A change updates the secret in place.
   */
  encryptedValue: { check: encryptedValue, secret: true },
  /** The id of the public key that `encryptedValue` was sealed with. */
  keyId: { check: keyId },
  /**
   * `true`, in the place of a value: the secret must exist at GitHub and keeps the value that it has there, which
   * others manage; visibility and list are managed as usual. A value given later replaces it in place.
   */
  keepValue: { check: keepValue },
  /**
   * What to do if the secret exists already and this stack doesn't know it: `adopt` takes it over with a
   * warning and overwrites its value, `fail` refuses before anything is written. Default: the setting `github-codespaces:onExisting`,
   * else `adopt`. A change sends nothing.
   */
  onExisting: { check: onExisting },
  /**
   * What to do about a value that somebody wrote outside of Pulumi, once a refresh has seen it: `overwrite`
   * writes the declared value at the next `up`, `warn` reports it at the refresh and leaves it, `ignore` leaves
   * it silently. Default: the setting `github-codespaces:onExternalChange`, else `overwrite`. A change sends
   * nothing.
   */
  onExternalChange: { check: onExternalChange },
} satisfies Record<string, Field>;

export const secretTimes = {
  /** When the secret was created, as an ISO time. */
  createdAt: output(aText),
  /** When the secret was last written, as an ISO time of GitHub's clock. */
  updatedAt: guard(output(aTime)),
  /**
   * When this stack last wrote its value, as an ISO time of GitHub's clock, which `updatedAt` doesn't tell: that
   * moves with the list of repositories too. Undefined if it never did.
   */
  valueWrittenAt: output<string | undefined>(aTime),
};

const secretKept = {
  /** Who wrote the value, in words that a preview shows. */
  valueWritten: kept(aText),
  /** A changed list explains the timestamp, but may hide another value: repairing the list writes both. */
  valueUncertain: guard(kept(aFlag)),
  /** When a creation whose answer was lost was given up, by GitHub's clock. */
  creationLostAt: guard(kept(aTime)),
  /** The same for a change. */
  changeLostAt: guard(kept(aTime)),
  /** The constructor call that made it. */
  [DECLARATION]: kept(aText),
};

/** Named parts: the emitted declarations lose the comments of what is spread or inlined. */
export type SecretFields = typeof secretValue & typeof secretTimes & typeof secretKept;

export const secretFields: SecretFields = {
  ...secretValue,
  ...secretTimes,
  ...secretKept,
};
