import { Json, NotAsDescribed } from "../../provider/src/github/json";
import { onOneLine, sayable } from "../../provider/src/texts";

test.each([
  ["a text", '"7"'],
  ["beyond 2^53", "9007199254740993"],
  ["a fraction", "1.5"],
  ["below zero", "-1"],
  ["without end", "1e999"],
  ["a flag", "true"],
  ["a list", "[7]"],
])("an id that is %s is none", (_, id) => {
  const codespace = new Json(JSON.parse(`{"id":${id}}`), "codespace");
  expect(() => codespace.number("id")).toThrow(new NotAsDescribed("a codespace without its id"));
});

test.each(["__proto__", "constructor", "toString"])(
  "nothing is read from what all objects have: %s",
  (name) => {
    const empty = new Json({}, "codespace");
    expect(empty.textIfAny(name)).toBeUndefined();
    expect(() => empty.list(name)).toThrow(NotAsDescribed);
  },
);

test("a text is read up to a length that none of GitHub's has", () => {
  const json = new Json(
    { name: "x".repeat(10_001), folders: ["a", "x".repeat(10_001)] },
    "codespace",
  );
  expect(json.textIfAny("name")).toBeUndefined();
  expect(json.texts("folders")).toEqual(["a"]);
});

/** Colours, a title, a cleared screen, a carriage return, a bell, a direction turned round. */
const CONTROLS = [
  "\x1b[31m",
  "\x1b]0;title\x07",
  "\x9b2J",
  "\r",
  "\b\b",
  "\x7f",
  "\u202e",
  "\u2066",
  "\0",
];

test.each(CONTROLS)("%j gets into no name and no message", (control) => {
  const name = new Json({ name: `a${control}b` }, "secret").text("name");
  for (const text of [name, onOneLine(`a${control}b`), sayable(`a${control}b`)]) {
    expect(text).toMatch(/^a.*b$/u);
    expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  }
});

test("GitHub's words begin no line: a CI would take one for a command of its own", () => {
  expect(onOneLine("no\r\n::error::x\u2028y")).toBe("no ::error::x y");
});

test("a message keeps its lines, and letters of all scripts", () => {
  const message = "one:\n\ttwo שלום 你好 👩‍👩‍👧 é\r\nthree";
  expect(sayable(message)).toBe(message.replace("\r", ""));
});

test.each([
  ["signed JSON", "eyJ-".repeat(500_000)],
  ["keys that never end", "-----BEGIN PRIVATE KEY-----".repeat(50_000)],
  ["addresses", "x://a:".repeat(300_000)],
])("a message of megabytes is short, also one that looks like %s", (_, message) => {
  expect(sayable(message).length).toBeLessThan(9_000);
});
