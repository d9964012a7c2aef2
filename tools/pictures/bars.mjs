import { COLOURS, legend, rounded, svg, text } from "./svg.mjs";

const WIDTH = 760;
const LEFT = 136;
const RIGHT = 90;
const TOP = 84;
const BAR = 15;
const BETWEEN = 3;
const AFTER_GROUP = 15;
const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif";

/**
 * Bars in groups, from left to right, each with its number at its end. They begin at zero.
 * @param {{
 *   title: string,
 *   note: string,
 *   names: string[],
 *   groups: { label: string, bars: { length: number, says: string }[] }[],
 * }} chart
 */
export function barChart({ title, note, names, groups }) {
  const most = Math.max(...groups.flatMap(({ bars }) => bars.map(({ length }) => length)));
  const groupHeight = names.length * (BAR + BETWEEN) + AFTER_GROUP;
  const height = TOP + groups.length * groupHeight + 24;
  const parts = groups.flatMap(({ label, bars }, index) => {
    const y = TOP + index * groupHeight;
    const middle = y + (names.length * (BAR + BETWEEN)) / 2 + 3;
    return [
      text({ x: LEFT - 14, y: middle, text: label, anchor: "end" }),
      ...bars.map((bar, at) => barOf(bar, at, { y: y + at * (BAR + BETWEEN), most })),
    ];
  });
  return svg({
    width: WIDTH,
    height,
    title,
    description: describe(names, groups),
    font: FONT,
    parts: [
      text({ x: 24, y: 32, text: title, weight: "bold" }),
      ...legend(names, 24, 58),
      ...parts,
      text({ x: 24, y: height - 16, text: note, kind: "faint" }),
    ],
  });
}

/**
 * @param {{ length: number, says: string }} bar
 * @param {number} at
 * @param {{ y: number, most: number }} place
 */
function barOf({ length, says }, at, { y, most }) {
  const width = (length / most) * (WIDTH - LEFT - RIGHT);
  const shown = length === 0 ? 0 : Math.max(width, 1);
  const place = `x="${LEFT}" y="${rounded(y)}" width="${rounded(shown)}" height="${BAR}"`;
  const label = text({ x: LEFT + width + 7, y: y + BAR - 3, text: says });
  return `<rect class="${COLOURS[at] ?? ""}" ${place} rx="2"/>\n${label}`;
}

/**
 * @param {string[]} names
 * @param {{ label: string, bars: { says: string }[] }[]} groups
 */
function describe(names, groups) {
  return groups
    .map(({ label, bars }) => {
      const each = bars.map(({ says }, at) => `${names[at] ?? ""} ${says}`);
      return `${label}: ${each.join(", ")}.`;
    })
    .join(" ");
}
