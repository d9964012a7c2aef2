import tweetsodium from "tweetsodium";

/** GitHub's key to seal secrets with: 32 bytes in base64, and its id. */
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
  if (isOfLowOrder(key)) {
    throw new Error("GitHub's public key is one that keeps nothing secret: nothing was sealed.");
  }
  return Buffer.from(tweetsodium.seal(Buffer.from(value, "utf8"), key)).toString("base64");
}

/** The points of Curve25519 for which every shared secret is zero: anybody can open what is sealed for them. */
const OF_LOW_ORDER = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

/** Libsodium refuses them; tweetsodium doesn't. The highest bit has no meaning. */
function isOfLowOrder(key: Buffer): boolean {
  const point = Buffer.from(key);
  point[31] = (point[31] ?? 0) & 0x7f;
  return OF_LOW_ORDER.includes(point.toString("hex"));
}
