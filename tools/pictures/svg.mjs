/** Light and dark, as the reader's system asks for. The background is drawn, so that the text can always be read. */
const STYLE = `
  .back { fill: #ffffff; stroke: #d1d9e0 }
  .text { fill: #1f2328 } .faint { fill: #59636e } .line { stroke: #d1d9e0 }
  .a { fill: #0969da } .b { fill: #8c959f } .c { fill: #9a6700 } .d { fill: #1a7f37 } .e { fill: #8250df }
  .stroke-a { stroke: #0969da } .stroke-b { stroke: #8c959f } .stroke-c { stroke: #9a6700 }
  .stroke-d { stroke: #1a7f37 } .stroke-e { stroke: #8250df }
  .add { fill: #1a7f37 } .remove { fill: #cf222e } .change { fill: #9a6700 } .command { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    .back { fill: #0d1117; stroke: #3d444d }
    .text { fill: #f0f6fc } .faint { fill: #9198a1 } .line { stroke: #3d444d }
    .a { fill: #4493f8 } .b { fill: #656c76 } .c { fill: #d29922 } .d { fill: #3fb950 } .e { fill: #ab7df8 }
    .stroke-a { stroke: #4493f8 } .stroke-b { stroke: #656c76 } .stroke-c { stroke: #d29922 }
    .stroke-d { stroke: #3fb950 } .stroke-e { stroke: #ab7df8 }
    .add { fill: #3fb950 } .remove { fill: #f85149 } .change { fill: #d29922 } .command { fill: #4493f8 }
  }`;

/** The colours of what is compared, in the order of the columns. */
export const COLOURS = ["a", "b", "c", "d", "e"];

/**
 * A whole picture. The title and the description are for those who can't see it.
 * @param {{ width: number, height: number, title: string, description: string, font: string, parts: string[] }} picture
 */
export function svg({ width, height, title, description, font, parts }) {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${font}" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(description)}</desc>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="back" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

/**
 * @param {{ x: number, y: number, text: string, kind?: string, anchor?: "start" | "middle" | "end", weight?: "bold" }} line
 */
export function text({ x, y, text: words, kind = "text", anchor = "start", weight }) {
  const bold = weight === undefined ? "" : ` font-weight="${weight}"`;
  const place = `x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}"`;
  return `<text class="${kind}" ${place}${bold} xml:space="preserve">${escaped(words)}</text>`;
}

/**
 * What the colours mean, in one line.
 * @param {string[]} names
 * @param {number} x
 * @param {number} y
 */
export function legend(names, x, y) {
  let left = x;
  return names.map((name, index) => {
    const square = `<rect class="${COLOURS[index] ?? ""}" x="${left}" y="${y - 10}" width="11" height="11" rx="2"/>`;
    const label = text({ x: left + 17, y, text: name });
    left += 17 + name.length * 7 + 26;
    return `${square}\n${label}`;
  });
}

/** @param {number} number */
export function rounded(number) {
  return String(Math.round(number * 10) / 10);
}

/** @param {string} words */
function escaped(words) {
  return words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
