import { nothing } from "../github/described";
import { listOperation } from "../github/lists";
import {
  codespaceFrom,
  codespaceNamed,
  codespaceOf,
  unless304,
  type CodespaceResult,
} from "./answers/codespace";
import { MADE, OK, type CodespacesList, type CodespacesOperation } from "./operation";
import * as rights from "./rights";
import type { OrgArgs } from "./answers/secret";

export interface CodespaceNameArgs {
  /** The name that GitHub gave the codespace, such as `octocat-hello-world-g4wpq6h95q`. */
  name: string;
}

export interface OrgMemberArgs extends OrgArgs {
  /** Login of the member; case is ignored. */
  username: string;
}

export interface OrgMemberCodespaceArgs extends OrgMemberArgs, CodespaceNameArgs {}

/** What a 400 or a 422 without a reason may be about. */
export const WHAT_WAS_ASKED_FOR = {
  check: "Check the branch, the devcontainer, the machine and what else was asked for.",
};
const OWN = "/user/codespaces/{codespace_name}";
const OF_MEMBER = "/orgs/{org}/members/{username}/codespaces/{codespace_name}";
const byName = { names: { name: "codespace_name" } };
const own = { account: "userToken", ...byName } as const;
const ofOrg = { account: "token", ...byName } as const;
const list = { under: "codespaces", itemOf: codespaceFrom, ...WHAT_WAS_ASKED_FOR } as const;
const creation = {
  account: "userToken",
  needs: rights.codespaces("write"),
  done: MADE,
  read: codespaceOf,
  saysWhy: true,
  ...WHAT_WAS_ASKED_FOR,
} as const;

/** The codespaces of the token's user, or of one repository among them. */
export const listOwn: CodespacesList<CodespaceResult> = listOperation({
  id: "codespaces/list-for-authenticated-user",
  route: "GET /user/codespaces",
  needs: rights.codespaces("read"),
  ...own,
  ...list,
});

export const listOfRepository: CodespacesList<CodespaceResult> = listOperation({
  id: "codespaces/list-in-repository-for-authenticated-user",
  route: "GET /repos/{owner}/{repo}/codespaces",
  needs: rights.codespaces("read"),
  thereWith: "repository",
  ...own,
  ...list,
});

export const listOfOrg: CodespacesList<CodespaceResult> = listOperation({
  id: "codespaces/list-in-organization",
  route: "GET /orgs/{org}/codespaces",
  needs: rights.orgCodespaces("read"),
  thereWith: "organization",
  ...ofOrg,
  ...list,
});

export const listOfMember: CodespacesList<CodespaceResult> = listOperation({
  id: "codespaces/get-codespaces-for-user-in-org",
  route: "GET /orgs/{org}/members/{username}/codespaces",
  needs: rights.orgCodespaces("read"),
  ...ofOrg,
  ...list,
});

export const get: CodespacesOperation<CodespaceResult> = {
  id: "codespaces/get-for-authenticated-user",
  route: `GET ${OWN}`,
  done: OK,
  read: codespaceNamed,
  needs: rights.codespaces("read"),
  ...own,
  ...WHAT_WAS_ASKED_FOR,
};

/** For a repository, or its pull request, by the repository's id. */
export const create: CodespacesOperation<CodespaceResult> = {
  id: "codespaces/create-for-authenticated-user",
  route: "POST /user/codespaces",
  ...creation,
};

export const createInRepository: CodespacesOperation<CodespaceResult> = {
  id: "codespaces/create-with-repo-for-authenticated-user",
  route: "POST /repos/{owner}/{repo}/codespaces",
  thereWith: "repository",
  ...creation,
};

export const createOfPullRequest: CodespacesOperation<CodespaceResult> = {
  id: "codespaces/create-with-pr-for-authenticated-user",
  route: "POST /repos/{owner}/{repo}/pulls/{pull_number}/codespaces",
  ...creation,
};

export const patch: CodespacesOperation<CodespaceResult> = {
  id: "codespaces/update-for-authenticated-user",
  route: `PATCH ${OWN}`,
  done: OK,
  read: codespaceNamed,
  needs: rights.codespaces("write"),
  saysWhy: true,
  ...own,
};

export const remove: CodespacesOperation<undefined> = {
  id: "codespaces/delete-for-authenticated-user",
  route: `DELETE ${OWN}`,
  done: [202, 304],
  read: nothing,
  needs: rights.codespaces("write"),
  saysWhy: true,
  ...own,
};

/** Undefined if it was not modified. */
export const start: CodespacesOperation<CodespaceResult | undefined> = {
  id: "codespaces/start-for-authenticated-user",
  route: `POST ${OWN}/start`,
  done: [200, 304],
  read: unless304(codespaceNamed),
  repeatable: true,
  needs: rights.lifecycle("write"),
  saysWhy: true,
  ...own,
};

export const stop: CodespacesOperation<CodespaceResult> = {
  id: "codespaces/stop-for-authenticated-user",
  route: `POST ${OWN}/stop`,
  done: OK,
  read: codespaceNamed,
  repeatable: true,
  needs: rights.lifecycle("write"),
  saysWhy: true,
  ...own,
};

/** Never retried: a first attempt whose answer was lost may have created the repository. */
export const publish: CodespacesOperation<CodespaceResult> = {
  id: "codespaces/publish-for-authenticated-user",
  route: `POST ${OWN}/publish`,
  done: [201],
  read: codespaceNamed,
  needs: rights.codespaces("write"),
  check: "Check the name of the repository, and that the codespace has none yet.",
  ...own,
  names: { name: "codespace_name", repositoryName: "name" },
};

/** Undefined if it was not modified. */
export const stopOfMember: CodespacesOperation<CodespaceResult | undefined> = {
  id: "codespaces/stop-in-organization",
  route: `POST ${OF_MEMBER}/stop`,
  done: [200, 304],
  read: unless304(codespaceNamed),
  repeatable: true,
  needs: rights.orgLifecycle,
  saysWhy: true,
  ...ofOrg,
};

export const removeOfMember: CodespacesOperation<undefined> = {
  id: "codespaces/delete-from-organization",
  route: `DELETE ${OF_MEMBER}`,
  done: [202, 304],
  read: nothing,
  needs: rights.orgCodespaces("write"),
  saysWhy: true,
  ...ofOrg,
};
