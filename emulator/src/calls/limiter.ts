import type { Clock } from "../clock";
import { Refusal } from "../errors";
import type { Limits } from "../options";

export type LimitResource = "core" | "graphql";

export interface LimitedRequest {
  /** Whose limits count: a user's, an installation's, or those of unknown callers. */
  who: string;
  resource: LimitResource;
  isWrite: boolean;
  /** All requests under way, including this one. */
  concurrent: number;
}

export interface PrimaryLimit {
  limit: number;
  used: number;
  remaining: number;
  /** Seconds since 1970. */
  reset: number;
}

interface Spent {
  at: number;
  points: number;
  isWrite: boolean;
}

interface Account {
  spent: Spent[];
  hourStarted: number;
  used: number;
}

const minute = 60_000;
const hour = 3_600_000;

/** GitHub's primary and secondary limits. They are always counted, and enforced as `limits` says. */
export class Limiter {
  readonly #accounts = new Map<string, Account>();

  constructor(
    readonly clock: Clock,
    readonly limits: () => Limits,
  ) {}

  /** Counts the request, or throws GitHub's answer to one too many. */
  admit(request: LimitedRequest): void {
    const account = this.#account(request);
    this.#checkPrimary(request);
    this.#checkSecondary(request, account);
    account.used += 1;
    account.spent.push({ at: this.clock.now(), points: points(request), isWrite: request.isWrite });
  }

  /** A 304 doesn't count towards the primary limit. */
  giveBack(request: LimitedRequest): void {
    this.#account(request).used -= 1;
  }

  primary(request: Pick<LimitedRequest, "who" | "resource">): PrimaryLimit {
    const { used, hourStarted } = this.#account(request);
    const limit = request.who === "nobody" ? 60 : (this.limits().perHour ?? 5000);
    const reset = Math.ceil((hourStarted + this.#scaled(hour)) / 1000);
    return { limit, used, remaining: Math.max(0, limit - used), reset };
  }

  reset(): void {
    this.#accounts.clear();
  }

  #checkPrimary(request: LimitedRequest): void {
    const { perHour } = this.limits();
    if (perHour === undefined || this.primary(request).remaining > 0) return;
    throw this.#refusal(request, `API rate limit exceeded for ${request.who}.`);
  }

  #checkSecondary(request: LimitedRequest, account: Account): void {
    const limits = this.limits();
    const since = this.clock.now() - this.#scaled(minute);
    account.spent = account.spent.filter(({ at }) => at > since);
    const { pointsPerMinute, graphqlPointsPerMinute, contentPerMinute } = limits;
    const budget = request.resource === "core" ? pointsPerMinute : graphqlPointsPerMinute;
    const spent = account.spent.reduce((sum, each) => sum + each.points, 0);
    if (budget !== undefined && spent + points(request) > budget) {
      throw this.#secondary(
        request,
        this.#untilFree(account.spent, spent + points(request) - budget),
      );
    }
    const writes = account.spent.filter(({ isWrite }) => isWrite);
    if (contentPerMinute !== undefined && request.isWrite && writes.length >= contentPerMinute) {
      throw this.#secondary(request, this.#untilFree(writes, 1));
    }
    if (limits.concurrent !== undefined && request.concurrent > limits.concurrent) {
      throw this.#secondary(request, 1000);
    }
  }

  /** Milliseconds until that many points have left the window. */
  #untilFree(spent: readonly Spent[], needed: number): number {
    let freed = 0;
    const last = spent.find(({ points: each }) => (freed += each) >= needed);
    const leaves = (last?.at ?? this.clock.now()) + this.#scaled(minute);
    return leaves - this.clock.now();
  }

  #secondary(request: LimitedRequest, waitMs: number): Refusal {
    const message =
      "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
    const seconds = Math.max(1, Math.ceil(waitMs / 1000));
    return this.#refusal(
      request,
      message,
      this.limits().omitRetryAfter ? {} : { "retry-after": String(seconds) },
    );
  }

  #refusal(
    { resource }: LimitedRequest,
    message: string,
    headers: Record<string, string> = {},
  ): Refusal {
    const { status = 403, graphqlStatus = 200 } = this.limits();
    if (resource === "core") return new Refusal(status, message, { headers });
    // https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
    const body = { errors: [{ type: "RATE_LIMITED", message }] };
    return new Refusal(graphqlStatus, message, { headers, body });
  }

  #scaled(ms: number): number {
    return ms / (this.limits().timeScale ?? 1);
  }

  #account({ who, resource }: Pick<LimitedRequest, "who" | "resource">): Account {
    const key = `${who} ${resource}`;
    const now = this.clock.now();
    const account = this.#accounts.get(key) ?? { spent: [], hourStarted: now, used: 0 };
    if (now >= account.hourStarted + this.#scaled(hour)) {
      account.hourStarted = now;
      account.used = 0;
    }
    this.#accounts.set(key, account);
    return account;
  }
}

const points = ({ isWrite }: LimitedRequest): number => (isWrite ? 5 : 1);
