import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Document, ROOT } from "./markdown";

/** One change, as docs/reviewing.md tells it: the program's lines, and what was printed of them. */
export interface Section {
  heading: string;
  /** The heading above it. */
  chapter: string;
  before: string;
  after: string;
  /** The names of its resources. */
  resources: string[];
  /** What was run, as `pulumi preview --diff`. */
  commands: string[];
}

const CODE = /^```(?:diff|ts)\n(?<code>[\s\S]*?)^```$/m;
const TRANSCRIPT = /^```text\n(?<transcript>[\s\S]*?)^```$/m;
const COMMAND = /^\$ (.*)$/gm;
/** The lines of a diff begin with a sign. */
const NAME = /new \w+\(\s*[+-]?\s*"([\w-]+)"/g;

/** A document of changes and the transcripts of them. */
export class TranscriptDocument {
  readonly #path: string;
  readonly #document: Document;

  constructor(path: string) {
    this.#path = path;
    this.#document = new Document(path);
  }

  get sections(): Section[] {
    let chapter = "";
    return this.#parts.flatMap((part) => {
      if (part.startsWith("### ")) return [sectionOf(part, chapter)];
      chapter = headingOf(part);
      return [];
    });
  }

  /** What every program of it begins with. */
  get header(): string {
    return this.block("ts");
  }

  /** The first block of a kind. */
  block(kind: string): string {
    const found = this.#document.blocks.find((block) => block.kind === kind);
    if (found === undefined) throw new Error(`${this.#path} has no block of ${kind}`);
    return found.text;
  }

  /** The whole program, with the changes that are made. */
  program(isMade: (section: Section) => boolean): string {
    const texts = this.sections.map((one) => (isMade(one) ? one.after : one.before));
    return [this.header, ...texts].join("\n");
  }

  transcriptOf(heading: string): string | undefined {
    const part = this.#parts.find((one) => headingOf(one) === heading) ?? "";
    return TRANSCRIPT.exec(part)?.groups?.transcript;
  }

  /** Puts what was printed into the block of each part that has one, and saves it. */
  rewrite(printed: (heading: string) => string): void {
    const parts = this.#parts.map((part) =>
      part.replace(TRANSCRIPT, () => "```text\n" + printed(headingOf(part)) + "```"),
    );
    writeFileSync(join(ROOT, this.#path), parts.join(""));
  }

  /** Cut before every heading. */
  get #parts(): string[] {
    return this.#document.text.split(/^(?=##+ )/m);
  }
}

function headingOf(part: string): string {
  return /^##+ (.*)$/m.exec(part)?.[1] ?? "";
}

function sectionOf(part: string, chapter: string): Section {
  const { code = "" } = CODE.exec(part)?.groups ?? {};
  const { transcript = "" } = TRANSCRIPT.exec(part)?.groups ?? {};
  const isDiff = part.includes("```diff");
  const version = (taken: RegExp) =>
    isDiff ? code.replace(taken, "").replace(/^[ +-]/gm, "") : code;
  return {
    heading: headingOf(part),
    chapter,
    before: version(/^\+.*\n/gm),
    after: version(/^-.*\n/gm),
    resources: [...code.matchAll(NAME)].map(([, name = ""]) => name),
    commands: [...transcript.matchAll(COMMAND)].map(([, command = ""]) => command),
  };
}

/** What the plugin's resources make otherwise, as the classes' ones have it. The document says in which ways. */
export function asOfClasses(output: string): string {
  return output
    .replaceAll("github-codespaces:index:", "pulumi-nodejs:dynamic/github-codespaces:")
    .replace(/(?<=^replace .*)(add|delete|update)-replace /gm, "$1 ");
}

/** What a run printed of these resources; `identities` are how the provider names them. */
export function linesOf(output: string, names: string[], identities: string[]): string[] {
  const steps = names.flatMap((name) => [...stepsOf(output, name), ...progressOf(output, name)]);
  return [...steps, ...messagesOf(output, [...new Set(identities)])];
}

/** Of `--diff`: a line that names the type, and what is indented below it. */
function stepsOf(output: string, name: string): string[] {
  const steps: string[][] = [];
  let open: string[] | undefined;
  for (const line of output.split("\n")) {
    if (/^\s*\S* ?[\w-]+:[\w/-]+:\w+: \([\w-]+\)( 🔒)?$/u.test(line)) steps.push((open = []));
    else if (!/^\s{4,}/.test(line)) open = undefined;
    open?.push(line);
  }
  return steps.filter((lines) => lines.some((line) => line.endsWith(`::${name}]`))).flat();
}

/** The end of a step, and a message of a plugin's resource, which stands there too. */
const END =
  /( (?:created|deleted|replaced|updated)(?: original| replacement)?(?: \[diff: .*?\])?)(?:;| (?!\[diff:|original|replacement)).*/;

/** Of `up` and `refresh`: the end of each step, without its time, and its error or message, which comes again. */
function progressOf(output: string, name: string): string[] {
  const ends = output.split("\n").filter((line) => line.includes(`:dynamic/github-codespaces:`));
  return ends
    .filter((line) => new RegExp(`^.{3} [\\w-]+:\\S+ ${name} \\S`).test(line))
    .filter((line) => !/ (creat|updat|delet|replac)ing /.test(line))
    .map((line) => line.replace(/ \([\d.]+m?s\)/, "").replace(/ error: .*/, ""))
    .map((line) => line.replace(END, "$1"))
    .map((line) => line.trimEnd());
}

/** Of the diagnostics at the end, where Pulumi says everything once more; `--diff` has none. */
function messagesOf(output: string, identities: string[]): string[] {
  const [everything = "", atTheEnd] = output.split(/^Diagnostics:$/m);
  const named = (line: string) =>
    identities.some((identity) => line.includes(`${identity} `) || line.includes(`${identity}:`));
  const said = (atTheEnd ?? everything).split("\n").filter(named);
  const head = atTheEnd === undefined || said.length === 0 ? [] : ["Diagnostics:"];
  // Each kind comes on a stream of its own: in order among itself only.
  const kinds = [/^(?!.*(?:warning:|could not be))/, /warning:/, /could not be/];
  const sorted = kinds.flatMap((kind) => said.filter((line) => kind.test(line)));
  return [...head, ...sorted.map((line) => line.replace("\t", "    ").trimEnd())];
}
