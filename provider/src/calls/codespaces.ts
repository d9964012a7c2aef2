import type { CheckFailure } from "../lifecycle/lifecycle";
import type { Props } from "../lifecycle/plain";
import type { CodespaceResult } from "../operations/codespace";
import * as codespaces from "../operations/codespaces";
import {
  getExport,
  type CodespaceExportArgs,
  type CodespaceExportResult,
} from "../operations/exports";
import type { OrgArgs } from "../operations/org-secrets";
import type { RepoArgs } from "../operations/repo-secrets";
import type { ListCall, OneCall, Reach } from "./call";
import { argument } from "./rules";

const { org, username, repository, codespace } = argument;

export interface UserCodespacesArgs {
  /** Only those of this repository, `owner/name`; case is ignored. */
  repository?: string | undefined;
  /** The same, by the repository's id. */
  repositoryId?: number | undefined;
}

export const userCodespaces: ListCall<UserCodespacesArgs, CodespaceResult> = {
  operation: "list-for-authenticated-user",
  account: "userToken",
  fields: { repository: argument.repositoryIfAny, repositoryId: argument.repositoryId },
  conflicts: onlyOneOfBoth,
  subject: () => "the user's codespaces",
  run: listOwn,
};

export const repoCodespaces: ListCall<RepoArgs, CodespaceResult> = {
  operation: "list-in-repository-for-authenticated-user",
  account: "userToken",
  fields: { repository },
  subject: (args) => `the user's codespaces of ${args.repository}`,
  run: ({ github }, args) => codespaces.listRepoCodespaces(github, args),
};

export const orgCodespaces: ListCall<OrgArgs, CodespaceResult> = {
  operation: "list-in-organization",
  account: "token",
  fields: { org },
  subject: (args) => `the codespaces of ${args.org}`,
  run: ({ github }, args) => codespaces.listOrgCodespaces(github, args),
};

export const orgMemberCodespaces: ListCall<codespaces.OrgMemberArgs, CodespaceResult> = {
  operation: "get-codespaces-for-user-in-org",
  account: "token",
  fields: { org, username },
  subject: (args) => `the codespaces of ${args.username} in ${args.org}`,
  run: ({ github }, args) => codespaces.listOrgMemberCodespaces(github, args),
};

export const codespaceByName: OneCall<codespaces.CodespaceNameArgs, CodespaceResult> = {
  operation: "get-for-authenticated-user",
  account: "userToken",
  fields: { name: codespace },
  subject: (args) => `the codespace ${args.name}`,
  run: ({ github }, args) => codespaces.getCodespace(github, args),
};

export const codespaceExport: OneCall<CodespaceExportArgs, CodespaceExportResult> = {
  operation: "get-export-details-for-authenticated-user",
  account: "userToken",
  fields: { name: codespace, exportId: argument.exportId },
  subject: ({ name, exportId = "latest" }) => `the export ${exportId} of the codespace ${name}`,
  run: ({ github }, args) => getExport(github, args),
};

function listOwn({ github, repositoryId }: Reach, { repository, ...args }: UserCodespacesArgs) {
  const id = async () => (repository === undefined ? args.repositoryId : repositoryId(repository));
  return codespaces.listCodespaces(github, id);
}

function onlyOneOfBoth({ repository: name, repositoryId }: Props): CheckFailure[] {
  if (name === undefined || repositoryId === undefined) return [];
  const property = "repositoryId";
  return [{ property, reason: `${property}: is given beside repository: give one of them` }];
}
