import type { GitHub } from "../../github/client";
import { isRefused } from "../../github/errors";
import { argument } from "../../rules/arguments";
import {
  isComing,
  isLost,
  steadyState,
  type CodespaceResult,
  type CodespaceState,
} from "../answers/codespace";
import * as codespaces from "../codespaces";
import type { CodespaceNameArgs, OrgMemberCodespaceArgs } from "../codespaces";
import { begin, exportCodespace, type CodespaceExportResult } from "../exports";
import { itemsOf } from "../items";
import { TAKES_EFFECT_WITHIN, until, type Patience } from "../waiting";
import type { OneCall } from "./call";

const { org, username, codespace } = argument;

export interface PublishCodespaceArgs extends CodespaceNameArgs {
  /** Name of the new repository. Default: the codespace's. */
  repositoryName?: string | undefined;
  /** Default: true, unlike GitHub's, which is false. */
  private?: boolean | undefined;
}

/** How to follow an action that takes a while. */
interface Following {
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

/** Brings a codespace to run, or to be stopped. */
interface StartOrStop {
  verb: string;
  goal: "running" | "stopped";
  operation: typeof codespaces.start | typeof codespaces.stop;
  /** Whether it is on its way there already. */
  isOnItsWay: (state: CodespaceState) => boolean;
}

export const start = toReach({
  verb: "started",
  goal: "running",
  operation: codespaces.start,
  isOnItsWay: (state) => state === "Starting" || isComing(state),
});

export const stop = toReach({
  verb: "stopped",
  goal: "stopped",
  operation: codespaces.stop,
  isOnItsWay: (state) => state === "ShuttingDown",
});

function toReach(command: StartOrStop) {
  return (following: Following | undefined): OneCall<CodespaceNameArgs, CodespaceResult> => ({
    operation: command.operation,
    verb: command.verb,
    ...ofUser,
    run: async ({ github, clock }, { name }) => {
      const answered = await send(command, github, name);
      if (following === undefined) return answered;
      return untilReached(command, { github, name, clock, ...following });
    },
  });
}

/**
 * Starts or stops a codespace. Succeeds if it is as wanted, or on its way there. GitHub answers 304 or 409 if
 * there is nothing to do, and 409 also if something is in the way.
 */
async function send(
  { operation, goal, isOnItsWay }: StartOrStop,
  github: GitHub,
  name: string,
): Promise<CodespaceResult> {
  try {
    const { data } = await github.request<CodespaceResult | undefined>(operation, { name });
    return data ?? (await lookAt(github, name));
  } catch (error) {
    if (!isRefused(error, 409)) throw error;
    const now = await lookAt(github, name);
    if (steadyState(now.state) !== goal && !isOnItsWay(now.state)) throw error;
    return now;
  }
}

/** Looks until the goal is reached. A command that GitHub accepted but that had no effect is sent again. */
async function untilReached(
  command: StartOrStop,
  { github, name, ...patience }: Patience & { github: GitHub; name: string },
): Promise<CodespaceResult> {
  const { goal } = command;
  const { clock } = patience;
  let givenAt = clock.now();
  const look = async () => {
    const seen = await lookAt(github, name);
    const isAtRest = ![undefined, goal].includes(steadyState(seen.state)) && !seen.pendingOperation;
    if (!isAtRest || clock.now() - givenAt < TAKES_EFFECT_WITHIN) return seen;
    givenAt = clock.now();
    return await send(command, github, name);
  };
  const isSettled = ({ state }: CodespaceResult) => steadyState(state) === goal || isLost(state);
  const seen = await until(look, isSettled, patience);
  if (steadyState(seen.state) === goal) return seen;
  throw new Error(`it is ${seen.state} and won't recover by itself: see ${seen.webUrl}`);
}

async function lookAt(github: GitHub, name: string): Promise<CodespaceResult> {
  return (await github.request(codespaces.get, { name })).data;
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

export const publish: OneCall<PublishCodespaceArgs, CodespaceResult> = {
  operation: codespaces.publish,
  fields: { name: codespace, repositoryName: argument.repositoryName, private: argument.flag },
  subject: ofUser.subject,
  verb: "published",
  run: async ({ github }, { name, repositoryName, private: isPrivate = true }) =>
    (await github.request(codespaces.publish, { name, repositoryName, private: isPrivate })).data,
};

/** Undefined if it wasn't modified and is in no list. */
export const stopOfMember: OneCall<OrgMemberCodespaceArgs, CodespaceResult | undefined> = {
  operation: codespaces.stopOfMember,
  ...ofMember,
  verb: "stopped",
  run: async ({ github }, args) =>
    (await github.request(codespaces.stopOfMember, { ...args })).data ?? findOfMember(github, args),
};

/** Succeeds if it is already being deleted. */
export const deleteOfMember: OneCall<OrgMemberCodespaceArgs, void> = {
  operation: codespaces.removeOfMember,
  ...ofMember,
  verb: "deleted",
  run: async ({ github }, args) => {
    try {
      await github.request(codespaces.removeOfMember, { ...args });
    } catch (error) {
      // The answer to an earlier attempt was lost, and that attempt may have deleted it: the list tells.
      if (!isRefused(error, 404) || !error.refusal.repeated) throw error;
      const left = await findOfMember(github, args);
      if (left !== undefined && left.state !== "Deleted") throw error;
    }
  },
};

async function findOfMember(
  github: GitHub,
  { org, username, name }: OrgMemberCodespaceArgs,
): Promise<CodespaceResult | undefined> {
  const all = await itemsOf(github, codespaces.listOfMember, { org, username }).whole();
  return all.find((one) => one.name === name);
}
