import type { GitHub } from "../github/client";
import type { Reader } from "../github/described";
import { isRefused } from "../github/errors";
import {
  codespaceNamed,
  isComing,
  isLost,
  steadyState,
  type CodespaceResult,
  type CodespaceState,
} from "./codespace";
import {
  getCodespace,
  listOrgMemberCodespaces,
  type CodespaceNameArgs,
  type OrgMemberCodespaceArgs,
} from "./codespaces";
import { TAKES_EFFECT_WITHIN, until, type Patience } from "./waiting";

export type Goal = "running" | "stopped";

export interface PublishCodespaceArgs extends CodespaceNameArgs {
  /** Name of the new repository. Default: the codespace's. */
  repositoryName?: string | undefined;
  /** Default: true, where GitHub's is false. */
  private?: boolean | undefined;
}

/** `codespaces/start-for-authenticated-user`. One that runs, or is on its way to, is as wanted. */
export function startCodespace(
  github: GitHub,
  { name }: CodespaceNameArgs,
): Promise<CodespaceResult> {
  const isAsWanted = (state: CodespaceState) =>
    steadyState(state) === "running" || state === "Starting" || isComing(state);
  return command(github, { name, verb: "start", isAsWanted });
}

/** `codespaces/stop-for-authenticated-user`. One that is down, or on its way, is as wanted. */
export function stopCodespace(
  github: GitHub,
  { name }: CodespaceNameArgs,
): Promise<CodespaceResult> {
  const isAsWanted = (state: CodespaceState) =>
    steadyState(state) === "stopped" || state === "ShuttingDown";
  return command(github, { name, verb: "stop", isAsWanted });
}

interface Command extends CodespaceNameArgs {
  verb: "start" | "stop";
  isAsWanted: (state: CodespaceState) => boolean;
}

/** Undefined where it was not modified. */
export function unless304<T>(read: Reader<T>): Reader<T | undefined> {
  return (data, status, headers) => (status === 304 ? undefined : read(data, status, headers));
}

/** GitHub answers 304 or 409 where there is nothing to do, and 409 also where something is in the way. */
async function command(github: GitHub, { name, verb, isAsWanted }: Command) {
  const route = `POST /user/codespaces/{codespace_name}/${verb}`;
  try {
    const options = { repeatable: true, read: unless304(codespaceNamed(name)) };
    const { data } = await github.request(route, { codespace_name: name }, options);
    return data ?? (await getCodespace(github, { name }));
  } catch (error) {
    if (!isRefused(error, 409)) throw error;
    const now = await getCodespace(github, { name });
    if (!isAsWanted(now.state)) throw error;
    return now;
  }
}

/** Looks until the codespace is there; a command that GitHub took without effect is given again. */
export async function untilReached(
  github: GitHub,
  { name, goal }: CodespaceNameArgs & { goal: Goal },
  patience: Patience,
): Promise<CodespaceResult> {
  const { clock } = patience;
  const give = goal === "running" ? startCodespace : stopCodespace;
  let givenAt = clock.now();
  const look = async () => {
    const seen = await getCodespace(github, { name });
    const isAtRest = ![undefined, goal].includes(steadyState(seen.state)) && !seen.pendingOperation;
    if (!isAtRest || clock.now() - givenAt < TAKES_EFFECT_WITHIN) return seen;
    givenAt = clock.now();
    return await give(github, { name });
  };
  const isSettled = ({ state }: CodespaceResult) => steadyState(state) === goal || isLost(state);
  const seen = await until(look, isSettled, patience);
  if (steadyState(seen.state) === goal) return seen;
  throw new Error(`it is ${seen.state} and does not get out of that by itself: see ${seen.webUrl}`);
}

/**
 * `codespaces/publish-for-authenticated-user`. Never sent again by itself: a first one that was lost
 * may have made the repository.
 */
export async function publishCodespace(
  github: GitHub,
  { name, repositoryName, private: isPrivate = true }: PublishCodespaceArgs,
): Promise<CodespaceResult> {
  const body = { name: repositoryName, private: isPrivate };
  const route = "POST /user/codespaces/{codespace_name}/publish";
  const params = { codespace_name: name, ...body };
  return (await github.request(route, params, { read: codespaceNamed(name) })).data;
}

const OF_MEMBER = "/orgs/{org}/members/{username}/codespaces/{codespace_name}";

/** `codespaces/stop-in-organization`; undefined where it wasn't modified and is in no list. */
export async function stopOrgMemberCodespace(
  github: GitHub,
  { org, username, name }: OrgMemberCodespaceArgs,
): Promise<CodespaceResult | undefined> {
  const params = { org, username, codespace_name: name };
  const options = { repeatable: true, read: unless304(codespaceNamed(name)) };
  const { data } = await github.request(`POST ${OF_MEMBER}/stop`, params, options);
  return data ?? (await findOfMember(github, { org, username, name }));
}

async function findOfMember(
  github: GitHub,
  { org, username, name }: OrgMemberCodespaceArgs,
): Promise<CodespaceResult | undefined> {
  const codespaces = await listOrgMemberCodespaces(github, { org, username }).whole();
  return codespaces.find((codespace) => codespace.name === name);
}

/** `codespaces/delete-from-organization`. One that is being deleted already is as wanted. */
export async function deleteOrgMemberCodespace(
  github: GitHub,
  { org, username, name }: OrgMemberCodespaceArgs,
): Promise<void> {
  try {
    await github.request(`DELETE ${OF_MEMBER}`, { org, username, codespace_name: name });
  } catch (error) {
    // The answer to an earlier attempt was lost, and that one may have deleted it: the list tells.
    if (!isRefused(error, 404) || !error.refusal.repeated) throw error;
    const left = await findOfMember(github, { org, username, name });
    if (left !== undefined && left.state !== "Deleted") throw error;
  }
}
