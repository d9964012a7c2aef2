import { isRecord, type Headers, type Outcome } from "./answer";
import { NotAsDescribed } from "./json";
import type { Operation, Params, Reader } from "./operation";

/** Reads an answer that has only a status and no content. */
export const nothing: Reader<undefined> = (data) => {
  const isEmpty = data === "" || data === undefined || data === null;
  const isEmptyObject = isRecord(data) && !Array.isArray(data) && Object.keys(data).length === 0;
  if (isEmpty || isEmptyObject) return undefined;
  throw new NotAsDescribed("more than an empty object");
};

/** Refusals that mean more than an error, such as "it is gone". They must really come from GitHub. */
const TELLING = [400, 404, 409, 422];

/**
 * The answer as its operation reads it. What doesn't match GitHub's description of the operation (a page of a
 * portal or a gateway, JSON that was cut off, an empty body, the answer to something else) is not GitHub's
 * answer: that one is lost, and whether the request took effect is unknown.
 */
export function asDescribed<T>(
  received: Outcome,
  { done, read }: Operation<T>,
  args: Params,
): Outcome<T> {
  if (received.kind === "lost") return received;
  const { status, headers, data } = received;
  if (received.kind === "refused") {
    const isOurs =
      !TELLING.includes(status) || (isRecord(data) && typeof data.message === "string");
    return isOurs ? received : strange(status, bodyIn(headers, data));
  }
  if (!done.includes(status)) {
    const isRedirect = status >= 300 && status !== 304;
    return isRedirect ? { ...received, kind: "refused" } : strange(status, bodyIn(headers, data));
  }
  if (isUnread(data)) return strange(status, bodyIn(headers, data));
  try {
    return { ...received, data: read(data, { status, headers }, args) };
  } catch (error) {
    if (!(error instanceof NotAsDescribed)) throw error;
    return strange(status, data === "" ? "an empty body" : error.message);
  }
}

function strange(status: number, body: string): Outcome<never> {
  return { kind: "lost", reason: `${status} with ${body}`, strange: true };
}

/** Octokit returns what isn't JSON, or can't be read as JSON, as a text or as bytes. */
function isUnread(data: unknown): boolean {
  return (typeof data === "string" && data !== "") || data instanceof ArrayBuffer;
}

/** A description that contains nothing of the body itself. */
function bodyIn(headers: Headers, data: unknown): string {
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  const isJson = type.trim().toLowerCase() === "application/json";
  const isEmpty = data === "" || data === undefined;
  if (isEmpty || (data instanceof ArrayBuffer && data.byteLength === 0)) return "an empty body";
  if (!isUnread(data)) return "other JSON";
  if (isJson) return "JSON that can't be read (cut off?)";
  return /^[\w.+-]{1,40}\/[\w.+-]{1,40}$/.test(type.trim()) ? type.trim() : "no JSON";
}
