import { parseArgs } from "node:util";
import { shown, shownName } from "../texts";

/** A flag of a command. */
export interface Flag {
  /** What stands for its value in the help, such as `LOGIN`. A flag without one is on or off. */
  readonly takes?: string;
  /** It may be given several times. */
  readonly many?: true;
  readonly says: string;
}

export type Flags = Readonly<Record<string, Flag>>;

/** A command was called in a way that it doesn't understand. */
export class WrongUse extends Error {}

/** The flags of one call. */
export class Given {
  readonly #texts: ReadonlyMap<string, readonly string[]>;

  constructor(texts: ReadonlyMap<string, readonly string[]>) {
    this.#texts = texts;
  }

  has(name: string): boolean {
    return this.#texts.has(name);
  }

  all(name: string): readonly string[] {
    return this.#texts.get(name) ?? [];
  }

  text(name: string): string | undefined {
    return this.all(name)[0];
  }

  /** One of a few words; the first if the flag isn't given. */
  choice<const T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
    const text = this.text(name) ?? allowed[0];
    const found = allowed.find((one) => one === text);
    if (found !== undefined) return found;
    throw new WrongUse(`--${name} must be one of ${allowed.join(", ")}, not ${shown(text)}`);
  }
}

/** Reads what follows a command's name. Throws WrongUse. */
export function read(flags: Flags, args: readonly string[]): Given {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { takes }]) => {
      return [name, { type: takes === undefined ? "boolean" : "string" } as const];
    }),
  );
  const how = { strict: false, allowPositionals: true, tokens: true } as const;
  const { tokens } = parseArgs({ args: [...args], options, ...how });
  const texts = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "positional") {
      throw new WrongUse(`unexpected argument: ${shown(token.value)}`);
    }
    if (token.kind === "option-terminator") continue;
    const { name } = token;
    const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
    if (flag === undefined) throw new WrongUse(unknown(flags, name, token.rawName));
    const value = valueOf(flag, token);
    const before = texts.get(name) ?? [];
    if (before.length > 0 && !flag.many && flag.takes !== undefined) {
      throw new WrongUse(`--${name} can be given only once`);
    }
    texts.set(name, [...before, value]);
  }
  return new Given(texts);
}

interface Token {
  name: string;
  value?: string | undefined;
  inlineValue?: boolean | undefined;
}

function valueOf({ takes }: Flag, { name, value, inlineValue }: Token): string {
  if (takes === undefined) {
    if (value === undefined) return "";
    throw new WrongUse(`--${name} takes no value`);
  }
  if (value === undefined || value.trim() === "") {
    throw new WrongUse(`--${name} needs ${takes}: is the variable set?`);
  }
  // A lone hyphen stands for standard input or output.
  if (inlineValue !== true && /^-./.test(value)) {
    throw new WrongUse(`--${name} needs ${takes}, but another flag follows it`);
  }
  return value;
}

function unknown(flags: Flags, name: string, written: string): string {
  const [nearest] = Object.keys(flags)
    .map((flag) => ({ flag, far: distance(flag, name) }))
    .filter(({ far }) => far <= 2)
    .sort((one, other) => one.far - other.far);
  const hint = nearest === undefined ? "" : `; did you mean --${nearest.flag}?`;
  const short = written.startsWith("--") ? "--" : "-";
  return `unknown flag ${short}${shownName(name)}${hint}`;
}

/** How many letters differ (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 0; i < one.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j++) {
      const [above = 0, left = 0, corner = 0] = [row[j + 1], next[j], row[j]];
      next.push(Math.min(above + 1, left + 1, corner + (one[i] === other[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length] ?? Infinity;
}
