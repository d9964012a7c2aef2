import { Refusal } from "../errors";

/** The versions of the REST API. A request that names none gets the first. */
export const apiVersions = ["2022-11-28", "2026-03-10"] as const;

/** What GitHub refuses whoever asks: a missing User-Agent, an unknown version of the API. */
export function checkDoor(headers: Readonly<Record<string, string>>): void {
  if (!headers["user-agent"]) {
    throw new Refusal(
      403,
      "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
    );
  }
  const version = headers["x-github-api-version"];
  if (version !== undefined && !(apiVersions as readonly string[]).includes(version)) {
    throw new Refusal(400, `"${version}" is not a supported version of the API.`);
  }
}

export type ParsedBody = { value: unknown } | { fault: string };

/** The body as JSON whatever its content type, as GitHub reads it; an empty body is `undefined`. */
export function parseBody(text: string): ParsedBody {
  if (text === "") return { value: undefined };
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? { value } : { fault: "Body should be a JSON object" };
  } catch {
    return { fault: "Problems parsing JSON" };
  }
}
