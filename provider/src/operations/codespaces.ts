import type { GitHub, Params } from "../github/client";
import type { ListOf } from "../github/lists";
import { codespaceFrom, codespaceNamed, type CodespaceResult } from "./codespace";
import { itemsOf, type Items } from "./items";
import { ownerAndRepo } from "./repository";
import type { OrgArgs } from "./org-secrets";
import type { RepoArgs } from "./repo-secrets";

export interface CodespaceNameArgs {
  /** The name that GitHub gave the codespace, such as `octocat-hello-world-g4wpq6h95q`. */
  name: string;
}

export interface OrgMemberArgs extends OrgArgs {
  /** Login of the member; case is ignored. */
  username: string;
}

export interface OrgMemberCodespaceArgs extends OrgMemberArgs, CodespaceNameArgs {}

/**
 * `codespaces/list-for-authenticated-user`
 * @param repositoryId asked for each time that the list is read; undefined is all of them
 */
export function listCodespaces(
  github: GitHub,
  repositoryId: () => Promise<number | undefined>,
): Items<CodespaceResult> {
  return itemsOf(github, async () => {
    const id = await repositoryId();
    return listAt("/user/codespaces", id === undefined ? {} : { repository_id: id });
  });
}

/** `codespaces/list-in-repository-for-authenticated-user` */
export function listRepoCodespaces(github: GitHub, { repository }: RepoArgs) {
  return codespacesAt(github, "/repos/{owner}/{repo}/codespaces", ownerAndRepo(repository));
}

/** `codespaces/list-in-organization` */
export function listOrgCodespaces(github: GitHub, { org }: OrgArgs) {
  return codespacesAt(github, "/orgs/{org}/codespaces", { org });
}

/** `codespaces/get-codespaces-for-user-in-org` */
export function listOrgMemberCodespaces(github: GitHub, { org, username }: OrgMemberArgs) {
  return codespacesAt(github, "/orgs/{org}/members/{username}/codespaces", { org, username });
}

/** `codespaces/get-for-authenticated-user` */
export async function getCodespace(
  github: GitHub,
  { name }: CodespaceNameArgs,
): Promise<CodespaceResult> {
  const params = { codespace_name: name };
  const read = codespaceNamed(name);
  return (await github.request("GET /user/codespaces/{codespace_name}", params, { read })).data;
}

function codespacesAt(github: GitHub, path: string, params: Params) {
  return itemsOf(github, listAt(path, params));
}

function listAt(path: string, params: Params): ListOf<CodespaceResult> {
  return { route: `GET ${path}`, params, under: "codespaces", itemOf: codespaceFrom };
}
