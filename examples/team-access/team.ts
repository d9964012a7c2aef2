const PAGE = 100;

/** The logins of a team's members, and of its child teams', by `GET /orgs/{org}/teams/{team_slug}/members`. */
export async function membersOf(org: string, team: string): Promise<string[]> {
  const { GITHUB_API_URL: api = "https://api.github.com", GH_TOKEN, GITHUB_TOKEN } = process.env;
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${GH_TOKEN ?? GITHUB_TOKEN ?? ""}`,
  };
  const logins: string[] = [];
  for (let page = 1; logins.length === (page - 1) * PAGE; page++) {
    const path = `/orgs/${org}/teams/${team}/members?per_page=${PAGE}&page=${page}`;
    const answer = await fetch(`${api}${path}`, { headers });
    if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to GET ${path}`);
    const members = (await answer.json()) as { login: string }[];
    if (members.length === 0) break;
    logins.push(...members.map(({ login }) => login));
  }
  // An empty list would take codespaces away from everybody.
  if (logins.length === 0) throw new Error(`the team ${org}/${team} has no members`);
  return logins;
}
