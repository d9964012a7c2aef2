import {
  answerOf,
  messageOf,
  outcomeOfError,
  type Answer,
  type Headers,
  type Outcome,
} from "./answer";
import type { Clock } from "../clock";
import { authorizationOf, type Credential } from "./credentials/credential";
import { asDescribed } from "./described";
import { asGraphql } from "./graphql";
import type { Leave, Limiter } from "./limits/limiter";
import { pagesOf, wholeList, type AskPage, type ListOperation, type Page } from "./lists";
import { paramsOf, type Operation, type Params } from "./operation";
import type { LimitAnswer } from "./limits/rate-limits";
import { retryWait } from "./retries";
import { isRead, isRepeatable } from "./route";
import { errorOf, type Request } from "./sent";
import { Standing } from "./standing";
import { reasonOf } from "../texts";

/** GitHub lets its answers be kept for a minute, and a gateway in between may do so: a write would depend on what was. */
const UNCACHED = { "cache-control": "no-cache" };

/** The version of GitHub's API that every request names. */
export const API_VERSION = "2026-03-10";

/** How often GitHub's limits may refuse one request before that is an error. */
const MOST_REFUSALS = 10;

/**
 * The part of octokit's `request` that is used. Octokit's own types describe all of GitHub: if our public types
 * referred to them, each TypeScript program would have to read and check them.
 */
export type Send = (
  route: string,
  params: Params,
) => Promise<{ status: number; headers: object; data: unknown }>;

export interface GitHubParts {
  send: Send;
  credential: Credential;
  limiter: Limiter;
  clock: Clock;
  /** How long one request may take, in milliseconds. */
  timeout: number;
  /** How often a request is sent again after a 5xx or a broken connection. */
  retries: number;
  /** How long a refused token is not sent again, in milliseconds. */
  livesFor: number;
  /** Throws if nobody waits for a write any more. */
  beforeWriting?: (() => Promise<void>) | undefined;
}

/** The one door to GitHub. Limits, retries and errors are handled behind it. */
export class GitHub {
  readonly #parts: GitHubParts;
  readonly #standing: Standing;

  constructor(parts: GitHubParts) {
    this.#parts = parts;
    this.#standing = new Standing(parts.credential, parts);
  }

  /** Whose requests these are, for messages. */
  get credential(): Pick<Credential, "source" | "mayBeJobs" | "isForAll"> {
    return this.#parts.credential;
  }

  /**
   * Sends a request. Resolves with what GitHub's description calls success. Throws GitHubRefused for a refusal,
   * and GitHubUnreachable if there was no answer or the answer isn't GitHub's.
   *
   * `beforeSending` is called when the request's turn has come, as long as it can't have taken effect yet. If it
   * throws, the request is cancelled: it may have waited long for GitHub's limits.
   */
  async request<T>(
    operation: Operation<T>,
    args: Params,
    { beforeSending }: { beforeSending?: (() => void) | undefined } = {},
  ): Promise<Answer<T>> {
    const request = { operation, params: paramsOf(operation, args) };
    const repeatable = isRepeatable(operation);
    const { clock, credential, retries } = this.#parts;
    let lost = false;
    for (let attempt = 1; ; attempt++) {
      const guard = lost ? undefined : beforeSending;
      const sent = this.#sendWithinLimits(request, guard);
      const received: Outcome = lost ? await sent.catch(lostAllTheSame) : await sent;
      const outcome: Outcome<T> = asDescribed(received, operation, args);
      if (outcome.kind === "answered") return answerOf(outcome, lost);
      const random = clock.random();
      const fresh = credential.isFresh?.() ?? false;
      const wait = retryWait({ outcome, attempt, retries, repeatable, fresh, random });
      const isOver = wait === undefined || !(await waited(clock, wait));
      if (isOver)
        throw errorOf(outcome, { ...request, attempt, repeated: lost, repeatable }, credential);
      lost ||= outcome.kind === "lost" || outcome.status !== 401;
    }
  }

  /** A list's pages of a hundred, each requested when it is needed. Never fewer items than GitHub has. */
  pages<Item>(list: ListOperation<Item>, args: Params): AsyncGenerator<Answer<Page<Item>>> {
    return pagesOf(this.#asking(list, args), list, args);
  }

  /**
   * All items of a list at one moment, as far as GitHub tells, with the first page's date: later changes may be
   * missing.
   */
  all<Item>(list: ListOperation<Item>, args: Params): Promise<Answer<Item[]>> {
    return wholeList(this.#asking(list, args), { list, args }, this.#parts.clock);
  }

  #asking<Item>(list: ListOperation<Item>, args: Params): AskPage<Item> {
    const { paged = true } = list;
    return (page) => {
      const place = { ...(paged && { perPage: 100 }), ...(page > 1 && { page }) };
      return this.request(list, { ...args, ...place });
    };
  }

  /** A request that GitHub's limits refused had no effect. It is sent again when they allow it. */
  async #sendWithinLimits(request: Request, guard?: () => void): Promise<Outcome> {
    for (let refusals = 0; ; refusals++) {
      const { received, again } = await this.#sendInTurn(request, guard);
      if (!again || refusals === MOST_REFUSALS) return received;
    }
  }

  /** A request that was not sent costs no points. */
  async #sendInTurn(request: Request, guard: () => void = () => undefined) {
    const { route } = request.operation;
    const known = await this.#standing.enter();
    let received: Outcome | undefined;
    try {
      const leave = await this.#parts.limiter.enter(route);
      let ending: Parameters<Leave>[0] = "not sent";
      let again = false;
      try {
        const token = await this.#standing.token();
        if (!isRead(route)) await this.#parts.beforeWriting?.();
        guard();
        ending = undefined;
        received = await this.#send(token, request);
        ending = limitAnswerOf(received);
      } finally {
        again = leave(ending);
      }
      return { received, again };
    } finally {
      known(received);
    }
  }

  async #send(token: string, request: Request): Promise<Outcome> {
    const { credential } = this.#parts;
    const first = await this.#sendWith(token, request);
    const isRefused = first.kind === "refused" && first.status === 401;
    if (!isRefused || !(await credential.isRenewed?.(token))) {
      return this.#learn(token, first, request);
    }
    const renewed = await credential.token();
    return this.#learn(renewed, await this.#sendWith(renewed, request), request);
  }

  #learn(token: string, received: Outcome, request: Request): Outcome {
    const sent = { ...request, attempt: 1, repeated: false, repeatable: false };
    const { credential } = this.#parts;
    this.#standing.learn(token, received, (refused) => errorOf(refused, sent, credential));
    return received;
  }

  async #sendWith(token: string, { operation, params }: Request): Promise<Outcome> {
    const { send, credential, timeout } = this.#parts;
    const { route } = operation;
    const authorization = authorizationOf(credential, token);
    const headers = { authorization, ...UNCACHED, "x-github-api-version": API_VERSION };
    // A redirect leads to a new name. Nothing is deleted under another name than the one asked for.
    const redirect = route.startsWith("DELETE ") ? "manual" : "follow";
    const request = { signal: AbortSignal.timeout(timeout), redirect };
    try {
      const { status, data, ...answer } = await send(route, { ...params, headers, request });
      const said = answer.headers as Headers;
      const outcome: Outcome = { kind: "answered", status, headers: said, data };
      return route === "POST /graphql" ? asGraphql(outcome) : outcome;
    } catch (error) {
      return outcomeOfError(error, timeout);
    }
  }
}

function limitAnswerOf(outcome: Outcome): LimitAnswer | undefined {
  if (outcome.kind === "lost") return undefined;
  const { status, headers, data } = outcome;
  const within = outcome.kind === "refused" ? outcome.within : undefined;
  return { status, headers, message: messageOf(data), within };
}

/** False if the wait was cancelled: then what is known of the request, which may have had an effect, is the outcome. */
async function waited(clock: Clock, ms: number): Promise<boolean> {
  try {
    await clock.sleep(ms);
    return true;
  } catch {
    return false;
  }
}

/** Not sending this attempt doesn't prove that an earlier one had no effect. */
function lostAllTheSame(error: unknown): Outcome {
  return { kind: "lost", reason: reasonOf(error) };
}
