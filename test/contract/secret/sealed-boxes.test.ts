import fc from "fast-check";
import sodium from "libsodium-wrappers";
import tweetsodium from "tweetsodium";
import { value as valueRule } from "../../../provider/src/rules/secret-value";
import { seal } from "../../../provider/src/seal";

// Many boxes: here tweetsodium is outside of Jest's sandbox, in which one takes thirty times as long.

const LARGEST = 49_152;
const SEED = 2026;

let keys: { publicKey: Uint8Array; privateKey: Uint8Array };
const inBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

beforeAll(async () => {
  await sodium.ready;
  keys = sodium.crypto_box_keypair();
});

function open(box: string): string {
  const { publicKey, privateKey } = keys;
  const bytes = sodium.crypto_box_seal_open(Buffer.from(box, "base64"), publicKey, privateKey);
  return Buffer.from(bytes).toString("utf8");
}

const sealed = (value: string) => seal(value, inBase64(keys.publicKey));

test("libsodium opens what was sealed, and the other way round: any bytes of any length up to 48 KB", () => {
  const { publicKey, privateKey } = keys;
  const bytes = fc
    .tuple(fc.nat({ max: LARGEST }), fc.uint8Array({ minLength: 1, maxLength: 64 }))
    .map(([length, some]) => Uint8Array.from({ length }, (_, at) => some[at % some.length] ?? 0));
  const property = fc.property(bytes, (plain) => {
    const theirs = sodium.crypto_box_seal(plain, publicKey);
    const ours = tweetsodium.seal(plain, publicKey);
    expect(Buffer.from(tweetsodium.sealOpen(theirs, publicKey, privateKey)).equals(plain)).toBe(
      true,
    );
    const opened = sodium.crypto_box_seal_open(ours, publicKey, privateKey);
    expect(Buffer.from(opened).equals(plain)).toBe(true);
  });
  fc.assert(property, { numRuns: 150, seed: SEED, examples: [[new Uint8Array(LARGEST)]] });
});

test("each length from 0 to 1,024 bytes comes out as it went in, 48 bytes longer", () => {
  for (let length = 0; length <= 1024; length++) {
    const value = "x".repeat(length);
    const box = sealed(value);
    expect(Buffer.from(box, "base64")).toHaveLength(length + 48);
    expect(open(box)).toBe(value);
  }
});

describe("all of Unicode", () => {
  test("each character comes out as it went in", () => {
    const CHUNK = 0x1000;
    for (let from = 0; from <= 0x10_ffff; from += CHUNK) {
      const points = Array.from({ length: CHUNK }, (_, index) => from + index);
      const isWhole = (point: number) => point < 0xd800 || point > 0xdfff;
      const value = String.fromCodePoint(...points.filter(isWhole));
      expect(open(sealed(value))).toBe(value);
    }
  });

  test("any text is sealed as it is, or refused: as it is where all of its characters are whole", () => {
    const text = fc.string({
      unit: fc.oneof(fc.string({ unit: "binary", minLength: 1, maxLength: 1 }), lone),
    });
    const property = fc.property(text, (value) => {
      fc.pre(value !== "");
      const isTaken = "ok" in valueRule(value, {});
      const wellFormed = Buffer.from(value, "utf8").toString("utf8");
      expect([open(sealed(value)), isTaken]).toEqual([wellFormed, wellFormed === value]);
    });
    fc.assert(property, { numRuns: 500, seed: SEED });
  });

  test.each(["\ud800", "\udc00", "a\udbffb", "\udc00\ud800", "😀\ud83d"])(
    "a value with half of a character is refused, and not shown: %j",
    (value) => {
      expect(valueRule(value, {})).toEqual({
        wrong: "contains half of a character (a lone surrogate), which UTF-8 can't encode",
      });
    },
  );
});

const lone = fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit));

test("an ephemeral key never comes twice", () => {
  const boxes = Array.from({ length: 2000 }, () => Buffer.from(sealed("s3cret"), "base64"));
  const ephemeral = new Set(boxes.map((box) => box.subarray(0, 32).toString("base64")));
  expect(ephemeral.size).toBe(boxes.length);
});

test("one that lost or changed a byte isn't opened", () => {
  const box = Buffer.from(sealed("s3cret"), "base64");
  for (let at = 0; at < box.length; at++) {
    const changed = Buffer.from(box);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => open(inBase64(changed))).toThrow("incorrect key pair");
  }
  expect(() => open(inBase64(box.subarray(0, -1)))).toThrow("incorrect key pair");
});
