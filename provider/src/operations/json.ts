import { isRecord } from "../github/answer";

/**
 * An object of GitHub's JSON. What the description requires and a user needs is read by `text` and
 * its like, which throw where it is missing; the rest may be missing or null.
 */
export class Json {
  readonly #data: Record<string, unknown>;
  readonly #what: string;

  /** @param what what it is, for messages, such as `codespace` */
  constructor(data: unknown, what: string) {
    if (!isRecord(data)) throw new Error(`GitHub's answer holds no ${what}.`);
    this.#data = data;
    this.#what = what;
  }

  text(name: string): string {
    return this.#required(name, this.textIfAny(name));
  }

  textIfAny(name: string): string | undefined {
    const value = this.#data[name];
    return typeof value === "string" ? value : undefined;
  }

  number(name: string): number {
    return this.#required(name, this.numberIfAny(name));
  }

  numberIfAny(name: string): number | undefined {
    const value = this.#data[name];
    return typeof value === "number" ? value : undefined;
  }

  flag(name: string): boolean {
    return this.#required(name, this.flagIfAny(name));
  }

  flagIfAny(name: string): boolean | undefined {
    const value = this.#data[name];
    return typeof value === "boolean" ? value : undefined;
  }

  /** The object under this name, or an empty one. */
  under(name: string): Json {
    return new Json(this.#data[name] ?? {}, `${this.#what}'s ${name}`);
  }

  /** The texts of a list; none where there is no list. */
  texts(name: string): string[] {
    const value = this.#data[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  }

  /** The objects of a list, which must be there. */
  list(name: string): Json[] {
    const value = this.#data[name];
    const items = this.#required(name, Array.isArray(value) ? (value as unknown[]) : undefined);
    return items.map((item) => new Json(item, name));
  }

  #required<T>(name: string, value: T | undefined): T {
    if (value !== undefined) return value;
    throw new Error(`GitHub's answer holds a ${this.#what} without its ${name}.`);
  }
}
