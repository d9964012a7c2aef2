import tweetsodium from "tweetsodium";

/** What GitHub gives to seal secrets with: 32 bytes in base64, and its id. */
export interface PublicKey {
  keyId: string;
  key: string;
}

/**
 * Seals a value so that only the holder of the scope's private key, GitHub, can open it
 * (libsodium's `crypto_box_seal`). Returns base64. The value goes byte for byte, as UTF-8.
 */
export function seal(value: string, publicKey: string): string {
  const key = Buffer.from(publicKey, "base64");
  if (key.length !== 32) {
    throw new Error(`GitHub's public key is ${key.length} bytes long, not 32: nothing was sealed.`);
  }
  return Buffer.from(tweetsodium.seal(Buffer.from(value, "utf8"), key)).toString("base64");
}
