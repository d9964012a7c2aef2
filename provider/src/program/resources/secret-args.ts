import type { secretValue } from "../../kinds/secret-value";
import type { ArgsOf } from "./types";

/** What the arguments of all three kinds of secret have in common. */
export interface SecretValueArgs extends ArgsOf<typeof secretValue> {}

/** What `get` may be given besides a secret's id. The value is never read, so it can't be given. */
export type GetState<Args extends SecretValueArgs> = Partial<
  Omit<Args, "value" | "encryptedValue" | "keyId" | "keepValue">
>;
