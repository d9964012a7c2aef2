import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "./markdown";

/** What a suite did: so many cases, histories, and so on. */
export interface Figure {
  /** The suite, such as `contract/faults/access`. */
  suite: string;
  what: string;
  count: number;
}

const FOLDER = join(ROOT, ".cache", "reliability");
const counts = new Map<string, number>();

/** Whether `npm run docs:reliability` runs the suites. */
export const isWriting = process.env.RELIABILITY === "write";

/** Notes for docs/reliability.md what the suite that calls it has done; counts of one kind are added up. */
export function did(count: number, what: string): void {
  if (!isWriting) return;
  const sum = (counts.get(what) ?? 0) + count;
  counts.set(what, sum);
  const path = relative(join(ROOT, "test"), expect.getState().testPath ?? "");
  const figure: Figure = { suite: path.replace(/\.test\.ts$/, ""), what, count: sum };
  mkdirSync(FOLDER, { recursive: true });
  const name = `${figure.suite} ${what}`.replace(/\W+/g, "-");
  writeFileSync(join(FOLDER, `${name}.json`), JSON.stringify(figure));
}

/** What the suites noted. */
export function figures(): Figure[] {
  return readdirSync(FOLDER).map(
    (file) => JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as Figure,
  );
}
