import { isRecord, messageOf, type Outcome } from "./answer";
import type { Operation } from "./operation";
import { isLimitText } from "./limits/rate-limits";

/** A query. Whoever sends it says how its answer is read. */
export const graphql = {
  id: "graphql",
  route: "POST /graphql",
  done: [200],
  repeatable: true,
} as const satisfies Omit<Operation, "read">;

/** A GraphQL error: it comes beside the data, with status 200. */
export interface GraphqlError {
  /** Such as `NOT_FOUND` or `FORBIDDEN`; empty if GitHub leaves it out, as for a query that failed at its end. */
  type: string;
  message: string;
  /** The alias that it is about; undefined for the whole query. */
  alias: string | undefined;
}

export function graphqlErrorsIn(data: unknown): GraphqlError[] {
  if (!isRecord(data) || !Array.isArray(data.errors)) return [];
  return data.errors.filter(isRecord).map((error) => {
    const path: unknown[] = Array.isArray(error.path) ? error.path : [];
    const [alias] = path;
    return {
      type: typeof error.type === "string" && /^\w{1,60}$/.test(error.type) ? error.type : "",
      message: messageOf(error),
      alias: typeof alias === "string" ? alias : undefined,
    };
  });
}

/** GitHub had trouble, or ran out of time: another attempt may succeed. */
export function isPassing({ type, message }: GraphqlError): boolean {
  if (/^(INTERNAL|SERVICE_UNAVAILABLE|TIMEOUT)/.test(type)) return true;
  return /something went wrong while|\btime(d )?-?out\b/i.test(message);
}

/** GitHub has two names for it, and sometimes only a message. */
function isLimit({ type, message }: GraphqlError): boolean {
  return /^RATE_LIMIT(ED)?$/.test(type) || (type === "" && isLimitText(message));
}

/**
 * What REST says by its status, GraphQL says within a 200: that a limit is reached, or that a query took too
 * long.
 */
export function asGraphql(outcome: Outcome): Outcome {
  if (outcome.kind !== "answered" || outcome.status !== 200 || !isRecord(outcome.data)) {
    return outcome;
  }
  const { data, headers } = outcome;
  const errors = graphqlErrorsIn(data);
  const isWithout = !isRecord(data.data);
  const isUntyped = errors.every((error) => error.type === "" || isPassing(error));
  const isHinted = headers["retry-after"] !== undefined || headers["x-ratelimit-remaining"] === "0";
  const isSaid = errors.some(isLimit) || (isWithout && isLimitText(messageOf(data)));
  if (isSaid || (isWithout && isHinted && isUntyped)) {
    return { ...outcome, kind: "refused", within: "limit" };
  }
  const isOver = isWithout && errors.length > 0 && isUntyped;
  return isOver ? { ...outcome, kind: "refused", within: "trouble" } : outcome;
}
