import type { CodespaceResult } from "../answers/codespace";
import * as actions from "../actions";
import * as codespaces from "../codespaces";
import type { CodespaceNameArgs, OrgMemberCodespaceArgs } from "../codespaces";
import { begin, exportCodespace, type CodespaceExportResult } from "../exports";
import type { OneCall } from "./call";
import { argument } from "../../rules/arguments";

const { org, username, codespace } = argument;

/** How to follow an action that takes a while. */
export interface Following {
  /** How long to wait before it is an error, in seconds. What was started goes on. */
  maxWaitSeconds: number;
}

const ofUser = {
  fields: { name: codespace },
  subject: ({ name }: CodespaceNameArgs) => `the codespace ${name}`,
};

const ofMember = {
  fields: { org, username, name: codespace },
  subject: (args: OrgMemberCodespaceArgs) =>
    `the codespace ${args.name} of ${args.username} in ${args.org}`,
};

export const start = toReach("running", { operation: codespaces.start, verb: "started" });
export const stop = toReach("stopped", { operation: codespaces.stop, verb: "stopped" });

function toReach(goal: actions.Goal, asked: Pick<OneCall<never, never>, "operation" | "verb">) {
  return (following: Following | undefined): OneCall<CodespaceNameArgs, CodespaceResult> => ({
    ...asked,
    ...ofUser,
    run: async ({ github, clock }, { name }) => {
      const answered = await actions.startOrStop(github, { name, goal });
      if (following === undefined) return answered;
      return actions.untilReached(github, { name, goal }, { clock, ...following });
    },
  });
}

export function exportToBranch(
  following: Following & { onProgress: (seen: CodespaceExportResult) => void },
): OneCall<CodespaceNameArgs, CodespaceExportResult> {
  return {
    operation: begin,
    ...ofUser,
    verb: "exported",
    run: ({ github, clock }, args) => exportCodespace(github, args, { clock, ...following }),
  };
}

export const publish: OneCall<actions.PublishCodespaceArgs, CodespaceResult> = {
  operation: codespaces.publish,
  fields: { name: codespace, repositoryName: argument.repositoryName, private: argument.flag },
  subject: ofUser.subject,
  verb: "published",
  run: ({ github }, args) => actions.publishCodespace(github, args),
};

export const stopOfMember: OneCall<OrgMemberCodespaceArgs, CodespaceResult | undefined> = {
  operation: codespaces.stopOfMember,
  ...ofMember,
  verb: "stopped",
  run: ({ github }, args) => actions.stopOrgMemberCodespace(github, args),
};

export const deleteOfMember: OneCall<OrgMemberCodespaceArgs, void> = {
  operation: codespaces.removeOfMember,
  ...ofMember,
  verb: "deleted",
  run: ({ github }, args) => actions.deleteOrgMemberCodespace(github, args),
};
