import type { Organization, User } from "../model/accounts";
import type { Urls } from "./urls";

const created = "2020-01-01T00:00:00Z";

/** The description's simple-user; organizations have the same shape with another type. */
export function simpleUser(account: User, urls: Urls, type = "User") {
  const url = urls.api(`/users/${account.login}`);
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(type, account.id),
    avatar_url: `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
    gravatar_id: "",
    url,
    html_url: urls.web(account.login),
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
    user_view_type: "public",
  };
}

/** The description's public-user. */
export function publicUser(user: User, urls: Urls, repositories: number) {
  return {
    ...simpleUser(user, urls),
    name: user.login,
    company: null,
    blog: "",
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: repositories,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: created,
    updated_at: created,
  };
}

/** The description's private-user: what a token sees of its own user. */
export function privateUser(user: User, urls: Urls, repositories: number) {
  return {
    ...publicUser(user, urls, repositories),
    user_view_type: "private",
    private_gists: 0,
    total_private_repos: repositories,
    owned_private_repos: repositories,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
  };
}

/** The description's organization-simple. */
export function simpleOrganization(organization: Organization, urls: Urls) {
  const url = urls.api(`/orgs/${organization.login}`);
  return {
    login: organization.login,
    id: organization.id,
    node_id: nodeId("Organization", organization.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${organization.id}?v=4`,
    description: null,
  };
}

/** The description's organization-full. Only insiders see the plan. */
export function fullOrganization(
  organization: Organization,
  urls: Urls,
  { repositories, isInside }: { repositories: number; isInside: boolean },
) {
  const { plan, login, members } = organization;
  return {
    ...simpleOrganization(organization, urls),
    name: login,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: repositories,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: urls.web(login),
    type: "Organization",
    created_at: created,
    updated_at: created,
    archived_at: null,
    ...(isInside && {
      plan: { name: plan, space: 976_562_499, private_repos: 9999, filled_seats: members.size },
    }),
  };
}

/** Like GitHub's older ones: kind and number in base64. */
export function nodeId(kind: string, id: number): string {
  return Buffer.from(`0${kind.length}:${kind}${id}`).toString("base64");
}
