import type { Received, Sent } from "./node-fetch";

/** A fetch whose answer has its body still to come: Node's own answers, too. */
type Fetch = (
  url: string,
  init: Sent,
) => Promise<
  Pick<Received, "status" | "statusText" | "url"> & {
    headers: Headers;
    body: Received["body"] | null;
  }
>;

interface Headers {
  get(name: string): string | null | undefined;
}

/** A page of a hundred codespaces, GitHub's largest entries, has about one megabyte. */
const MOST_MEGABYTES = 10;
const MOST_BYTES = MOST_MEGABYTES * 1024 * 1024;

/** An answer larger than any of GitHub's. */
export class TooLarge extends Error {
  constructor(readonly status: number) {
    super(`more than ${MOST_MEGABYTES} MB`);
  }
}

/**
 * The same fetch, but the body is read before it resolves, and never beyond a limit, whatever length was
 * announced or compressed. This way the request's timeout covers the body too; octokit takes a body that breaks
 * off for an empty one.
 */
export function boundedFetch(fetch: Fetch): typeof globalThis.fetch {
  const bounded = async (url: string, init: Sent = {}) => {
    const response = await fetch(url, init);
    const bytes = await bodyOf(response);
    const { status, statusText, headers, url: from } = response;
    const text = withoutToken(textOf(bytes, status), init);
    // Not a Response: one can't be made with every status that may arrive.
    return {
      status,
      statusText,
      headers,
      url: from,
      // What octokit gives on of a success. Its own parser is slow, for integers beyond any id of GitHub's.
      body: isJson(headers) ? (parsed(text) ?? text) : text,
      text: () => Promise.resolve(text),
      arrayBuffer: () => Promise.resolve(new Uint8Array(bytes).buffer),
    };
  };
  return bounded as unknown as typeof globalThis.fetch;
}

async function bodyOf({ body, status }: Awaited<ReturnType<Fetch>>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Throwing out of the loop cancels the body, and with it the connection.
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new TooLarge(status);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Removes the token from an answer that echoes the request: not every token has a recognizable form. */
function withoutToken(text: string, { headers }: Sent): string {
  const [, token = ""] = (headers?.authorization ?? "").split(" ");
  return token === "" ? text : text.replaceAll(token, "[not shown]");
}

/** Octokit builds its own message from a refusal, and throws another error if it can't. */
function textOf(bytes: Uint8Array, status: number): string {
  const text = new TextDecoder().decode(bytes);
  if (status < 400) return text;
  const data = parsed(text);
  if (data === undefined) return text;
  try {
    return JSON.stringify(data, (key, value: unknown) => (canBeTold(key, value) ? value : null));
  } catch {
    // Lists nested thousands deep are not GitHub's JSON.
    return "{";
  }
}

function isJson(headers: Headers): boolean {
  return /^application\/json *(;|$)/i.test(headers.get("content-type") ?? "");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function canBeTold(key: string, value: unknown): boolean {
  if (/^(message|documentation_url)$/.test(key)) return typeof value === "string";
  return typeof value !== "number" || Number.isSafeInteger(value);
}
