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
