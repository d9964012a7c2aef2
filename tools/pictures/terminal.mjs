import { svg, text } from "./svg.mjs";

const FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const LINE = 19;
const LETTER = 7.9;
const TOP = 52;

/**
 * A transcript, as a terminal shows it.
 * @param {{ title: string, transcript: string }} shown
 */
export function terminal({ title, transcript }) {
  const lines = transcript.trimEnd().split("\n");
  const longest = Math.max(...lines.map((line) => line.length));
  const dots = ["remove", "change", "add"].map(
    (kind, index) => `<circle class="${kind}" cx="${22 + index * 18}" cy="20" r="5.5"/>`,
  );
  return svg({
    width: Math.ceil(longest * LETTER) + 48,
    height: TOP + lines.length * LINE + 12,
    title,
    description: transcript,
    font: FONT,
    parts: [
      ...dots,
      ...lines.map((line, index) => {
        const { kind, weight } = lookOf(line);
        const place = { x: 24, y: TOP + index * LINE + 4, text: line, kind };
        return text(weight === undefined ? place : { ...place, weight });
      }),
    ],
  });
}

/** @param {string} line @returns {{ kind: string, weight?: "bold" }} */
function lookOf(line) {
  if (line.startsWith("▶")) return { kind: "text", weight: "bold" };
  if (line.trim() === "…") return { kind: "faint" };
  if (/^ *\$ /.test(line)) return { kind: "command" };
  if (/^ *\+ /.test(line)) return { kind: "add" };
  if (/^ *- /.test(line)) return { kind: "remove" };
  if (/^ *~ /.test(line)) return { kind: "change" };
  return { kind: "text" };
}
