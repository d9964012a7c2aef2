import { Json, NotAsDescribed } from "../github/json";
import { listOperation } from "../github/lists";
import { WHAT_WAS_ASKED_FOR } from "./codespaces";
import { OK, type CodespacesList, type CodespacesOperation } from "./operation";
import type { RepoArgs } from "./answers/repository";
import * as rights from "./rights";

/** A devcontainer.json of a repository. */
export interface DevcontainerResult {
  /** The value for a codespace's `devcontainerPath`. */
  path: string;
  name: string | undefined;
  displayName: string | undefined;
}

export interface RepoDefaultsArgs extends RepoArgs {
  /** The branch or commit whose devcontainer counts. Default: the default branch. */
  ref?: string | undefined;
  /** The IP address to derive the location from, instead of the caller's. */
  clientIp?: string | undefined;
}

/** The defaults that a new codespace of the repository would get. */
export interface RepoCodespaceDefaultsResult {
  /** Login of the account that would pay for it. */
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
  /** Whether the user has accepted the permissions that the devcontainer asks for, or it asks for none. */
  accepted: boolean;
}

const asking = { account: "userToken", ...WHAT_WAS_ASKED_FOR } as const;

export const devcontainers: CodespacesList<DevcontainerResult> = listOperation({
  id: "codespaces/list-devcontainers-in-repository-for-authenticated-user",
  route: "GET /repos/{owner}/{repo}/codespaces/devcontainers",
  under: "devcontainers",
  itemOf: devcontainerOf,
  needs: rights.metadata,
  thereWith: "repository",
  ...asking,
});

export const defaults: CodespacesOperation<RepoCodespaceDefaultsResult> = {
  id: "codespaces/pre-flight-with-repo-for-authenticated-user",
  route: "GET /repos/{owner}/{repo}/codespaces/new",
  done: OK,
  read: defaultsOf,
  needs: rights.codespaces("write"),
  thereWith: "repository",
  ...asking,
};

export const permissions: CodespacesOperation<RepoCodespacePermissionsResult> = {
  id: "codespaces/check-permissions-for-devcontainer",
  route: "GET /repos/{owner}/{repo}/codespaces/permissions_check",
  done: OK,
  read: (data) => ({ accepted: new Json(data, "check").flag("accepted") }),
  needs: rights.codespaces("write"),
  ...asking,
};

function defaultsOf(data: unknown): RepoCodespaceDefaultsResult {
  const answer = new Json(data, "set of defaults");
  if (answer.isNone("billable_owner") && answer.isNone("defaults")) {
    throw new NotAsDescribed("no defaults");
  }
  const said = answer.under("defaults");
  return {
    billableOwner: answer.under("billable_owner").textIfAny("login"),
    location: said.textIfAny("location"),
    devcontainerPath: said.textIfAny("devcontainer_path"),
  };
}

function devcontainerOf(devcontainer: Json): DevcontainerResult {
  return {
    path: devcontainer.text("path"),
    name: devcontainer.textIfAny("name"),
    displayName: devcontainer.textIfAny("display_name"),
  };
}
