import type { secretValue } from "../../kinds/secret-value";
import type { ArgsOf } from "./types";

/** What the arguments of all three kinds of secret have in common. */
export interface SecretValueArgs extends ArgsOf<typeof secretValue> {}

/** What `get` may be told of a secret. Its value is never read, so that none can be given. */
export type SecretState<Args extends SecretValueArgs> = Partial<
  Omit<Args, "value" | "encryptedValue" | "keyId">
>;
