/** An answer that is asked for once and shared by every caller. A failure is not kept. */
export class SingleFlight<T> {
  readonly #ask: () => Promise<T>;
  #answer: Promise<T> | undefined;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  get(): Promise<T> {
    return (this.#answer ??= this.#start());
  }

  forget(): void {
    this.#answer = undefined;
  }

  /** The answer; asked for again, once for all callers, if the present one is stale. */
  async getUnless(isStale: (answer: T) => boolean): Promise<T> {
    const asked = this.get();
    const answer = await asked;
    if (!isStale(answer)) return answer;
    if (this.#answer === asked) this.#answer = undefined;
    return this.get();
  }

  #start(): Promise<T> {
    const answer = this.#ask();
    answer.catch(() => {
      if (this.#answer === answer) this.#answer = undefined;
    });
    return answer;
  }
}
