import { inspect } from "node:util";

/** A value with all that is written otherwise somewhere, in several lines. */
export const HARD_VALUE = 'Kx7#"q\\%ü/+?&= 9wZtR4\nsecond-Lq8vN2yB\r\n{"third":"Hd5mX1"}Wp3sJ6Yc';

/** Of no seed: with the form of GitHub's, and of none. */
export const HARD_TOKENS = [
  "ghp_Zr4Tq9Wm2Lx7Vb1Ny6Kd3Hs8Jf5Gp0Rc2Ae7",
  "9f3c1b7e5d2a8046c9e1f7b3a5d80264e8c1f9b7",
];

/** Base64 hides a text at any of three offsets. */
function inBase64(canary: string): string[] {
  return ["", "x", "xx"].flatMap((before, index) => {
    const encoded = Buffer.from(before + canary, "utf8").toString("base64");
    const middle = encoded.slice(index === 0 ? 0 : 4, -4);
    return [middle, middle.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

function disguises(canary: string): string[] {
  const hex = Buffer.from(canary, "utf8").toString("hex");
  const inJson = JSON.stringify(canary).slice(1, -1);
  const texts = [canary, inJson, twice(inJson)];
  return [...texts, ...texts.flatMap(inBase64), hex, encodeURIComponent(canary)];
}

/** JSON within JSON, as the engine's events have it. */
function twice(inJson: string): string {
  return JSON.stringify(inJson).slice(1, -1);
}

/** A part that is shorter says nothing. */
const SHORTEST = 8;

/** Each line, and the first and last eight characters: of a token those after the prefix that all have. */
function parts(canary: string): string[] {
  const own = canary.replace(/^(gh[a-z]|github_pat)_/, "");
  const lines = own.split(/\r?\n/).filter((line) => line.length >= SHORTEST);
  return [...lines, own.slice(0, SHORTEST), own.slice(-SHORTEST)].flatMap((part) => [
    part,
    JSON.stringify(part).slice(1, -1),
    encodeURIComponent(part),
  ]);
}

/** Fails where one of the canaries is found: in clear, in base64, in hex, or as it is written in JSON or an address. */
export function expectNowhere(text: string, canaries: readonly string[]): void {
  expectNone(text, canaries.flatMap(disguises));
}

/** Fails also where a line of one is found, or its first or last eight characters. */
export function expectNoTrace(text: string, canaries: readonly string[]): void {
  expectNone(text, [...canaries.flatMap(disguises), ...canaries.flatMap(parts)]);
}

/** One expectation for all of them: thousands of texts are looked through. */
function expectNone(text: string, wanted: readonly string[]): void {
  const found = wanted.find((each) => text.includes(each));
  if (found !== undefined) expect(text).not.toContain(found);
}

/** All that an error has: its stack, its causes, and what was put on it. */
export function allOf(error: unknown): string {
  return inspect(error, { depth: null, showHidden: true, maxStringLength: null });
}

/** Those of the canaries that are found, in clear, in base64 or in hex. */
export function canariesIn(text: string, canaries: readonly string[]): string[] {
  return canaries.filter((canary) => disguises(canary).some((disguise) => text.includes(disguise)));
}
