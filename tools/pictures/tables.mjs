/**
 * A table that a bench wrote into a document: its head, and its rows.
 * @param {string} document the whole text
 * @param {string} bench as in `<!-- bench peer -->`
 * @param {string} [corner] what stands in its first cell; default: the first table
 */
export function benchRows(document, bench, corner) {
  const start = document.indexOf(`<!-- bench ${bench} -->`);
  const end = document.indexOf(`<!-- end of bench ${bench} -->`);
  if (start < 0 || end < start) throw new Error(`no bench ${bench} in this document`);
  const tables = document
    .slice(start, end)
    .split(/\n\n/)
    .filter(isTable)
    .map((text) => text.split("\n").map(cellsOf));
  const chosen = tables.find(([head]) => corner === undefined || head?.[0] === corner);
  if (chosen === undefined) throw new Error(`the bench ${bench} has no table "${corner ?? ""}"`);
  const [head = [], , ...rows] = chosen;
  return { head, rows };
}

/** @param {string} part */
function isTable(part) {
  return part.startsWith("|");
}

/** @param {string} line */
function cellsOf(line) {
  return line
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

/** A number as the benches write it: `1,020`. @param {string} cell */
export function countIn(cell) {
  const [digits] = /^[\d,]+/.exec(cell) ?? [];
  if (digits === undefined) throw new Error(`no number in "${cell}"`);
  return Number(digits.replaceAll(",", ""));
}

/** Seconds, of `0.10 s`, `5 min`, or `9 h 17 min`. @param {string} cell */
export function secondsIn(cell) {
  const parts = [...cell.matchAll(/([\d.]+) (s|min|h)(?!\w)/g)];
  if (parts.length === 0) throw new Error(`no time in "${cell}"`);
  const units = { s: 1, min: 60, h: 3600 };
  const each = parts.map(([, amount, unit]) => {
    return Number(amount) * units[/** @type {keyof typeof units} */ (unit)];
  });
  return each.reduce((sum, seconds) => sum + seconds, 0);
}
