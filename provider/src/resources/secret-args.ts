import type * as pulumi from "@pulumi/pulumi";
import type { OnExisting, OnExternalChange } from "../inputs";

/** What the arguments of all three kinds of secret have in common. */
export interface SecretValueArgs {
  /**
   * The plain value, 1 to 49,152 bytes of UTF-8. It is sealed on this machine with the scope's public
   * key before it is sent, byte for byte, and never stored: the state holds a fingerprint. A change
   * updates the secret in place. Give either this, or `encryptedValue` with `keyId`.
   */
  value?: pulumi.Input<string> | undefined;
  /**
   * A value that was sealed elsewhere with the scope's public key (libsodium sealed box, base64).
   * A change updates the secret in place.
   */
  encryptedValue?: pulumi.Input<string> | undefined;
  /** The id of the public key that `encryptedValue` was sealed with. */
  keyId?: pulumi.Input<string> | undefined;
  /**
   * What to do when the secret exists already and this stack doesn't know it: `adopt` takes it over
   * with a warning, `fail` refuses before anything is written. Default: the setting
   * `github-codespaces:onExisting`, else `adopt`. A change sends nothing.
   */
  onExisting?: pulumi.Input<OnExisting> | undefined;
  /**
   * What to do about a value that somebody wrote outside of Pulumi, once a refresh has seen it:
   * `overwrite` writes the declared value at the next `up`, `warn` says so at the refresh and leaves
   * it, `ignore` leaves it silently. Default: the setting `github-codespaces:onExternalChange`, else
   * `overwrite`. A change sends nothing.
   */
  onExternalChange?: pulumi.Input<OnExternalChange> | undefined;
}

/** What `get` may be told of a secret. Its value is never read, so that none can be given. */
export type SecretState<Args extends SecretValueArgs> = Partial<
  Omit<Args, "value" | "encryptedValue" | "keyId">
>;
