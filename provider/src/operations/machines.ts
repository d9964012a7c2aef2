import type { Json } from "../github/json";
import { listOperation } from "../github/lists";
import { WHAT_WAS_ASKED_FOR } from "./codespaces";
import type { CodespacesList } from "./operation";
import type { RepoArgs } from "./answers/repository";
import * as rights from "./rights";

/** A type of machine that a codespace can run on. */
export interface CodespaceMachineResult {
  /** The value for a codespace's `machine`, such as `standardLinux32gb`. */
  name: string;
  /** Such as `4 cores, 16 GB RAM, 64 GB storage`. */
  displayName: string;
  operatingSystem: string;
  storageInBytes: number;
  memoryInBytes: number;
  cpus: number;
  /** Whether a prebuild is available; undefined if GitHub doesn't know. */
  prebuildAvailability: "none" | "ready" | "in_progress" | undefined;
}

export interface RepoMachinesArgs extends RepoArgs {
  /** Where the codespace would be, such as `WestUs2`. Default: derived from the caller's IP address. */
  location?: string | undefined;
  /** The IP address to derive the location from, instead of the caller's. */
  clientIp?: string | undefined;
  /** The branch or commit whose prebuilds and requirements count. Default: the default branch. */
  ref?: string | undefined;
}

const machines = {
  account: "userToken",
  needs: rights.metadata,
  under: "machines",
  itemOf: machineOf,
  paged: false,
  ...WHAT_WAS_ASKED_FOR,
} as const;

export const ofRepository: CodespacesList<CodespaceMachineResult> = listOperation({
  id: "codespaces/repo-machines-for-authenticated-user",
  route: "GET /repos/{owner}/{repo}/codespaces/machines",
  thereWith: "repository",
  ...machines,
});

export const ofCodespace: CodespacesList<CodespaceMachineResult> = listOperation({
  id: "codespaces/codespace-machines-for-authenticated-user",
  route: "GET /user/codespaces/{codespace_name}/machines",
  names: { name: "codespace_name" },
  ...machines,
});

function machineOf(machine: Json): CodespaceMachineResult {
  const prebuild = machine.textIfAny("prebuild_availability");
  return {
    name: machine.text("name"),
    displayName: machine.text("display_name"),
    operatingSystem: machine.text("operating_system"),
    storageInBytes: machine.number("storage_in_bytes"),
    memoryInBytes: machine.number("memory_in_bytes"),
    cpus: machine.number("cpus"),
    prebuildAvailability: prebuild as CodespaceMachineResult["prebuildAvailability"],
  };
}
