/** How many old versions are kept. A read lag reaches no further back. */
const kept = 2000;

/** A value that remembers its past, so that reads can lag behind writes. */
export class Versioned<T> {
  #versions: { since: number; value: T }[];

  constructor(first: T) {
    this.#versions = [{ since: -Infinity, value: first }];
  }

  get current(): T {
    return this.#newest().value;
  }

  write(value: T, now: number): void {
    this.#versions.push({ since: now, value });
    if (this.#versions.length > kept) this.#versions.shift();
  }

  asOf(time: number): T {
    const version = this.#versions.findLast(({ since }) => since <= time);
    return (version ?? this.#oldest()).value;
  }

  #newest(): { value: T } {
    return this.#versions.at(-1) ?? this.#oldest();
  }

  #oldest(): { value: T } {
    const [oldest] = this.#versions;
    if (!oldest) throw new Error("a versioned value has always a version");
    return oldest;
  }
}
