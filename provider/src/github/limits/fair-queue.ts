/** A request that waits for its turn, and its cost. */
export interface Costly {
  points: number;
}

/**
 * First come, first served within reads and within writes. Between the two, the one that was served fewer
 * points is next. So a read doesn't wait for a thousand writes before it, and reads don't hold writes up.
 */
export class FairQueue<T extends Costly> {
  readonly #lines = { read: new Line<T>(), write: new Line<T>() };

  get length(): number {
    return this.#lines.read.length + this.#lines.write.length;
  }

  add(kind: "read" | "write", item: T): void {
    const other = this.#lines[kind === "read" ? "write" : "read"];
    const line = this.#lines[kind];
    // A line that was empty has no claim to what the other one got in the meantime.
    if (line.length === 0) line.served = Math.max(line.served, other.served);
    line.add(item);
  }

  /** The next one; undefined if none waits. */
  peek(): T | undefined {
    return this.#next().first;
  }

  take(): T | undefined {
    return this.#next().take();
  }

  takeAll(): T[] {
    return [...this.#lines.read.takeAll(), ...this.#lines.write.takeAll()];
  }

  #next(): Line<T> {
    const { read, write } = this.#lines;
    if (write.length === 0) return read;
    if (read.length === 0) return write;
    return read.served <= write.served ? read : write;
  }
}

/** First in, first out. `shift` of a long array would move all of it each time. */
class Line<T extends Costly> {
  /** In points. */
  served = 0;
  #items: T[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  get first(): T | undefined {
    return this.#items[this.#head];
  }

  add(item: T): void {
    this.#items.push(item);
  }

  take(): T | undefined {
    const item = this.first;
    if (item === undefined) return undefined;
    this.#head += 1;
    this.served += item.points;
    if (this.#head * 2 > this.#items.length) this.#items = this.takeAll();
    return item;
  }

  takeAll(): T[] {
    const left = this.#items.slice(this.#head);
    this.#items = [];
    this.#head = 0;
    return left;
  }
}
