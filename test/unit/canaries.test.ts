import {
  allOf,
  canariesIn,
  expectNoTrace,
  expectNowhere,
  HARD_TOKENS,
  HARD_VALUE,
} from "../support/canaries";

// What looks for values and tokens finds them, however they are written.

const all = [HARD_VALUE, ...HARD_TOKENS];
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");

const disguises: [string, (canary: string) => string][] = [
  ["as it is", (canary) => canary],
  ["in JSON", (canary) => JSON.stringify({ a: [canary] })],
  ["in JSON within JSON", (canary) => JSON.stringify({ a: JSON.stringify({ b: canary }) })],
  ["in an address", (canary) => `https://host/?q=${encodeURIComponent(canary)}&x`],
  ["in hex", (canary) => Buffer.from(`a${canary}b`, "utf8").toString("hex")],
  ["in base64", (canary) => base64(canary)],
  ["in base64, one character later", (canary) => base64(`:${canary}`)],
  ["in base64, as of a user and a password", (canary) => base64(`me:${canary}`)],
  ["in base64, in JSON", (canary) => base64(JSON.stringify({ k: 1, v: canary }))],
  ["in base64, in JSON within JSON", (canary) => base64(JSON.stringify({ v: json(canary) }))],
  ["in base64 of an address", (canary) => Buffer.from(canary, "utf8").toString("base64url")],
  ["in the cause of an error", (canary) => allOf(new Error("a", { cause: { deep: [canary] } }))],
];

const traces: [string, (canary: string) => string][] = [
  ["its beginning", (canary) => `${canary.replace(/^ghp_/, "").slice(0, 8)}…`],
  ["its end", (canary) => `…${canary.slice(-8)}`],
  ["its last line", (canary) => `| ${canary.split("\n").at(-1) ?? ""}`],
  ["its last line, in JSON", (canary) => JSON.stringify([canary.split("\n").at(-1)])],
  ["its last line, in an address", (canary) => encodeURIComponent(canary.split("\n").at(-1) ?? "")],
];

const around = (text: string) => `before it ${text} after it`;

describe.each(all.map((canary, index) => [index, canary] as const))("canary %#", (_, canary) => {
  test.each(disguises)("is found %s", (how, write) => {
    const text = around(write(canary));
    expect(() => {
      expectNoTrace(text, [canary]);
    }).toThrow();
    // An inspected error breaks long lines, and quotes in a way of its own.
    if (how === "in the cause of an error") return;
    expect(() => {
      expectNowhere(text, [canary]);
    }).toThrow();
    expect(canariesIn(text, all)).toEqual([canary]);
  });

  test.each(traces)("is found by %s", (_how, write) => {
    expect(() => {
      expectNoTrace(around(write(canary)), [canary]);
    }).toThrow();
  });
});

test("nothing is found where there is none", () => {
  const text = around(JSON.stringify({ token: "ghp_", value: "fp1:8f2c", visibility: "all" }));
  expectNoTrace(text, all);
  expectNowhere(text, all);
  expect(canariesIn(text, all)).toEqual([]);
});
