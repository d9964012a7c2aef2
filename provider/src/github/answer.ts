import { onOneLine } from "../texts";
import { TooLarge } from "./bounded-fetch";
import type { Refusal } from "./errors";

export type Headers = Readonly<Record<string, string | undefined>>;

/** What GitHub answered, for 2xx and 304. */
export interface Answer<T = unknown> {
  status: number;
  data: T;
  /** GitHub's clock when it answered, as an ISO time of whole seconds. */
  date: string;
  /** The list goes on: the Link header has a next page. */
  next: boolean;
  /** An earlier attempt may already have taken effect: its answer was lost. */
  repeated: boolean;
  /** The ids of the organizations whose rows GitHub left out because the token isn't authorized for their SSO. */
  leftOut?: readonly string[];
}

/** How one attempt ended. */
export type Outcome<T = unknown> =
  | { kind: "answered"; status: number; headers: Headers; data: T }
  | Refused
  /** With `strange`, something other than GitHub answered; the reason says what. */
  | { kind: "lost"; reason: string; strange?: true };

export interface Refused {
  kind: "refused";
  status: number;
  headers: Headers;
  data: unknown;
  /** GraphQL answers some refusals with 200: a limit that is reached, or trouble at GitHub. */
  within?: "limit" | "trouble";
}

/** Sorts octokit's errors: 304 is an answer, 4xx and 5xx are refusals, anything else was lost. */
export function outcomeOfError(error: unknown, timeout: number): Outcome {
  if (hasResponse(error)) {
    const { status, headers, data } = error.response;
    return { kind: status === 304 ? "answered" : "refused", status, headers, data };
  }
  const cause = isRecord(error) && isRecord(error.cause) ? error.cause : error;
  if (cause instanceof TooLarge) {
    return { kind: "lost", reason: `${cause.status} with ${cause.message}`, strange: true };
  }
  if (isRecord(cause) && /^(Timeout|Abort)Error$/.test(String(cause.name))) {
    return { kind: "lost", reason: `no answer within ${timeout / 1000} s` };
  }
  const message = error instanceof Error ? error.message : "unknown reason";
  return { kind: "lost", reason: ofProxy(error) ?? message };
}

/** A proxy's answer to CONNECT is a cause of the `Request was cancelled.` error that fetch throws. */
function ofProxy(error: unknown): string | undefined {
  if (!isRecord(error)) return undefined;
  const { message, cause } = error;
  const [, status] = /^Proxy response \((\d+)\)/.exec(String(message)) ?? [];
  return status === undefined ? ofProxy(cause) : `the proxy answered ${status} to CONNECT`;
}

export function answerOf<T>(
  { status, headers, data }: Outcome<T> & { kind: "answered" },
  repeated: boolean,
): Answer<T> {
  const next = (headers.link ?? "").includes('rel="next"');
  const leftOut = leftOutBy(headers);
  const answer = { status, data, date: dateOf(headers), next, repeated };
  return leftOut === undefined ? answer : { ...answer, leftOut };
}

/** This machine's time if the answer has no readable date. */
function dateOf({ date = "" }: Headers): string {
  const stamp = new Date(date);
  const known = Number.isNaN(stamp.getTime()) ? new Date() : stamp;
  return known.toISOString().replace(/\.\d+Z$/, "Z");
}

/** `X-GitHub-SSO: partial-results; organizations=21955855,20582480`, beside a 200. */
function leftOutBy(headers: Headers): string[] | undefined {
  const sso = headers["x-github-sso"] ?? "";
  return sso.includes("partial-results") ? (sso.match(/\d+/g) ?? []) : undefined;
}

/** The longest part of GitHub's message that is shown. */
const LONGEST_WORDS = 400;

/**
 * GitHub's own words, with its list of errors where it gives one.
 * @param hidden texts of the request that are not repeated
 */
export function messageOf(data: unknown, hidden: readonly string[] = []): string {
  if (!isRecord(data)) return "";
  const message = typeof data.message === "string" ? data.message : "";
  const errors = Array.isArray(data.errors) ? data.errors.map(detailOf) : [];
  const words = [message, ...errors].filter(Boolean).join("; ");
  const told = hidden.reduce((rest, text) => rest.replaceAll(text, "[not shown]"), words);
  return onOneLine(told.slice(0, LONGEST_WORDS));
}

/**
 * What GitHub's answer tells about a refusal.
 * @param hidden texts of the request that are not repeated
 */
export function saidIn({ status, headers, data }: Refused, hidden: readonly string[]) {
  return {
    status,
    message: messageOf(data, hidden),
    requestId: headers["x-github-request-id"],
    date: headers.date,
    ssoUrl: ssoUrlIn(headers),
    permissionsUrl: isRecord(data) ? pageOfGitHub(data.allow_permissions_url) : undefined,
    needs: headers["x-accepted-github-permissions"] ?? headers["x-accepted-oauth-scopes"],
  } satisfies Partial<Refusal>;
}

/** GitHub gives no longer address than this. */
const LONGEST_ADDRESS = 500;

/** `X-GitHub-SSO: required; url=https://github.com/orgs/acme/sso?…`, if the address is one of GitHub's. */
export function ssoUrlIn(headers: Headers): string | undefined {
  const [, text] = /\burl=([\x21-\x7e]+)$/.exec(headers["x-github-sso"] ?? "") ?? [];
  return pageOfGitHub(text);
}

/** A person is sent there to sign in, so it must be one of GitHub's pages. */
function pageOfGitHub(text: unknown): string | undefined {
  if (typeof text !== "string" || text.length > LONGEST_ADDRESS) return undefined;
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, username, password, href } = new URL(text);
  const isGitHubs = /^github\.com$|\.ghe\.com$/.test(host);
  return protocol === "https:" && isGitHubs && username + password === "" ? href : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function detailOf(error: unknown): string {
  if (typeof error === "string") return error;
  if (!isRecord(error)) return "";
  if (typeof error.message === "string") return error.message;
  return [error.field, error.code].filter((part) => typeof part === "string").join(" is ");
}

function hasResponse(error: unknown): error is { response: Omit<Refused, "kind"> } {
  return isRecord(error) && isRecord(error.response) && typeof error.response.status === "number";
}
