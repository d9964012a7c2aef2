import sodium from "libsodium-wrappers";
import { seal } from "../../provider/src/seal";

let keys: { publicKey: Uint8Array; privateKey: Uint8Array };
const inBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

beforeAll(async () => {
  await sodium.ready;
  keys = sodium.crypto_box_keypair();
});

function open(sealed: string): string {
  const box = Buffer.from(sealed, "base64");
  const bytes = sodium.crypto_box_seal_open(box, keys.publicKey, keys.privateKey);
  return Buffer.from(bytes).toString("utf8");
}

test.each([
  ["nothing", ""],
  ["one letter", "x"],
  ["a line break, a zero and spaces", " a\n\0b\r\n "],
  ["letters of two, three and four bytes", "ä€😀"],
  ["a value like a number", "007"],
  ["16 bytes", "x".repeat(16)],
  ["17 bytes", "x".repeat(17)],
  ["64 bytes", "x".repeat(64)],
  ["4,096 bytes", "x".repeat(4096)],
  ["48 KB", "x".repeat(49_152)],
  ["48 KB of letters of three bytes", "€".repeat(16_384)],
])("libsodium opens what was sealed: %s", (_, value) => {
  expect(open(seal(value, inBase64(keys.publicKey)))).toBe(value);
});

test("a sealed value is 48 bytes longer, and sealed anew it is another", () => {
  const boxes = [1, 2].map(() => seal("s3cret", inBase64(keys.publicKey)));

  expect(boxes.map((box) => Buffer.from(box, "base64").length)).toEqual([54, 54]);
  expect(boxes[0]).not.toBe(boxes[1]);
});

test("nobody else's key opens it", () => {
  const other = sodium.crypto_box_keypair();
  const sealed = seal("s3cret", inBase64(other.publicKey));
  expect(() => open(sealed)).toThrow("incorrect key pair");
});

test.each([
  ["", 0],
  ["AAAA", 3],
  [Buffer.alloc(33).toString("base64"), 33],
])("the public key %j is refused by its length, and the value not shown", (key, length) => {
  expect(() => seal("s3cret", key)).toThrow(
    `GitHub's public key is ${length} bytes long, not 32: nothing was sealed.`,
  );
});

/** Libsodium's own list, with the highest bit, which means nothing, both ways. */
const OF_LOW_ORDER = [
  ["zero", "00".repeat(32)],
  ["one", `01${"00".repeat(31)}`],
  ["order eight", "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"],
  ["order eight, the other", "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"],
  ["p - 1", `ec${"ff".repeat(30)}7f`],
  ["p", `ed${"ff".repeat(30)}7f`],
  ["p + 1", `ee${"ff".repeat(30)}7f`],
] as const;

test.each(OF_LOW_ORDER)("a public key of low order is refused, as libsodium does: %s", (_, hex) => {
  const key = Buffer.from(hex, "hex");
  const other = Buffer.from(key);
  other[31] = (other[31] ?? 0) | 0x80;
  for (const one of [key, other]) {
    expect(() => sodium.crypto_box_seal("s3cret", one)).toThrow();
    expect(() => seal("s3cret", one.toString("base64"))).toThrow("nothing was sealed");
  }
});
