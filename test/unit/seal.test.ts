import sodium from "libsodium-wrappers";
import nacl from "tweetnacl";
import { seal } from "../../provider/src/seal";

const LARGEST = 49_152;

let keys: { publicKey: Uint8Array; privateKey: Uint8Array };
const inBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

beforeAll(async () => {
  await sodium.ready;
  keys = sodium.crypto_box_keypair();
});

function open(sealed: string, { publicKey, privateKey } = keys): string {
  const box = Buffer.from(sealed, "base64");
  const bytes = sodium.crypto_box_seal_open(box, publicKey, privateKey);
  return Buffer.from(bytes).toString("utf8");
}

const sealed = (value: string) => seal(value, inBase64(keys.publicKey));

test.each([
  ["nothing", ""],
  ["one letter", "x"],
  ["a line break, a zero and spaces", " a\n\0b\r\n "],
  ["letters of two, three and four bytes", "ä€😀"],
  ["a line break at its end", "a\n"],
  ["a value like a number", "007"],
  ["16 bytes", "x".repeat(16)],
  ["17 bytes", "x".repeat(17)],
  ["64 bytes", "x".repeat(64)],
  ["4,096 bytes", "x".repeat(4096)],
  ["48 KB", "x".repeat(LARGEST)],
  ["48 KB of letters of three bytes", "€".repeat(LARGEST / 3)],
])("libsodium opens what was sealed: %s", (_, value) => {
  expect(open(sealed(value))).toBe(value);
});

describe("known answers: libsodium's crypto_box_easy with the ephemeral key 1, 2, … 32", () => {
  const privateKey = Uint8Array.from({ length: 32 }, (_, index) => 255 - index);
  const publicKey = "Pry2khSTRNxU5YFgz5C+2e6h3RToHI6R3lV699ev2RU=";

  beforeEach(() => {
    nacl.setPRNG((bytes, length) => {
      for (let index = 0; index < length; index++) bytes[index] = index + 1;
    });
  });
  afterEach(() => {
    nacl.setPRNG((bytes, length) => {
      crypto.getRandomValues(bytes.subarray(0, length));
    });
  });

  test.each([
    ["", "B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHzpI8E5ci8We+HkxgGtC/qO"],
    ["s3cret", "B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHzqNHT/F9PxTmeUaIRbOF9PUTVUI2Qv"],
    ["ä€😀\0", "B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHzGbmfMR6cActOdciU4FbUT4aLV062r7bOy8g=="],
  ])("%j", (value, answer) => {
    expect(seal(value, publicKey)).toBe(answer);
    expect(open(answer, { publicKey: Buffer.from(publicKey, "base64"), privateKey })).toBe(value);
  });
});

test("nobody else's key opens it", () => {
  const other = sodium.crypto_box_keypair();
  const box = seal("s3cret", inBase64(other.publicKey));
  expect(() => open(box)).toThrow("incorrect key pair");
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
