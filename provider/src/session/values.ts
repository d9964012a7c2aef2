import { scrypt, scryptSync } from "node:crypto";
import { promisify } from "node:util";

/**
 * What the state holds in place of a value. It is slow to guess (1.4 to 1.8 ms per try), the same for the same
 * value of the same secret, and different for another secret with that value.
 */
export type Fingerprint = string;

const PREFIX = "fp1:";
/** With a key, a few bits identify the key: `fp2:9xk.` and then the hash. Older releases left them out. */
const FORM = /^(?:fp1:|fp2:([\w-]{3})\.)([\w-]{22})$/;

/** The secret that a value is of, and the key of its fingerprint. */
export interface Salted {
  identity: string;
  key: string;
}

const BYTES = 16;
const SLOWNESS = { N: 1024, r: 8 };
const saltOf = ({ identity, key }: Salted) => JSON.stringify([PREFIX, identity, key]);

/** Hashes that were made ahead, by what they are of. */
const ahead = new Map<string, Buffer>();
const inAhead = (value: string, salted: Salted) => JSON.stringify([value, saltOf(salted)]);

/** Makes the fingerprints of several values at once, on all cores, for those who ask for each of them afterwards. */
export async function makeAhead(all: readonly (Salted & { value: string })[]): Promise<void> {
  const slow = promisify<string, string, number, typeof SLOWNESS, Buffer>(scrypt);
  await Promise.all(
    all.map(async ({ value, ...salted }) => {
      ahead.set(inAhead(value, salted), await slow(value, saltOf(salted), BYTES, SLOWNESS));
    }),
  );
}

function slowHash(value: string, salted: Salted): Buffer {
  const place = inAhead(value, salted);
  const made = ahead.get(place);
  ahead.delete(place);
  return made ?? scryptSync(value, saltOf(salted), BYTES, SLOWNESS);
}

export function fingerprint(value: string, { identity, key }: Salted) {
  const hash = slowHash(value, { identity, key }).toString("base64url");
  return key === "" ? PREFIX + hash : `fp2:${signOf(key)}.${hash}`;
}

/** The sign of the key that went into a fingerprint; undefined if it has none. */
export function keySignIn(print: Fingerprint): string | undefined {
  return FORM.exec(print)?.[1];
}

export function hashOf(print: Fingerprint): string | undefined {
  return FORM.exec(print)?.[2];
}

const signs = new Map<string, string>();

/** 18 bits: too few to find the key from, and slow to try. */
function signOf(key: string): string {
  const known = signs.get(key);
  if (known !== undefined) return known;
  const sign = scryptSync(key, "fingerprintKey", 16, { N: 16_384, r: 8 }).toString("base64url");
  signs.set(key, sign.slice(0, 3));
  return sign.slice(0, 3);
}

export function isFingerprint(text: string): text is Fingerprint {
  return FORM.test(text);
}

/** The values of this run, by fingerprint: `check` stores them, `create` and `update` read them. */
export class ValueMemory {
  readonly #values = new Map<Fingerprint, string>();

  keep(print: Fingerprint, value: string): void {
    this.#values.set(print, value);
  }

  get(print: Fingerprint): string | undefined {
    return this.#values.get(print);
  }
}
