import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { listed, looksLikeToken, sayable, shown, wireSize } from "../../provider/src/texts";

test.each<[unknown, string]>([
  ["npm-token", '"npm-token"'],
  ["acme/api.net", '"acme/api.net"'],
  ["1X", '"1X"'],
  ["team-2024", '"team-2024"'],
  ["", "an empty string"],
  [" ", '" "'],
  [7, "7"],
  [true, "true"],
  [{ token: "canary" }, "an object"],
  [["canary", "x"], "a list of 2"],
  ["s3cret", "a string of 6 characters"],
  ["Tr0ub4dor", "a string of 9 characters"],
  ["Password1", "a string of 9 characters"],
  ["12345678", "a string of 8 characters"],
  ["hunter!", "a string of 7 characters"],
  ["one line\ntwo", "a string of 12 characters"],
  ["a-text-of-more-than-twenty", "a string of 26 characters"],
])("of %j a message shows %s", (given, words) => {
  expect(shown(given)).toBe(words);
});

const TOKENS = [
  "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
  "GHP_16C7E42F292C6912E7710C838347AE178B4A",
  "github_pat_11ABCDEFG0123456789_abcdefghijklmnop",
  "npm_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
  "glpat-x1y2z3A4B5C6D7E8F9G0",
  "xoxb-123456789012-abcdefABCDEF",
  "AKIAIOSFODNN7EXAMPLE",
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
  "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----",
  "-----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQEA",
];

test.each(TOKENS)("%s leaves in no message", (token) => {
  expect(looksLikeToken(token)).toBe(true);
  expect(sayable(`before ${token} after`)).not.toContain(token.slice(4, 16));
});

test("a password leaves in no address", () => {
  const text = sayable("the proxy http://me:hunter2@proxy.corp:8080 did not answer");
  expect(text).toMatch(/^the proxy http:\/\/\[.+\]@proxy.corp:8080 did not answer$/);
});

test.each([
  "NPM_TOKEN",
  "GHP_REGISTRY_TOKEN",
  "NPM_REGISTRYTOKENOFOURWHOLECOMPANYANDMORE",
  "asia-pacific-data-team",
  "asiapacificdatateams",
  "sk-learn-extension-repository-for-all",
  "DATABASE_CONNECTION_STRING_PRODUCTION",
])("%s is a name", (name) => {
  expect(looksLikeToken(name)).toBe(false);
});

test("of many names a message has twenty", () => {
  const names = Array.from({ length: 3_000 }, (_, index) => `r${index}`);
  expect(listed(names)).toMatch(/^r0, r1, .*, r19, and 2980 more$/);
  expect(listed(names.slice(0, 20))).toMatch(/, r19$/);
});

test.each([
  ["letters", "x"],
  ["spaces", " "],
  ["letters of three bytes", "€"],
  ["letters beyond the first plane", "😀"],
  ["percent signs", "%"],
  ["halves of letters", "\ud83d"],
])("a message of 100,000 %s has 8 KB at most where it travels", (_, letter) => {
  const text = sayable(letter.repeat(100_000));
  expect(encodeURI(text).length).toBeLessThanOrEqual(8_192);
  expect(encodeURI(text).length).toBeGreaterThan(7_000);
  expect(text).toMatch(/ … \(\d+ characters in all\)$/);
});

test("a message that is short enough is left as it is", () => {
  expect(sayable("OrgCodespacesSecret acme/X: 100 % – done")).toBe(
    "OrgCodespacesSecret acme/X: 100 % – done",
  );
});

test.each<[string, Record<string, unknown>]>([
  ["a set", Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`login-${i}`, "selected"]))],
  ["a list of numbers", { ids: Array.from({ length: 500 }, (_, index) => index) }],
  ["texts of three bytes", { text: "€".repeat(5_000) }],
  ["short ones", { a: null, b: true, c: {}, d: [[], [{}]], e: "" }],
])("%s is on the wire no larger than was counted, nor much smaller", (_, props) => {
  const real = Struct.fromJavaScript(props as never).serializeBinary().length;
  expect(wireSize(props)).toBeGreaterThanOrEqual(real);
  expect(wireSize(props)).toBeLessThanOrEqual(real * 3);
});
