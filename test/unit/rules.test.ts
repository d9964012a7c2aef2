import { randomBytes } from "node:crypto";
import { checkFields, type Verdict } from "../../provider/src/rules/fields";
import { unknown, type Plain, type Props } from "../../provider/src/rules/plain";
import {
  login,
  logins,
  oneOf,
  repositories,
  repository,
  secretName,
} from "../../provider/src/rules/names";
import { encryptedValue, keyId, value } from "../../provider/src/rules/secret-value";

const acme: Props = { org: "acme" };
const wrongOf = (verdict: Verdict) => ("wrong" in verdict ? verdict.wrong : undefined);
const selected = (...members: string[]) => ({
  ok: Object.fromEntries(members.map((member) => [member, "selected"])),
});

test.each([
  ["npm_token", "NPM_TOKEN"],
  ["A", "A"],
  ["_x9", "_X9"],
  ["GITHUBX", "GITHUBX"],
])("the secret name %s is kept as %s", (given, kept) => {
  expect(secretName(given, {})).toEqual({ ok: kept });
});

test.each<[Plain, string]>([
  ["1X", '"1X" must not start with a digit (GitHub allows A-Z, 0-9 and _)'],
  ["A-B", '"A-B" has a character that is not allowed (GitHub allows A-Z, 0-9 and _)'],
  [
    "ÄB",
    'a string of 2 characters (with "Ä" at 1) has a character that is not allowed (GitHub allows A-Z, 0-9 and _)',
  ],
  [
    "A\n",
    'a string of 2 characters (with "\\n" at 2) has a character that is not allowed (GitHub allows A-Z, 0-9 and _)',
  ],
  ["github_x", '"github_x" must not start with GITHUB_ (GitHub allows A-Z, 0-9 and _)'],
  ["", "an empty string is not a name (GitHub allows A-Z, 0-9 and _)"],
  [7, "7 is not a name (GitHub allows A-Z, 0-9 and _)"],
])("the secret name %j is refused in words", (given, why) => {
  expect(wrongOf(secretName(given, {}))).toBe(why);
});

test.each(["acme", "A-1", "octocat_corp", "x".repeat(39), "1337"])("%s is a login", (given) => {
  expect(login(given, {})).toEqual({ ok: given.toLowerCase() });
});

test.each<Plain>(["", "-a", "a/b", "a b", "a.b", "x".repeat(40), 5, ["acme"], "acme\n"])(
  "%j is not a login, and the failure says what is",
  (given) => {
    expect(wrongOf(login(given, {}))).toContain(
      "is not a login (GitHub allows A-Z, 0-9 and hyphens)",
    );
  },
);

test("a choice that is not offered is answered with the choices", () => {
  expect(wrongOf(oneOf("all", "private")("public", {}))).toBe(
    '"public" must be one of all, private',
  );
});

test("a repository is kept in lower case", () => {
  expect(repository("Acme/My.Api_1-x", {})).toEqual({ ok: "acme/my.api_1-x" });
});

test.each<Plain>(["api", "a/b/c", "/api", "acme/", "acme/..", "acme/a b", "", 5, "-a/api"])(
  '%j is no repository, which must be "owner/name"',
  (given) => {
    expect(wrongOf(repository(given, {}))).toContain('must be "owner/name"');
  },
);

test("a list of repositories becomes a sorted set without doubles, whatever its case and form", () => {
  const given = ["web", "acme/API", "Api", "other/x", "ACME/web"];
  expect(repositories(given, acme)).toEqual(selected("acme/api", "acme/web", "other/x"));
});

test("a number is an id, digits in a text are a name", () => {
  expect(repositories([1003, "1003"], acme)).toEqual(selected("1003", "acme/1003"));
});

test("an empty list is the empty set", () => {
  expect(repositories([], acme)).toEqual({ ok: {} });
});

test("the set that a check made comes back unchanged", () => {
  const once = repositories(["web", 1003, "other/x"], acme);
  const again = repositories("ok" in once ? once.ok : null, acme);

  expect(again).toEqual(once);
});

test("every member that is no repository is named at once", () => {
  const why = wrongOf(repositories(["a/b/c", "fine", -1, 1.5, true, ""], acme));

  expect(why).toBe(
    '"a/b/c" must be "name", "owner/name" or an id; -1 is not the id of a repository; ' +
      '1.5 is not the id of a repository; true must be "name", "owner/name" or an id; ' +
      'an empty string must be "name", "owner/name" or an id',
  );
});

test("without an organization a repository's owner must be written", () => {
  expect(wrongOf(repositories(["dotfiles"], {}))).toBe('"dotfiles" must be "owner/name" or an id');
});

test.each<Plain>([
  ...["api", 5, true],
  ...[{ api: false, web: true }, { api: "selected", web: "no" }, { api: {} }, { 0: "api" }],
  { "acme/api": "selected", web: "" },
])("%j is no list of repositories", (given) => {
  expect(wrongOf(repositories(given, acme))).toContain("must be a list");
});

test.each<Plain>([
  { octocat: false, hubot: true },
  { octocat: "selected", hubot: null },
])("%j is no list of logins", (given) => {
  expect(wrongOf(logins(given, {}))).toContain("must be a list");
});

test("short names of an unknown organization are unknown, and with them the set", () => {
  expect(repositories(["other/x", "api"], { org: unknown })).toEqual({ ok: unknown });
  expect(repositories(["other/x", 5], { org: unknown })).toEqual(selected("5", "other/x"));
});

test("logins are compared without case, and one of digits alone stays a login", () => {
  const once = logins(["Octocat", "octocat", "1337", "007"], {});
  const again = logins("ok" in once ? once.ok : null, {});

  expect(once).toEqual(selected("007", "1337", "octocat"));
  expect(again).toEqual(once);
});

test("every member that is no login is named at once", () => {
  expect(wrongOf(logins(["a b", "hubot", 5], {}))).toBe('"a b" is not a login; 5 is not a login');
});

test.each([
  ["49,152 letters", "x".repeat(49_152), undefined],
  ["49,153 letters", "x".repeat(49_153), "is 49153 bytes of UTF-8; GitHub allows 49152"],
  ["24,576 letters of two bytes", "ä".repeat(24_576), undefined],
  ["one more", "ä".repeat(24_576) + "x", "is 49153 bytes of UTF-8; GitHub allows 49152"],
  [
    "16,385 letters of three bytes",
    "€".repeat(16_385),
    "is 49155 bytes of UTF-8; GitHub allows 49152",
  ],
])("a value is measured in bytes of UTF-8: %s", (_, text, why) => {
  expect(wrongOf(value(text, {}))).toBe(why);
});

test.each<[Plain, string]>([
  ["", "is empty: is the variable set?"],
  [5, "must be a string"],
  [{ a: 1 }, "must be a string"],
])("the value %j is refused", (given, why) => {
  expect(wrongOf(value(given, {}))).toBe(why);
});

test("a value is not trimmed", () => {
  expect(value(" \n", {})).toEqual({ ok: " \n" });
});

test.each<[string, Plain]>([
  ["with a character outside of base64", "a".repeat(63) + "$"],
  ["without padding", "a".repeat(63)],
  ["in the alphabet of URLs", "_-".repeat(32)],
  ["that is no text", 5],
])("an encrypted value %s is refused and not shown", (_, given) => {
  expect(wrongOf(encryptedValue(given, {}))).toBe(
    "is not base64: give the output of libsodium's sealed box, encoded",
  );
});

test.each([
  ["ASCII", Buffer.from("correct horse battery staple ".repeat(3))],
  ["umlauts", Buffer.from("hö€😀".repeat(20))],
  ["lines", Buffer.from("-----BEGIN KEY-----\n".repeat(3))],
])("an encrypted value is no text in base64: %s", (_, bytes) => {
  expect(wrongOf(encryptedValue(bytes.toString("base64"), {}))).toMatch(/^is a text in base64/);
});

test("an encrypted value is no token of hexadecimal digits", () => {
  const token = "9f3c1b7e5d2a8046c9e1f7b3a5d80264".repeat(2);
  for (const given of [token, token.toUpperCase()]) {
    expect(wrongOf(encryptedValue(given, {}))).toMatch(/^is hexadecimal, not base64/);
  }
});

test("no sealed box is taken for a text", () => {
  for (let round = 0; round < 2_000; round += 1) {
    const box = randomBytes(48 + (round % 3)).toString("base64");
    expect(encryptedValue(box, {})).toEqual({ ok: box });
  }
});

test("an encrypted value has at least the 48 bytes of a sealed box", () => {
  const box = (bytes: number) => Buffer.alloc(bytes, 1).toString("base64");

  expect(encryptedValue(box(48), {})).toEqual({ ok: box(48) });
  expect(wrongOf(encryptedValue(box(47), {}))).toContain("is too short for a sealed box");
});

test.each<Plain>(["", 5, true])("a key id %j is refused", (given) => {
  expect(wrongOf(keyId(given, {}))).toContain("must be the id of the public key");
});

test("what has no rule is no input, and the failure lists those that are", () => {
  const fields = { org: { check: login }, secretName: { check: secretName } };
  const { failures } = checkFields(fields, { org: "acme", secretname: "X", other: undefined });

  expect(failures).toEqual([
    {
      property: "secretname",
      reason: "secretname: is not an input; the inputs are org, secretName",
    },
  ]);
});

test.each<Plain>([undefined, null])("a required input that is %j is missing", (given) => {
  const { failures } = checkFields({ org: { required: true, check: login } }, { org: given });
  expect(failures).toEqual([{ property: "org", reason: "org: is missing" }]);
});

test("a missing input whose choices are few names them", () => {
  const org = { required: true, check: oneOf("a", "b") } as const;
  expect(checkFields({ org }, {}).failures[0]?.reason).toBe("org: is missing: give one of a, b");
});
