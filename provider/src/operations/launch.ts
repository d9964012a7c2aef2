import type { GitHub } from "../github/client";
import { itemsOf } from "./items";
import { Json, NotAsDescribed } from "../github/json";
import type { RepoArgs } from "./repo-secrets";
import { ownerAndRepo } from "./repository";

/** A devcontainer.json of a repository. */
export interface DevcontainerResult {
  /** What `devcontainerPath` of a codespace takes. */
  path: string;
  name: string | undefined;
  displayName: string | undefined;
}

export interface RepoDefaultsArgs extends RepoArgs {
  /** The branch or commit whose devcontainer counts. Default: the default branch. */
  ref?: string | undefined;
  /** The address to find the location by, in the place of the one that asks. */
  clientIp?: string | undefined;
}

/** What a new codespace of the repository would have if nothing else is said. */
export interface RepoCodespaceDefaultsResult {
  /** Login of who would pay for it. */
  billableOwner: string | undefined;
  location: string | undefined;
  devcontainerPath: string | undefined;
}

export interface RepoPermissionsArgs extends RepoArgs {
  /** The branch that has the devcontainer, such as `main` or `heads/main`. */
  ref: string;
  /** The path of the devcontainer.json in the repository. */
  devcontainerPath: string;
}

export interface RepoCodespacePermissionsResult {
  /** The user has accepted the permissions that the devcontainer asks for, or it asks for none. */
  accepted: boolean;
}

/** `codespaces/list-devcontainers-in-repository-for-authenticated-user` */
export function listRepoDevcontainers(github: GitHub, { repository }: RepoArgs) {
  return itemsOf(github, {
    route: "GET /repos/{owner}/{repo}/codespaces/devcontainers",
    params: ownerAndRepo(repository),
    under: "devcontainers",
    itemOf: devcontainerOf,
  });
}

/** `codespaces/pre-flight-with-repo-for-authenticated-user` */
export async function getRepoDefaults(
  github: GitHub,
  { repository, ref, clientIp }: RepoDefaultsArgs,
): Promise<RepoCodespaceDefaultsResult> {
  const params = { ...ownerAndRepo(repository), ref, client_ip: clientIp };
  const route = "GET /repos/{owner}/{repo}/codespaces/new";
  return (await github.request(route, params, { read: defaultsOf })).data;
}

function defaultsOf(data: unknown): RepoCodespaceDefaultsResult {
  const answer = new Json(data, "set of defaults");
  if (answer.isNone("billable_owner") && answer.isNone("defaults")) {
    throw new NotAsDescribed("no defaults");
  }
  const defaults = answer.under("defaults");
  return {
    billableOwner: answer.under("billable_owner").textIfAny("login"),
    location: defaults.textIfAny("location"),
    devcontainerPath: defaults.textIfAny("devcontainer_path"),
  };
}

/** `codespaces/check-permissions-for-devcontainer` */
export async function getRepoPermissions(
  github: GitHub,
  { repository, ref, devcontainerPath }: RepoPermissionsArgs,
): Promise<RepoCodespacePermissionsResult> {
  const route = "GET /repos/{owner}/{repo}/codespaces/permissions_check";
  const query = { ref, devcontainer_path: devcontainerPath };
  const read = (data: unknown) => ({ accepted: new Json(data, "check").flag("accepted") });
  return (await github.request(route, { ...ownerAndRepo(repository), ...query }, { read })).data;
}

function devcontainerOf(devcontainer: Json): DevcontainerResult {
  return {
    path: devcontainer.text("path"),
    name: devcontainer.textIfAny("name"),
    displayName: devcontainer.textIfAny("display_name"),
  };
}
