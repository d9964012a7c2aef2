/**
 * Statuses that GitHub answers, or must answer, although the description doesn't list them for the
 * operation. Answers with these are checked against the description's basic-error or
 * validation-error. A test holds that nothing here is listed after all.
 */

/** Of the door, before an operation is reached: version, credentials, limits, ETags, not yet built. */
export const statusesOfTheDoor: readonly number[] = [304, 400, 401, 403, 404, 422, 429, 501];

/** Of single operations, beyond the door's. */
export const unlistedStatuses: Readonly<Record<string, readonly number[]>> = {
  // A renamed repository: GitHub redirects every method.
  "codespaces/list-repo-secrets": [301],
  "codespaces/get-repo-public-key": [301],
  "codespaces/get-repo-secret": [301],
  "codespaces/create-or-update-repo-secret": [307],
  "codespaces/delete-repo-secret": [307],
};

export function isKnownUnlisted(operationId: string, status: number): boolean {
  return (
    statusesOfTheDoor.includes(status) || (unlistedStatuses[operationId]?.includes(status) ?? false)
  );
}
