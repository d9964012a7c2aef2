import type { Readable } from "node:stream";

/**
 * Passes a stream's text on in whole lines: two streams that are put together piece by piece would
 * break each other's lines. The last line is passed on when the stream ends.
 */
export function passWholeLines(stream: Readable, pass: (text: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    const all = rest + text;
    const end = all.lastIndexOf("\n") + 1;
    rest = all.slice(end);
    if (end > 0) pass(all.slice(0, end));
  });
  stream.on("end", () => {
    if (rest !== "") pass(rest);
  });
}
