import type { Operation } from "./description";

/**
 * Statuses that GitHub answers, or must answer, although the description doesn't list them for the operation.
 * Their bodies are checked against the description's basic-error or validation-error. A test makes sure that
 * the description still doesn't list them.
 */

/**
 * Before an operation is reached: the API's version and JSON (400), credentials (401), permissions and limits
 * (403, 429), what a token can't see (404), and our check of the request (422).
 */
export const statusesOfTheDoor: readonly number[] = [400, 401, 403, 404, 422, 429];

/** For every GET with If-None-Match. */
export const notModified = 304;

/** For single operations, in addition to those above. */
export const unlistedStatuses: Readonly<Record<string, readonly number[]>> = {
  // A renamed repository: GitHub redirects every method.
  "codespaces/list-repo-secrets": [301],
  "codespaces/get-repo-public-key": [301],
  "codespaces/get-repo-secret": [301],
  "codespaces/create-or-update-repo-secret": [307],
  "codespaces/delete-repo-secret": [307],
  "codespaces/list-in-repository-for-authenticated-user": [301],
  "codespaces/list-devcontainers-in-repository-for-authenticated-user": [301],
  "codespaces/repo-machines-for-authenticated-user": [301],
  "codespaces/pre-flight-with-repo-for-authenticated-user": [301],
  "codespaces/check-permissions-for-devcontainer": [301],
  // …, and a spending limit that is reached, as the description lists it for start.
  "codespaces/create-with-repo-for-authenticated-user": [307, 402],
  "codespaces/create-with-pr-for-authenticated-user": [307, 402],
  "codespaces/create-for-authenticated-user": [402],
};

export function isKnownUnlisted({ id, method }: Operation, status: number): boolean {
  if (status === notModified) return method === "GET";
  return statusesOfTheDoor.includes(status) || (unlistedStatuses[id]?.includes(status) ?? false);
}
