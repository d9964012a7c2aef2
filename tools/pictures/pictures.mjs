import { barChart } from "./bars.mjs";
import { lineChart } from "./lines.mjs";
import { benchRows, countIn, secondsIn } from "./tables.mjs";
import { terminal } from "./terminal.mjs";

/** @typedef {(path: string) => string} Read of a document, such as `docs/scale.md` */

/**
 * Each picture of the documentation, drawn from the numbers and texts that stand there.
 * @param {Read} read
 * @returns {Record<string, string>} by file
 */
export function pictures(read) {
  return {
    "docs/pictures/demo.svg": demo(read("docs/demo.md")),
    "docs/pictures/peer-requests.svg": peerRequests(read("docs/performance.md")),
    "docs/pictures/peer-time.svg": peerTime(read("docs/performance.md")),
    "docs/pictures/limits.svg": limits(read("docs/scale.md")),
    "docs/pictures/growth.svg": growth(read("docs/performance.md")),
  };
}

/** @param {string} document */
function demo(document) {
  const [, transcript] = /^```text\n([^]*?)^```$/m.exec(document) ?? [];
  if (transcript === undefined) throw new Error("docs/demo.md has no transcript");
  return terminal({ title: "What npm run demo prints", transcript });
}

/** Who is in the charts: the column of the bench, and its name there. */
const BESIDE = [
  { column: "set, YAML", name: "a set, YAML" },
  { column: "YAML", name: "single resources, YAML" },
  { column: "classes", name: "single resources, classes" },
  { column: "Terraform", name: "Terraform at its best" },
];
const PEER_NOTE =
  "100 organization secrets with three repositories each, at no latency: npm run bench -- hosts 100";

/** @param {string} document */
function peerRequests(document) {
  return beside(document, { title: "Requests to GitHub", corner: "Requests (points)" }, (cell) => ({
    length: countIn(cell),
    says: String(countIn(cell)),
  }));
}

/** @param {string} document */
function peerTime(document) {
  const what = { title: "Time from start to end", corner: "Time at 0 ms" };
  return beside(document, what, (cell) => ({ length: secondsIn(cell), says: cell }));
}

/**
 * @param {string} document
 * @param {{ title: string, corner: string }} what
 * @param {(cell: string) => { length: number, says: string }} barOf
 */
function beside(document, { title, corner }, barOf) {
  const { head, rows } = benchRows(document, "hosts 100", corner);
  return barChart({
    title,
    note: PEER_NOTE,
    names: BESIDE.map(({ name }) => name),
    groups: rows.map((row) => ({
      label: row[0] ?? "",
      bars: BESIDE.map(({ column }) => barOf(row[head.indexOf(column)] ?? "")),
    })),
  });
}

/** @param {string} document */
function limits(document) {
  const { rows } = benchRows(document, "simulation");
  const column = (/** @type {number} */ at) =>
    rows.map((row) => ({ x: countIn(row[0] ?? ""), y: secondsIn(row[at] ?? "") }));
  return lineChart({
    title: "How long GitHub's limits make the creation of repository secrets",
    note: "The provider's own limiter on a virtual clock: npm run bench -- simulation",
    across: { label: "secrets", ticks: ticks([100, 1000, 10_000, 100_000]) },
    up: [
      { at: 0.1, says: "0.1 s" },
      { at: 1, says: "1 s" },
      { at: 10, says: "10 s" },
      { at: 60, says: "1 min" },
      { at: 600, says: "10 min" },
      { at: 3600, says: "1 h" },
      { at: 18_000, says: "5 h" },
      { at: 86_400, says: "1 day" },
    ],
    lines: [
      { name: "900 points a minute", points: column(4) },
      { name: "the same, and 5,000 requests an hour", points: column(7) },
    ],
  });
}

/** @param {string} document */
function growth(document) {
  const { head, rows } = benchRows(document, "growth");
  const sizes = head.slice(1, -1).map(countIn);
  return lineChart({
    title: "CPU time of the process that hosts the resources, as a stack grows",
    note: "The engine's own time is not in it: npm run bench -- growth",
    across: { label: "secrets", ticks: ticks(sizes) },
    up: [0.5, 1, 2, 5, 10, 20, 40].map((at) => ({ at, says: `${String(at)} s` })),
    lines: rows.map(([name = "", ...cells]) => ({
      name,
      points: sizes.map((x, at) => ({ x, y: secondsIn(cells[at] ?? "") })),
    })),
  });
}

/** @param {number[]} numbers */
function ticks(numbers) {
  return numbers.map((at) => ({ at, says: at.toLocaleString("en-US") }));
}
