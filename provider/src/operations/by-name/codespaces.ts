import { failure, type CheckFailure } from "../../rules/fields";
import type { Props } from "../../rules/plain";
import type { CodespaceResult } from "../answers/codespace";
import * as codespaces from "../codespaces";
import { getDetails, type CodespaceExportArgs, type CodespaceExportResult } from "../exports";
import { itemsOf } from "../items";
import type { RepoArgs } from "../answers/repository";
import type { OrgArgs } from "../answers/secret";
import { asking, listing, type ListCall, type OneCall } from "./call";
import { argument } from "../../rules/arguments";

const { org, username, repository, codespace } = argument;

export interface UserCodespacesArgs {
  /** Only those of this repository, `owner/name`; case is ignored. */
  repository?: string | undefined;
  /** The same, by the repository's id. */
  repositoryId?: number | undefined;
}

export const userCodespaces: ListCall<UserCodespacesArgs, CodespaceResult> = {
  operation: codespaces.listOwn,
  fields: { repository: argument.repositoryIfAny, repositoryId: argument.repositoryId },
  conflicts: onlyOneOfBoth,
  subject: () => "the user's codespaces",
  run: ({ github, repositoryId }, args) =>
    itemsOf(github, codespaces.listOwn, async () => {
      const { repository: name } = args;
      const id = name === undefined ? args.repositoryId : await repositoryId(name);
      return id === undefined ? {} : { repositoryId: id };
    }),
};

export const repoCodespaces = listing(codespaces.listOfRepository, {
  fields: { repository },
  subject: (args: RepoArgs) => `the user's codespaces of ${args.repository}`,
});

export const orgCodespaces = listing(codespaces.listOfOrg, {
  fields: { org },
  subject: (args: OrgArgs) => `the codespaces of ${args.org}`,
});

export const orgMemberCodespaces = listing(codespaces.listOfMember, {
  fields: { org, username },
  subject: (args: codespaces.OrgMemberArgs) => `the codespaces of ${args.username} in ${args.org}`,
});

export const codespaceByName = asking(codespaces.get, {
  fields: { name: codespace },
  subject: (args: codespaces.CodespaceNameArgs) => `the codespace ${args.name}`,
});

export const codespaceExport: OneCall<CodespaceExportArgs, CodespaceExportResult> = {
  operation: getDetails,
  fields: { name: codespace, exportId: argument.exportId },
  subject: ({ name, exportId = "latest" }) => `the export ${exportId} of the codespace ${name}`,
  run: async ({ github }, { name, exportId = "latest" }) =>
    (await github.request(getDetails, { name, exportId })).data,
};

function onlyOneOfBoth({ repository: name, repositoryId }: Props): CheckFailure[] {
  if (name === undefined || repositoryId === undefined) return [];
  return [failure("repositoryId", "is given together with repository: give one of them")];
}
