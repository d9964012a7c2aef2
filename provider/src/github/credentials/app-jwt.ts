import { sign, type KeyObject } from "node:crypto";
import type { Clock } from "../../clock";
import { isRefused, type GitHubRefused } from "../errors";

/** GitHub allows ten minutes at most. The first minute is for clocks that differ, as its documentation advises. */
const LIFE = 600;
const ALREADY = 60;

/** The token with which an app authenticates its own requests. */
export function jwtOf(appId: string, key: KeyObject, now: number): string {
  const part = (data: object) => Buffer.from(JSON.stringify(data)).toString("base64url");
  const iat = now - ALREADY;
  const text = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat, exp: iat + LIFE, iss: appId })}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), key).toString("base64url")}`;
}

/**
 * GitHub's time in seconds. GitHub refuses a JWT whose times don't fit its clock. The Date of that answer then
 * tells how far this machine's clock is off; octokit does the same for its own requests.
 */
export class GitHubsTime {
  readonly #clock: Clock;
  #ahead = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return Math.floor((this.#clock.now() + this.#ahead) / 1000);
  }

  /** Asks once more, with the time of the answer, if GitHub refused because of the time. */
  async mended<T>(app: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (!isForItsTime(error)) throw error;
      this.#ahead = this.#behindGitHub(error);
      if (Number.isNaN(this.#ahead)) throw this.#wrongClock(app, error);
    }
    try {
      return await ask();
    } catch (error) {
      throw isForItsTime(error) ? this.#wrongClock(app, error) : error;
    }
  }

  #behindGitHub({ refusal }: GitHubRefused): number {
    return Date.parse(refusal.date ?? "") - this.#clock.now();
  }

  #wrongClock(app: string, error: GitHubRefused): Error {
    const seconds = Math.round(this.#behindGitHub(error) / 1000);
    const here = new Date(this.#clock.now()).toISOString();
    const wrong = Number.isNaN(seconds)
      ? `its clock seems to be wrong: it says ${here}`
      : `its clock says ${here}, and GitHub's is ${Math.abs(seconds)} s ${seconds < 0 ? "behind" : "ahead of"} it`;
    this.#ahead = 0;
    return new Error(
      `GitHub refused the JWT that this machine signed for ${app} because of the time in it ` +
        `(${error.refusal.message}); ${wrong}. Correct this machine's clock.`,
      { cause: error },
    );
  }
}

/** GitHub's three messages about the time; octokit recognizes the same ones (auth-app, `isNotTimeSkewError`). */
function isForItsTime(error: unknown): error is GitHubRefused {
  return isRefused(error, 401) && /\('(iat|exp)'\)/.test(error.refusal.message);
}
