import sodium from "libsodium-wrappers";
import { invalid } from "../errors";

export interface PublicKey {
  keyId: string;
  /** 32 bytes in base64. */
  key: string;
}

interface KeyPair extends PublicKey {
  publicKey: Uint8Array;
  privateKey: Uint8Array;
}

const maxValueBytes = 48 * 1024;

/**
 * The sealed-box key pair of one scope, made when it is first needed. Keys are derived from the scope's name
 * and the rotation's number, so that a test run can be repeated exactly; they protect nothing.
 */
export class KeyRing {
  #pair: KeyPair | undefined;
  #rotations = 0;

  constructor(readonly scope: string) {}

  get publicKey(): PublicKey {
    const { keyId, key } = this.#current();
    return { keyId, key };
  }

  rotate(): void {
    this.#rotations += 1;
    this.#pair = undefined;
  }

  checkId(keyId: string): void {
    if (keyId !== this.#current().keyId) {
      throw invalid("Bad request: key_id isn't the id of the current public key.");
    }
  }

  /** The plain bytes of a sealed box. Refuses what GitHub refuses. */
  open(encryptedValue: string): Uint8Array {
    const { publicKey, privateKey } = this.#current();
    const plain = openBox(encryptedValue, publicKey, privateKey);
    if (plain.length > maxValueBytes) {
      throw invalid("Bad request: the value is larger than 48 KB.");
    }
    return plain;
  }

  #current(): KeyPair {
    this.#pair ??= keyPair(`${this.scope} ${this.#rotations}`);
    return this.#pair;
  }
}

function openBox(base64: string, publicKey: Uint8Array, privateKey: Uint8Array): Uint8Array {
  try {
    const box = sodium.from_base64(base64, sodium.base64_variants.ORIGINAL);
    return sodium.crypto_box_seal_open(box, publicKey, privateKey);
  } catch {
    throw invalid("Bad request: encrypted_value isn't a box sealed with this public key.");
  }
}

function keyPair(origin: string): KeyPair {
  const seed = sodium.crypto_generichash(sodium.crypto_box_SEEDBYTES, origin, null);
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed);
  const key = sodium.to_base64(publicKey, sodium.base64_variants.ORIGINAL);
  const digits = new DataView(publicKey.buffer, publicKey.byteOffset).getBigUint64(0);
  return { keyId: String(digits).padStart(18, "3").slice(-18), key, publicKey, privateKey };
}
