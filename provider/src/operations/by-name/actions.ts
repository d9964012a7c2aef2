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

export function start(
  following: Following | undefined,
): OneCall<CodespaceNameArgs, CodespaceResult> {
  return {
    operation: codespaces.start,
    fields: { name: codespace },
    subject: (args) => `the codespace ${args.name}`,
    verb: "started",
    run: async ({ github, clock }, { name }) => {
      const answered = await actions.startCodespace(github, { name });
      if (following === undefined) return answered;
      return actions.untilReached(github, { name, goal: "running" }, { clock, ...following });
    },
  };
}

export function stop(
  following: Following | undefined,
): OneCall<CodespaceNameArgs, CodespaceResult> {
  return {
    operation: codespaces.stop,
    fields: { name: codespace },
    subject: (args) => `the codespace ${args.name}`,
    verb: "stopped",
    run: async ({ github, clock }, { name }) => {
      const answered = await actions.stopCodespace(github, { name });
      if (following === undefined) return answered;
      return actions.untilReached(github, { name, goal: "stopped" }, { clock, ...following });
    },
  };
}

export function exportToBranch(
  following: Following & { onProgress: (seen: CodespaceExportResult) => void },
): OneCall<CodespaceNameArgs, CodespaceExportResult> {
  return {
    operation: begin,
    fields: { name: codespace },
    subject: (args) => `the codespace ${args.name}`,
    verb: "exported",
    run: ({ github, clock }, args) => exportCodespace(github, args, { clock, ...following }),
  };
}

export const publish: OneCall<actions.PublishCodespaceArgs, CodespaceResult> = {
  operation: codespaces.publish,
  fields: {
    name: codespace,
    repositoryName: argument.repositoryName,
    private: argument.flag,
  },
  subject: (args) => `the codespace ${args.name}`,
  verb: "published",
  run: ({ github }, args) => actions.publishCodespace(github, args),
};

export const stopOfMember: OneCall<OrgMemberCodespaceArgs, CodespaceResult | undefined> = {
  operation: codespaces.stopOfMember,
  fields: { org, username, name: codespace },
  subject: (args) => `the codespace ${args.name} of ${args.username} in ${args.org}`,
  verb: "stopped",
  run: ({ github }, args) => actions.stopOrgMemberCodespace(github, args),
};

export const deleteOfMember: OneCall<OrgMemberCodespaceArgs, void> = {
  operation: codespaces.removeOfMember,
  fields: { org, username, name: codespace },
  subject: (args) => `the codespace ${args.name} of ${args.username} in ${args.org}`,
  verb: "deleted",
  run: ({ github }, args) => actions.deleteOrgMemberCodespace(github, args),
};
