import { pointsOf, POINTS_A_MINUTE } from "./figures.mjs";

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** GitHub's limits by a clock that is passed in: its answers, and how often it refused. */
export class ModelledGitHub {
  points = 0;
  refused = 0;
  /** @type {{ at: number, points: number }[]} */
  #window = [];
  #inWindow = 0;
  #hourEnds = 0;
  #left = 0;
  #clock;
  #perHour;

  /**
   * @param {{ now(): number }} clock
   * @param {number} perHour
   */
  constructor(clock, perHour) {
    this.#clock = clock;
    this.#perHour = perHour;
  }

  /**
   * @param {string} method
   * @returns {import("../../provider/dist/github/limits/rate-limits.js").LimitAnswer}
   */
  answer(method) {
    const now = this.#clock.now();
    const points = pointsOf({ method, path: "" });
    this.#moveOn(now);
    const refusal = this.#refusal(points, now);
    if (refusal !== undefined) {
      this.refused += 1;
      return { status: 403, headers: { ...this.#headers(), ...refusal }, message: "rate limit" };
    }
    this.#left -= 1;
    this.points += points;
    this.#inWindow += points;
    this.#window.push({ at: now, points });
    return { status: 200, headers: this.#headers(), message: "" };
  }

  /** @param {number} now */
  #moveOn(now) {
    if (now >= this.#hourEnds) {
      this.#hourEnds = now + HOUR;
      this.#left = this.#perHour;
    }
    const gone = this.#window.findIndex(({ at }) => at > now - MINUTE);
    const old = this.#window.splice(0, gone < 0 ? this.#window.length : gone);
    this.#inWindow -= old.reduce((sum, entry) => sum + entry.points, 0);
  }

  /**
   * @param {number} points
   * @param {number} now
   * @returns {Record<string, string> | undefined}
   */
  #refusal(points, now) {
    if (this.#left <= 0) return {};
    if (this.#inWindow + points <= POINTS_A_MINUTE) return undefined;
    const first = this.#window[0]?.at ?? now;
    return { "retry-after": String(Math.ceil((first + MINUTE - now) / 1000)) };
  }

  #headers() {
    if (!Number.isFinite(this.#perHour)) return {};
    return {
      date: new Date(this.#clock.now()).toUTCString(),
      "x-ratelimit-remaining": String(Math.max(0, this.#left)),
      "x-ratelimit-reset": String(Math.ceil(this.#hourEnds / 1000)),
    };
  }
}
