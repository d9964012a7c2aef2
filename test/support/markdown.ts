import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");

/** A fenced block of code. */
export interface Block {
  /** What stands after the fence, such as `ts`. */
  kind: string;
  text: string;
  /** Of the fence, from 1 on. */
  line: number;
}

export interface Table {
  /** The heading above it, without its marks. */
  heading: string;
  head: string[];
  rows: string[][];
}

export interface Link {
  text: string;
  target: string;
}

/** One Markdown file of the repository. */
export class Document {
  readonly path: string;
  readonly text: string;

  /** @param path from the repository's root, such as `docs/security.md` */
  constructor(path: string) {
    this.path = path;
    this.text = readFileSync(join(ROOT, path), "utf8");
  }

  get blocks(): Block[] {
    const fences = /^```(?<kind>.*)\n(?<text>[\s\S]*?)^```$/gm;
    return [...this.text.matchAll(fences)].map(({ groups, index }) => ({
      kind: groups?.kind ?? "",
      text: groups?.text ?? "",
      line: this.text.slice(0, index).split("\n").length,
    }));
  }

  get tables(): Table[] {
    const tables: Table[] = [];
    let heading = "";
    let open: Table | undefined;
    for (const line of this.#prose.split("\n")) {
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
      if (!line.startsWith("|")) open = undefined;
      else if (open === undefined) tables.push((open = { heading, head: cellsOf(line), rows: [] }));
      else if (!/^[|\s:-]+$/.test(line)) open.rows.push(cellsOf(line));
    }
    return tables;
  }

  /** The only table under a heading, or the one with this word at its head. */
  table(heading: string, firstColumn?: string): Table {
    const found = this.tables.filter(
      (table) =>
        table.heading === heading && (firstColumn === undefined || table.head[0] === firstColumn),
    );
    if (found.length !== 1 || found[0] === undefined) {
      throw new Error(`${this.path} has ${found.length} such tables under "${heading}"`);
    }
    return found[0];
  }

  get links(): Link[] {
    const links = this.#prose.matchAll(/\[(?<text>[^\]]+)\]\((?<target>[^)\s]+)\)/g);
    return [...links].map(({ groups }) => ({
      text: groups?.text ?? "",
      target: groups?.target ?? "",
    }));
  }

  /** What links to a place in it may name, as GitHub makes them of headings. */
  get anchors(): string[] {
    const headings = this.#prose.matchAll(/^#+ (.*)$/gm);
    return [...headings].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replaceAll(" ", "-"),
    );
  }

  get #prose(): string {
    return this.text.replace(/^```[\s\S]*?^```$/gm, "");
  }
}

/** A block and where it is, such as `README.md:94`. */
export interface Place {
  place: string;
  block: Block;
}

export function blocksOf(kind: string, documents: readonly Document[]): Place[] {
  return documents.flatMap(({ path, blocks }) =>
    blocks
      .filter((block) => block.kind === kind)
      .map((block) => ({ place: `${path}:${block.line}`, block })),
  );
}

/** The texts in `code` marks. */
export function codeIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}
