import {
  answerOf,
  messageOf,
  outcomeOfError,
  refusalOf,
  type Answer,
  type Outcome,
} from "./answer";
import type { Clock } from "./clock";
import { authorizationOf, type Credential } from "./credential";
import { GitHubRefused, GitHubUnreachable } from "./errors";
import type { Leave, Limiter } from "./limiter";
import { retryWait } from "./retries";

/** GitHub's API version that every request names. */
export const API_VERSION = "2026-03-10";

/** How often one request may be refused for GitHub's limits before that is an error. */
const MOST_REFUSALS = 10;

export type Params = Readonly<Record<string, unknown>>;

export interface RequestOptions {
  /** Whether sending it twice does what sending it once does. Default: true for all but POST. */
  repeatable?: boolean;
  /**
   * Called when its turn has come, as long as it may have had no effect yet. What it throws takes the
   * request back: it may have waited long for GitHub's limits.
   */
  beforeSending?: (() => void) | undefined;
}

/**
 * What is used of octokit's `request`. Octokit's own types describe all of GitHub: reached from our
 * public ones, each TypeScript program would read and check them.
 */
export interface Send {
  (route: string, params: Params): Promise<{ status: number; headers: object; data: unknown }>;
  endpoint: (route: string, params: Params) => { method: string; url: string };
}

export interface GitHubParts {
  send: Send;
  credential: Credential;
  limiter: Limiter;
  clock: Clock;
  /** How long one request may take, in milliseconds. */
  timeout: number;
  /** How often a request is sent again after a 5xx or a broken connection. */
  retries: number;
}

interface Sent {
  route: string;
  params: Params;
  attempt: number;
  repeated: boolean;
  repeatable: boolean;
}

/** The one door to GitHub: limits, retries and errors are settled behind it. */
export class GitHub {
  readonly #parts: GitHubParts;

  constructor(parts: GitHubParts) {
    this.#parts = parts;
  }

  /** Where this client's credential came from, for messages. */
  get credentialSource(): string {
    return this.#parts.credential.source;
  }

  /**
   * Sends a request such as `PUT /orgs/{org}/codespaces/secrets/{secret_name}`. Resolves for 2xx and
   * 304; throws GitHubRefused for every other answer and GitHubUnreachable where there was none.
   */
  async request(route: string, params: Params, options: RequestOptions = {}): Promise<Answer> {
    const { clock, credential, retries } = this.#parts;
    const repeatable = options.repeatable ?? !route.startsWith("POST ");
    let lost = false;
    for (let attempt = 1; ; attempt++) {
      const guard = lost ? undefined : options.beforeSending;
      const sent = this.#sendWithinLimits(route, params, guard);
      const outcome: Outcome = lost ? await sent.catch(lostAllTheSame) : await sent;
      if (outcome.kind === "answered") return answerOf(outcome, lost);
      const random = clock.random();
      const fresh = credential.isFresh?.() ?? false;
      const wait = retryWait({ outcome, attempt, retries, repeatable, fresh, random });
      if (wait === undefined)
        throw this.#errorOf(outcome, { route, params, attempt, repeated: lost, repeatable });
      lost ||= outcome.kind === "lost" || outcome.status !== 401;
      await clock.sleep(wait);
    }
  }

  /** A list's pages of a hundred, after GitHub's Link headers: each is asked for when it is wanted. */
  async *pages(route: string, params: Params): AsyncGenerator<Answer> {
    for (let page = 1, more = true; more; page++) {
      const place = page === 1 ? {} : { page };
      const answer = await this.request(route, { ...params, per_page: 100, ...place });
      more = answer.next;
      yield answer;
    }
  }

  /** All items of a list, with the first page's date: what changed since may be missing. */
  async all<T>(route: string, params: Params, pick: (data: unknown) => T[]): Promise<Answer<T[]>> {
    let whole: Answer<T[]> | undefined;
    for await (const page of this.pages(route, params)) {
      whole = { ...(whole ?? page), data: [...(whole?.data ?? []), ...pick(page.data)] };
    }
    if (whole === undefined) throw new Error("a list has one page at least");
    return whole;
  }

  /** A request that GitHub's limits refused had no effect: it is sent again when they allow it. */
  async #sendWithinLimits(
    route: string,
    params: Params,
    beforeSending: () => void = () => undefined,
  ): Promise<Outcome> {
    const { limiter } = this.#parts;
    for (let refusals = 0; ; refusals++) {
      const leave = await limiter.enter(route);
      orTakeBack(beforeSending, leave);
      let outcome: Outcome = { kind: "lost", reason: "not sent" };
      let again = false;
      try {
        outcome = await this.#send(route, params);
      } finally {
        again = leave(
          outcome.kind === "lost" ? undefined : { ...outcome, message: messageOf(outcome.data) },
        );
      }
      if (!again || refusals === MOST_REFUSALS) return outcome;
    }
  }

  async #send(route: string, params: Params): Promise<Outcome> {
    const { send, credential, timeout } = this.#parts;
    const authorization = await authorizationOf(credential);
    const headers = { authorization, "x-github-api-version": API_VERSION };
    const request = { signal: AbortSignal.timeout(timeout) };
    try {
      const answer = await send(route, { ...params, headers, request });
      const { status, data } = answer;
      return { kind: "answered", status, data, headers: asText(answer.headers) };
    } catch (error) {
      return outcomeOfError(error, timeout);
    }
  }

  #errorOf(
    outcome: Exclude<Outcome, { kind: "answered" }>,
    { route, params, attempt, repeated, repeatable }: Sent,
  ): Error {
    const { send, credential } = this.#parts;
    const { method, url } = send.endpoint(route, params);
    const path = decodeURIComponent(new URL(url).pathname);
    if (outcome.kind === "lost") {
      return new GitHubUnreachable({
        method,
        path,
        attempts: attempt,
        reason: outcome.reason,
        repeatable,
      });
    }
    const request = { method, path, credential: credential.source, repeated };
    return new GitHubRefused(refusalOf(outcome, request));
  }
}

/** That this attempt was not sent doesn't tell that an earlier one had no effect. */
function lostAllTheSame(error: unknown): Outcome {
  return { kind: "lost", reason: error instanceof Error ? error.message : String(error) };
}

/** What was not sent took no points. */
function orTakeBack(beforeSending: () => void, leave: Leave): void {
  try {
    beforeSending();
  } catch (error) {
    leave("not sent");
    throw error;
  }
}

function asText(headers: object): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value === undefined ? value : String(value),
    ]),
  );
}
