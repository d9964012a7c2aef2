import type { SecretInputs } from "../../kinds/secret-kind";
import type { Answer } from "../../github/answer";
import { isRefused } from "../../github/errors";
import type { SecretBody } from "../../session/secret-scope";
import { seal } from "../../seal";
import { shown } from "../../texts";
import type { ValueMemory } from "../../session/values";
import { textOf } from "../../rules/plain";
import type { Workplace } from "./workplace";

/** Whether this run can send the value: it was sealed elsewhere, or `check` has seen it. */
export function canSendValue(inputs: SecretInputs, values: ValueMemory): boolean {
  return inputs.encryptedValue !== undefined || plainValue(inputs, values) !== undefined;
}

interface SealedPut {
  body: SecretBody;
  inputs: SecretInputs;
  /** May cancel the request when its turn has come. */
  beforeSending?: (() => void) | undefined;
}

/** Writes a secret with its value, sealed with the scope's current key. */
export async function putSealed(at: Workplace, put: SealedPut): Promise<Answer> {
  const { scope, name, session } = at;
  const { body, inputs, beforeSending } = put;
  if (inputs.encryptedValue !== undefined) return putSealedElsewhere(at, put);
  const value = plainValue(inputs, session.values);
  if (value === undefined) {
    throw new Error(
      "its value is not known in this run: only its fingerprint was passed in (ignoreChanges on " +
        "value?). Nothing was sent. Take value out of ignoreChanges for one run.",
    );
  }
  const send = ({ key, keyId }: { key: string; keyId: string }) =>
    scope.put(name, { ...body, encryptedValue: seal(value, key), keyId }, beforeSending);
  const key = await scope.key();
  try {
    return await send(key);
  } catch (error) {
    if (!isRefused(error, 422)) throw error;
    const current = await scope.keyOtherThan(key.keyId);
    if (current.keyId === key.keyId) throw error;
    return send(current);
  }
}

async function putSealedElsewhere(
  { scope, name }: Workplace,
  { body, inputs, beforeSending }: SealedPut,
): Promise<Answer> {
  const keyId = textOf(inputs, "keyId");
  const sealed = { encryptedValue: textOf(inputs, "encryptedValue"), keyId };
  try {
    return await scope.put(name, { ...body, ...sealed }, beforeSending);
  } catch (error) {
    if (!isRefused(error, 422)) throw error;
    const current = await scope.key();
    if (current.keyId === keyId) throw error;
    throw new Error(
      `encryptedValue was sealed with the key ${/^\d{1,20}$/.test(keyId) ? keyId : shown(keyId)}, but the current key is ${current.keyId}: ` +
        `seal the value with that one. ${error.message}`,
    );
  }
}

function plainValue({ value }: SecretInputs, values: ValueMemory): string | undefined {
  return value === undefined ? undefined : values.get(value);
}
