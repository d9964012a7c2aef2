import type { Field } from "../rules/fields";
import { onExisting, onExternalChange } from "../rules/policies";
import { encryptedValue, keyId, value } from "../rules/secret-value";
import { output } from "./table";

/** What the three kinds of secret have in common. */
export const secretValue = {
  /**
   * The plain value, 1 to 49,152 bytes of UTF-8. It is sealed on this machine with the scope's public
   * key before it is sent, byte for byte, and never stored: the state holds a fingerprint. A change
   * updates the secret in place. Give either this, or `encryptedValue` with `keyId`.
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
   * What to do when the secret exists already and this stack doesn't know it: `adopt` takes it over
   * with a warning, `fail` refuses before anything is written. Default: the setting
   * `github-codespaces:onExisting`, else `adopt`. A change sends nothing.
   */
  onExisting: { check: onExisting },
  /**
   * What to do about a value that somebody wrote outside of Pulumi, once a refresh has seen it:
   * `overwrite` writes the declared value at the next `up`, `warn` says so at the refresh and leaves
   * it, `ignore` leaves it silently. Default: the setting `github-codespaces:onExternalChange`, else
   * `overwrite`. A change sends nothing.
   */
  onExternalChange: { check: onExternalChange },
} satisfies Record<string, Field>;

export const secretTimes = {
  /** When the secret was created, as an ISO time. */
  createdAt: output<string>(),
  /** When the secret was last written, as an ISO time of GitHub's clock. */
  updatedAt: output<string>(),
};

/** Parts with names of their own: of what is spread or inlined, the emitted declarations lose the comments. */
export type SecretFields = typeof secretValue & typeof secretTimes;

export const secretFields: SecretFields = { ...secretValue, ...secretTimes };
