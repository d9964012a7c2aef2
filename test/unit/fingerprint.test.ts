import { scryptSync } from "node:crypto";
import {
  fingerprint,
  isFingerprint,
  keySignIn,
  ValueMemory,
} from "../../provider/src/session/values";

const place = { identity: "OrgCodespacesSecret:acme/TOKEN", key: "" };

test("the same value of the same secret has the same fingerprint in every run", () => {
  // Pinned: another fingerprint would write every secret of every stack again.
  expect(fingerprint("s3cret", place)).toBe(fingerprint("s3cret", { ...place }));
  expect(fingerprint("s3cret", place)).toBe("fp1:KrdJuEroF5TaYofhMEPHFA");
});

test.each([
  ["value", fingerprint("s3cret ", place)],
  ["identity", fingerprint("s3cret", { ...place, identity: "OrgCodespacesSecret:acme/TOKEN2" })],
  ["key", fingerprint("s3cret", { ...place, key: "k" })],
  [
    "identity and key, run together",
    fingerprint("s3cret", { identity: place.identity.slice(0, -1), key: "N" }),
  ],
])("another %s has another fingerprint", (_, print) => {
  expect(print).not.toBe(fingerprint("s3cret", place));
});

test("a fingerprint is scrypt at the cost that docs/security.md names", () => {
  const salt = JSON.stringify(["fp1:", place.identity, place.key]);
  const slow = scryptSync("s3cret", salt, 16, { N: 1024, r: 8, p: 1 });

  expect(fingerprint("s3cret", place)).toBe(`fp1:${slow.toString("base64url")}`);
});

test("one that a key went into says by a few bits which, and is the same hash as ever", () => {
  const keyed = fingerprint("s3cret", { ...place, key: "k" });
  const salt = JSON.stringify(["fp1:", place.identity, "k"]);
  const slow = scryptSync("s3cret", salt, 16, { N: 1024, r: 8, p: 1 }).toString("base64url");
  // Pinned, as above.
  expect(keyed).toBe(`fp2:6MF.${slow}`);
  expect(isFingerprint(keyed)).toBe(true);
  expect(keySignIn(fingerprint("other", { identity: "other", key: "k" }))).toBe(keySignIn(keyed));
  expect(keySignIn(fingerprint("s3cret", { ...place, key: "l" }))).not.toBe(keySignIn(keyed));
  expect(keySignIn(fingerprint("s3cret", place))).toBeUndefined();
});

test("every fingerprint is recognised as one", () => {
  const prints = Array.from({ length: 30 }, (_, index) => fingerprint(`value ${index}`, place));
  expect(prints.filter((print) => !isFingerprint(print))).toEqual([]);
});

test.each([
  "",
  "fp1:",
  "s3cret",
  `fp2:${"a".repeat(22)}`,
  `fp1:${"a".repeat(21)}`,
  `fp1:${"a".repeat(23)}`,
  `fp1:abc.${"a".repeat(22)}`,
  `fp2:ab.${"a".repeat(22)}`,
  `fp2:abc.${"a".repeat(21)}`,
  `fp1:${"a".repeat(22)}\n`,
  ` fp1:${"a".repeat(22)}`,
])("%j is a value, not a fingerprint", (text) => {
  expect(isFingerprint(text)).toBe(false);
});

test("the memory gives a value for its fingerprint and nothing for another", () => {
  const memory = new ValueMemory();
  memory.keep("fp1:one", "s3cret");

  expect(memory.get("fp1:one")).toBe("s3cret");
  expect(memory.get("fp1:two")).toBeUndefined();
});

test("a run keeps as many values as there are, to the 1,001st and beyond", () => {
  const memory = new ValueMemory();
  const prints = Array.from({ length: 2_000 }, (_, index) => `fp1:${index}`);
  for (const print of prints) memory.keep(print, `value of ${print}`);
  expect(prints.filter((print) => memory.get(print) !== `value of ${print}`)).toEqual([]);
});
