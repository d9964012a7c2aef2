import { defaultBranch } from "../model/launch-points";
import type { Repository } from "../model/repositories";
import type { World } from "../model/world";
import { nodeId, simpleUser } from "./accounts";
import type { Urls } from "./urls";

const created = "2020-01-01T00:00:00Z";

/** Addresses below a repository, by the description's property and GitHub's template. */
const links: Readonly<Record<string, string>> = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
};

/** The description's minimal-repository. */
export function minimalRepository(repository: Repository, world: World, urls: Urls) {
  const { id, name, fullName, private: isPrivate } = repository;
  const url = urls.api(`/repos/${fullName}`);
  const below = Object.entries(links).map(([key, template]) => [key, `${url}${template}`] as const);
  return {
    id,
    node_id: nodeId("Repository", id),
    name,
    full_name: fullName,
    private: isPrivate,
    owner: owner(repository, world, urls),
    html_url: urls.web(fullName),
    description: null,
    fork: false,
    url,
    ...Object.fromEntries(below),
  };
}

/** The description's full-repository. */
export function fullRepository(repository: Repository, world: World, urls: Urls) {
  const { fullName } = repository;
  return {
    ...minimalRepository(repository, world, urls),
    ...addresses(fullName, urls),
    ...counts,
    default_branch: defaultBranch(repository),
    visibility: repository.private ? "private" : "public",
    homepage: null,
    language: null,
    license: null,
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    archived: false,
    disabled: false,
    pushed_at: created,
    created_at: created,
    updated_at: created,
    permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
  };
}

const counts = {
  forks: 0,
  forks_count: 0,
  network_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  size: 0,
  stargazers_count: 0,
  subscribers_count: 0,
  watchers: 0,
  watchers_count: 0,
};

function addresses(fullName: string, urls: Urls) {
  return {
    clone_url: urls.web(`${fullName}.git`),
    git_url: `git://github.com/${fullName}.git`,
    ssh_url: `git@github.com:${fullName}.git`,
    svn_url: urls.web(fullName),
    mirror_url: null,
  };
}

function owner(repository: Repository, world: World, urls: Urls) {
  const organization = world.accounts.findOrganization(repository.owner);
  if (organization) return simpleUser(organization, urls, "Organization");
  return simpleUser(world.accounts.user(repository.owner), urls);
}
