import { onOneLine } from "../texts";
import { isRecord } from "./answer";

/** GitHub's texts (addresses, notices, names) are all far shorter than this. */
const LONGEST_TEXT = 10_000;

/** An answer, or a part of it, doesn't match GitHub's description. The message says what it is instead. */
export class NotAsDescribed extends Error {}

/**
 * An object of GitHub's JSON. What the description requires and a user needs is read by `text` and the like,
 * which throw if it is missing. Everything else may be missing or null.
 */
export class Json {
  readonly #data: Record<string, unknown>;
  readonly #what: string;

  /** @param what what it is, for messages, such as `codespace` */
  constructor(data: unknown, what: string) {
    if (!isRecord(data) || Array.isArray(data)) throw new NotAsDescribed(`no ${what}`);
    this.#data = data;
    this.#what = what;
  }

  text(name: string): string {
    return this.#required(name, this.textIfAny(name));
  }

  textIfAny(name: string): string | undefined {
    return textOf(this.#data[name]);
  }

  number(name: string): number {
    return this.#required(name, this.numberIfAny(name));
  }

  /** An id, a count or a size. Numbers that JSON can't represent exactly are not accepted. */
  numberIfAny(name: string): number | undefined {
    const value = this.#data[name];
    return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
  }

  flag(name: string): boolean {
    return this.#required(name, this.flagIfAny(name));
  }

  flagIfAny(name: string): boolean | undefined {
    const value = this.#data[name];
    return typeof value === "boolean" ? value : undefined;
  }

  /** A time of GitHub's clock. */
  time(name: string): string {
    const text = this.text(name);
    return this.#required(name, Number.isNaN(Date.parse(text)) ? undefined : text);
  }

  /** The object under this name, or an empty one. */
  under(name: string): Json {
    return new Json(this.#data[name] ?? {}, `${this.#what}'s ${name}`);
  }

  /** Whether there is nothing under this name, or null. */
  isNone(name: string): boolean {
    return (this.#data[name] ?? undefined) === undefined;
  }

  /** The object under this name; undefined if GitHub says that it is null. */
  underOrNull(name: string): Json | undefined {
    const value = this.#data[name];
    if (value === null) return undefined;
    return new Json(this.#required(name, value), `${this.#what}'s ${name}`);
  }

  /** The texts of a list; none where there is no list. */
  texts(name: string): string[] {
    const value = this.#data[name];
    return Array.isArray(value) ? value.flatMap((item) => textOf(item) ?? []) : [];
  }

  /** The objects of a list, which must be there. */
  list(name: string): Json[] {
    const value = this.#data[name];
    const items = this.#required(name, Array.isArray(value) ? (value as unknown[]) : undefined);
    return items.map((item) => new Json(item, `${this.#what}'s ${name}`));
  }

  #required<T>(name: string, value: T | undefined): T {
    if (value !== undefined) return value;
    const article = /^[aeio]/.test(this.#what) ? "an" : "a";
    throw new NotAsDescribed(`${article} ${this.#what} without its ${name}`);
  }
}

/** Removes what would affect a terminal: the text gets into messages, the state and the programs' outputs. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > LONGEST_TEXT) return undefined;
  return onOneLine(value);
}
