const OK = [200] as const;
const NO_CONTENT = [204] as const;
/** A codespace that GitHub could not start at once is accepted. */
const MADE = [201, 202] as const;

/**
 * By route, the statuses by which GitHub says that an operation was done. Every other success is
 * none: it comes from something between GitHub and us. 304 stands only where nothing had to be done:
 * we ask for no list on the condition that it has changed.
 */
export const successes: Readonly<Record<string, readonly number[]>> = {
  "GET /orgs/{org}/codespaces": OK,
  "PUT /orgs/{org}/codespaces/access": [204, 304],
  "POST /orgs/{org}/codespaces/access/selected_users": [204, 304],
  "DELETE /orgs/{org}/codespaces/access/selected_users": [204, 304],
  ...secrets("/orgs/{org}/codespaces/secrets"),
  ...repositories("/orgs/{org}/codespaces/secrets"),
  "GET /orgs/{org}/members/{username}/codespaces": OK,
  "DELETE /orgs/{org}/members/{username}/codespaces/{codespace_name}": [202, 304],
  "POST /orgs/{org}/members/{username}/codespaces/{codespace_name}/stop": [200, 304],
  "GET /repos/{owner}/{repo}/codespaces": OK,
  "POST /repos/{owner}/{repo}/codespaces": MADE,
  "GET /repos/{owner}/{repo}/codespaces/devcontainers": OK,
  "GET /repos/{owner}/{repo}/codespaces/machines": OK,
  "GET /repos/{owner}/{repo}/codespaces/new": OK,
  "GET /repos/{owner}/{repo}/codespaces/permissions_check": OK,
  ...secrets("/repos/{owner}/{repo}/codespaces/secrets"),
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/codespaces": MADE,
  "GET /user/codespaces": OK,
  "POST /user/codespaces": MADE,
  ...secrets("/user/codespaces/secrets"),
  ...repositories("/user/codespaces/secrets"),
  "GET /user/codespaces/{codespace_name}": OK,
  "PATCH /user/codespaces/{codespace_name}": OK,
  "DELETE /user/codespaces/{codespace_name}": [202, 304],
  "POST /user/codespaces/{codespace_name}/exports": [202],
  "GET /user/codespaces/{codespace_name}/exports/{export_id}": OK,
  "GET /user/codespaces/{codespace_name}/machines": OK,
  "POST /user/codespaces/{codespace_name}/publish": [201],
  "POST /user/codespaces/{codespace_name}/start": [200, 304],
  "POST /user/codespaces/{codespace_name}/stop": OK,
  // Beside the operations of Codespaces:
  "GET /user": OK,
  "GET /repositories/{repository_id}": OK,
  "GET /orgs/{org}/installation": OK,
  "POST /app/installations/{installation_id}/access_tokens": [201],
  "POST /graphql": OK,
};

function secrets(list: string) {
  return {
    [`GET ${list}`]: OK,
    [`GET ${list}/public-key`]: OK,
    [`GET ${list}/{secret_name}`]: OK,
    [`PUT ${list}/{secret_name}`]: [201, 204] as const,
    [`DELETE ${list}/{secret_name}`]: NO_CONTENT,
  };
}

function repositories(list: string) {
  return {
    [`GET ${list}/{secret_name}/repositories`]: OK,
    [`PUT ${list}/{secret_name}/repositories`]: NO_CONTENT,
    [`PUT ${list}/{secret_name}/repositories/{repository_id}`]: NO_CONTENT,
    [`DELETE ${list}/{secret_name}/repositories/{repository_id}`]: NO_CONTENT,
  };
}

/** GitHub knows each repository under its id too, with everything below. */
export function successesOf(route: string): readonly number[] {
  const byName = route.replace(" /repositories/{repository_id}/", " /repos/{owner}/{repo}/");
  const found = successes[byName];
  if (found === undefined) throw new Error(`${route} is none of the operations that are known.`);
  return found;
}
