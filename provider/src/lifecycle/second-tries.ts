import { partlyDone } from "./failure";
import { PartlyDone } from "./lifecycle";
import type { Props } from "../rules/plain";

/**
 * An `onError` hook asks again in the same run, with what the state held before the first try, and Pulumi keeps
 * of several tries only what the last one says. So what an earlier one has reached, or may have, is remembered.
 */
export class SecondTries {
  readonly #reached = new Map<string, Props>();

  /**
   * @param work is given what the state would hold by now
   * @param entry tells it from others with the same id
   */
  async of<T>(id: string, olds: Props, work: (olds: Props) => Promise<T>, entry = id): Promise<T> {
    const before = this.#reached.get(entry);
    try {
      const done = await work(before ?? olds);
      this.#reached.delete(entry);
      return done;
    } catch (error) {
      if (error instanceof PartlyDone) this.#reached.set(entry, error.properties);
      if (error instanceof PartlyDone || before === undefined) throw error;
      throw partlyDone({ id, outputs: before, error });
    }
  }
}
