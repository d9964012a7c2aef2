import { COLOURS, legend, rounded, svg, text } from "./svg.mjs";

const WIDTH = 760;
const HEIGHT = 416;
const BOX = { left: 84, right: 724, top: 84, bottom: 330 };
const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif";

/** @typedef {{ at: number, says: string }} Tick */

/**
 * Lines over two logarithmic axes: a straight one of slope one means twice the time for twice as much.
 * @param {{
 *   title: string,
 *   note: string,
 *   across: { label: string, ticks: Tick[] },
 *   up: Tick[],
 *   lines: { name: string, points: { x: number, y: number }[] }[],
 * }} chart
 */
export function lineChart({ title, note, across, up, lines }) {
  const x = scale(across.ticks, BOX.left, BOX.right);
  const y = scale(up, BOX.bottom, BOX.top);
  const grid = [
    ...across.ticks.flatMap(({ at, says }) => [
      rule(x(at), BOX.top, x(at), BOX.bottom),
      text({ x: x(at), y: BOX.bottom + 20, text: says, kind: "faint", anchor: "middle" }),
    ]),
    ...up.flatMap(({ at, says }) => [
      rule(BOX.left, y(at), BOX.right, y(at)),
      text({ x: BOX.left - 10, y: y(at) + 4, text: says, kind: "faint", anchor: "end" }),
    ]),
  ];
  const middle = (BOX.left + BOX.right) / 2;
  return svg({
    width: WIDTH,
    height: HEIGHT,
    title,
    description: describe(lines),
    font: FONT,
    parts: [
      text({ x: 24, y: 32, text: title, weight: "bold" }),
      ...legend(
        lines.map(({ name }) => name),
        24,
        58,
      ),
      ...grid,
      ...lines.map(({ points }, index) => lineOf(points, COLOURS[index] ?? "", { x, y })),
      text({ x: middle, y: BOX.bottom + 40, text: across.label, anchor: "middle" }),
      text({ x: 24, y: HEIGHT - 14, text: note, kind: "faint" }),
    ],
  });
}

/**
 * @param {{ x: number, y: number }[]} points
 * @param {string} colour
 * @param {Record<"x" | "y", (number: number) => number>} scales
 */
function lineOf(points, colour, { x, y }) {
  const places = points.map((point) => ({ cx: rounded(x(point.x)), cy: rounded(y(point.y)) }));
  const path = places.map(({ cx, cy }) => `${cx},${cy}`).join(" ");
  const stroke = `class="stroke-${colour}" fill="none" stroke-width="2.5"`;
  return [
    `<polyline ${stroke} points="${path}"/>`,
    ...places.map(({ cx, cy }) => `<circle class="${colour}" cx="${cx}" cy="${cy}" r="4"/>`),
  ].join("\n");
}

/**
 * From a number to its place, by its logarithm.
 * @param {Tick[]} ticks
 * @param {number} from
 * @param {number} to
 */
function scale(ticks, from, to) {
  const all = ticks.map(({ at }) => Math.log10(at));
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return (/** @type {number} */ number) =>
    from + ((Math.log10(number) - least) / (most - least)) * (to - from);
}

/**
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 */
function rule(x1, y1, x2, y2) {
  const [a, b, c, d] = [x1, y1, x2, y2].map(rounded);
  return `<line class="line" x1="${a ?? ""}" y1="${b ?? ""}" x2="${c ?? ""}" y2="${d ?? ""}"/>`;
}

/** @param {{ name: string, points: { x: number, y: number }[] }[]} lines */
function describe(lines) {
  return lines
    .map(({ name, points }) => {
      const each = points.map(({ x, y }) => `${String(x)} take ${rounded(y)} s`);
      return `${name}: ${each.join(", ")}.`;
    })
    .join(" ");
}
