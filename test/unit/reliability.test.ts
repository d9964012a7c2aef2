import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { figures, isWriting } from "../support/figures";
import { Document, ROOT } from "../support/markdown";
import { promises, tableOf } from "../support/reliability";

const FILE = "docs/reliability.md";
const parts = Object.entries(promises);
const all = parts.flatMap(([, part]) => part);

/** The document as it should be, with what the last run did, if it is to be written, else with what it says. */
function composed(text: string): string {
  const rows = new Document(FILE).tables.flatMap((table) => table.rows);
  const known = new Map(rows.map(([sentence = "", , , done = ""]) => [sentence, done]));
  const done = isWriting ? figures() : [];
  const whole = parts.reduce((before, [heading, part]) => {
    const place = new RegExp(`(<!-- ${heading} -->\n\n)[^]*?(\n\n<!-- end -->)`);
    if (!place.test(before)) throw new Error(`${FILE} has no place for "${heading}"`);
    return before.replace(
      place,
      (_, begin: string, end: string) => begin + tableOf(part, done, known) + end,
    );
  }, text);
  return formatted(whole);
}

/** In a process of its own: Prettier loads itself as ES modules, which Jest doesn't. */
function formatted(text: string): string {
  const command = [require.resolve("prettier/bin/prettier.cjs"), "--stdin-filepath", FILE];
  return execFileSync(process.execPath, command, { cwd: ROOT, input: text, encoding: "utf8" });
}

test("docs/reliability.md has each promise with the suites that hold it", () => {
  const file = join(ROOT, FILE);
  const text = readFileSync(file, "utf8");
  const now = composed(text);
  if (isWriting) writeFileSync(file, now);
  expect(readFileSync(file, "utf8")).toBe(now);
});

test("each suite that it names is there", () => {
  const named = all.flatMap(({ suites, soak = [] }) => [...suites, ...soak]);
  const missing = named.filter((suite) => !existsSync(join(ROOT, "test", `${suite}.test.ts`)));
  expect(missing).toEqual([]);
});

test("what the last run did is told of what counts its cases", () => {
  const rows = new Document(FILE).tables.flatMap((table) => table.rows);
  const told = rows.filter(([, , , done = ""]) => /^[\d,]+ \w/.test(done));
  expect(told.length).toBeGreaterThanOrEqual(7);
});
