import { scryptSync } from "node:crypto";

/**
 * What the state holds in place of a value: slow to guess (1.4 to 1.8 ms a try), the same for the
 * same value of the same secret, and different for another secret with that value.
 */
export type Fingerprint = string;

const PREFIX = "fp1:";
const FORM = /^fp1:[\w-]{22}$/;

export function fingerprint(value: string, { identity, key }: { identity: string; key: string }) {
  const salt = JSON.stringify([PREFIX, identity, key]);
  return PREFIX + scryptSync(value, salt, 16, { N: 1024, r: 8 }).toString("base64url");
}

export function isFingerprint(text: string): text is Fingerprint {
  return FORM.test(text);
}

/** The values of this run, by fingerprint: `check` puts them in, `create` and `update` take them. */
export class ValueMemory {
  readonly #values = new Map<Fingerprint, string>();

  keep(print: Fingerprint, value: string): void {
    this.#values.set(print, value);
  }

  get(print: Fingerprint): string | undefined {
    return this.#values.get(print);
  }
}
