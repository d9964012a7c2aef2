import type { Readable } from "node:stream";
import type { Refusal } from "../errors";

export interface Answer {
  status: number;
  /** Sent as JSON; undefined is an empty body. */
  body?: unknown;
  /** Sent unchanged instead of `body`. */
  text?: string;
  /** The same, in pieces. */
  stream?: Readable;
  headers?: Record<string, string>;
}

export const ok = (body: unknown, headers: Record<string, string> = {}): Answer => ({
  status: 200,
  body,
  headers,
});

export const noContent: Answer = { status: 204 };

/** GitHub's error body: message, address of the documentation, status as a text. */
export function errorAnswer(status: number, message: string, docs?: string): Answer {
  const documentation_url = docs ?? "https://docs.github.com/rest";
  return { status, body: { message, documentation_url, status: String(status) } };
}

export function refusalAnswer(refusal: Refusal, docs?: string): Answer {
  const answer = errorAnswer(refusal.status, refusal.message, docs);
  const { errors, headers, body } = refusal.more;
  // GraphQL's refusals have no message apart from their errors.
  const general = refusal.status === 200 ? {} : (answer.body as object);
  return {
    ...answer,
    body: { ...general, ...(errors && { errors }), ...body },
    ...(headers && { headers }),
  };
}
