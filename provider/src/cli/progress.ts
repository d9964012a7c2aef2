import type { Shell } from "./place";

/** The progress of something that takes a while. A person sees it on one line; a log gets nothing. */
export class Progress {
  readonly #place: Shell;
  #shown = "";

  constructor(place: Shell) {
    this.#place = place;
  }

  show(text: string): void {
    if (!this.#place.err.isTerminal || text === this.#shown) return;
    this.#place.err.write(`${CLEARED}${text}`);
    this.#shown = text;
  }

  /** Makes room for other lines. */
  end(): void {
    if (this.#shown !== "") this.#place.err.write(CLEARED);
    this.#shown = "";
  }
}

/** Back to the line's beginning, and clear it. */
const CLEARED = "\r\x1b[2K";
