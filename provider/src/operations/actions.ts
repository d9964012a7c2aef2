import type { GitHub } from "../github/client";
import { isRefused } from "../github/errors";
import {
  isComing,
  isLost,
  steadyState,
  type CodespaceResult,
  type CodespaceState,
} from "./answers/codespace";
import * as operations from "./codespaces";
import type { CodespaceNameArgs, OrgMemberCodespaceArgs } from "./codespaces";
import { itemsOf } from "./items";
import { TAKES_EFFECT_WITHIN, until, type Patience } from "./waiting";

/** A codespace of the token's user, as it is now. */
export async function getCodespace(github: GitHub, name: string): Promise<CodespaceResult> {
  return (await github.request(operations.get, { name })).data;
}

export type Goal = "running" | "stopped";

export interface PublishCodespaceArgs extends CodespaceNameArgs {
  /** Name of the new repository. Default: the codespace's. */
  repositoryName?: string | undefined;
  /** Default: true, unlike GitHub's, which is false. */
  private?: boolean | undefined;
}

/** The operation for each goal, and the states of a codespace that is on its way there already. */
const COMMANDS = {
  running: {
    operation: operations.start,
    isOnItsWay: (state: CodespaceState) => state === "Starting" || isComing(state),
  },
  stopped: {
    operation: operations.stop,
    isOnItsWay: (state: CodespaceState) => state === "ShuttingDown",
  },
};

/**
 * Starts or stops a codespace. Succeeds if it is as wanted, or on its way there. GitHub answers 304 or 409 if
 * there is nothing to do, and 409 also if something is in the way.
 */
export async function startOrStop(
  github: GitHub,
  { name, goal }: CodespaceNameArgs & { goal: Goal },
): Promise<CodespaceResult> {
  const { operation, isOnItsWay } = COMMANDS[goal];
  try {
    const { data } = await github.request<CodespaceResult | undefined>(operation, { name });
    return data ?? (await getCodespace(github, name));
  } catch (error) {
    if (!isRefused(error, 409)) throw error;
    const now = await getCodespace(github, name);
    if (steadyState(now.state) !== goal && !isOnItsWay(now.state)) throw error;
    return now;
  }
}

/** Looks until the goal is reached. A command that GitHub accepted but that had no effect is sent again. */
export async function untilReached(
  github: GitHub,
  { name, goal }: CodespaceNameArgs & { goal: Goal },
  patience: Patience,
): Promise<CodespaceResult> {
  const { clock } = patience;
  let givenAt = clock.now();
  const look = async () => {
    const seen = await getCodespace(github, name);
    const isAtRest = ![undefined, goal].includes(steadyState(seen.state)) && !seen.pendingOperation;
    if (!isAtRest || clock.now() - givenAt < TAKES_EFFECT_WITHIN) return seen;
    givenAt = clock.now();
    return await startOrStop(github, { name, goal });
  };
  const isSettled = ({ state }: CodespaceResult) => steadyState(state) === goal || isLost(state);
  const seen = await until(look, isSettled, patience);
  if (steadyState(seen.state) === goal) return seen;
  throw new Error(`it is ${seen.state} and won't recover by itself: see ${seen.webUrl}`);
}

export async function publishCodespace(
  github: GitHub,
  { name, repositoryName, private: isPrivate = true }: PublishCodespaceArgs,
): Promise<CodespaceResult> {
  const args = { name, repositoryName, private: isPrivate };
  return (await github.request(operations.publish, args)).data;
}

/** Undefined if it wasn't modified and is in no list. */
export async function stopOrgMemberCodespace(
  github: GitHub,
  { org, username, name }: OrgMemberCodespaceArgs,
): Promise<CodespaceResult | undefined> {
  const { data } = await github.request(operations.stopOfMember, { org, username, name });
  return data ?? (await findOfMember(github, { org, username, name }));
}

async function findOfMember(
  github: GitHub,
  { org, username, name }: OrgMemberCodespaceArgs,
): Promise<CodespaceResult | undefined> {
  const codespaces = await itemsOf(github, operations.listOfMember, { org, username }).whole();
  return codespaces.find((codespace) => codespace.name === name);
}

/** Succeeds if it is already being deleted. */
export async function deleteOrgMemberCodespace(
  github: GitHub,
  { org, username, name }: OrgMemberCodespaceArgs,
): Promise<void> {
  try {
    await github.request(operations.removeOfMember, { org, username, name });
  } catch (error) {
    // The answer to an earlier attempt was lost, and that attempt may have deleted it: the list tells.
    if (!isRefused(error, 404) || !error.refusal.repeated) throw error;
    const left = await findOfMember(github, { org, username, name });
    if (left !== undefined && left.state !== "Deleted") throw error;
  }
}
