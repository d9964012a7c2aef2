import { invalid } from "../errors";
import type { SecretScope, SecretVisibility } from "../model/secret-scope";
import { checkSecretName } from "../model/secret-scope";
import { type Answer, noContent } from "../calls/answer";
import type { Call } from "../calls/call";

export interface SecretPut {
  encrypted_value?: string;
  key_id?: string;
}

/** PUT of a secret of any kind: opens the box, stores the value, answers 201 or 204. */
export function putSecret(
  call: Call,
  scope: SecretScope,
  more: { visibility?: SecretVisibility; repositoryIds?: readonly number[] | undefined } = {},
): Answer {
  const name = call.param("secret_name");
  checkSecretName(name);
  const { maxSecrets } = call.world.conditions;
  const plain = openedValue((call.body as SecretPut | undefined) ?? {}, scope);
  const result = scope.put({ name, plain, ...more }, call.world.now, maxSecrets);
  return result === "created" ? { status: 201, body: {} } : noContent;
}

export function deleteSecret(call: Call, scope: SecretScope): Answer {
  scope.delete(call.param("secret_name"), call.world.now);
  return noContent;
}

/** Undefined: the request has no value. A PUT of a user's secret must have a key_id even so. */
function openedValue({ encrypted_value, key_id }: SecretPut, scope: SecretScope) {
  if (key_id !== undefined) scope.keys.checkId(key_id);
  if (encrypted_value === undefined) return undefined;
  if (key_id === undefined) throw invalid("key_id is required with encrypted_value.");
  return scope.keys.open(encrypted_value);
}
