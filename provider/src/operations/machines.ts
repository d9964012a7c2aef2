import type { GitHub, Params } from "../github/client";
import type { CodespaceNameArgs } from "./codespaces";
import { itemsOf } from "./items";
import type { Json } from "../github/json";
import type { RepoArgs } from "./repo-secrets";
import { ownerAndRepo } from "./repository";

/** A type of machine that a codespace can run on. */
export interface CodespaceMachineResult {
  /** What `machine` of a codespace takes, such as `standardLinux32gb`. */
  name: string;
  /** Such as `4 cores, 16 GB RAM, 64 GB storage`. */
  displayName: string;
  operatingSystem: string;
  storageInBytes: number;
  memoryInBytes: number;
  cpus: number;
  /** Whether a prebuild is there; undefined where GitHub doesn't know. */
  prebuildAvailability: "none" | "ready" | "in_progress" | undefined;
}

export interface RepoMachinesArgs extends RepoArgs {
  /** Where the codespace would be, such as `WestUs2`. Default: by the address that asks. */
  location?: string | undefined;
  /** The address to find the location by, in the place of the one that asks. */
  clientIp?: string | undefined;
  /** The branch or commit whose prebuilds and requirements count. Default: the default branch. */
  ref?: string | undefined;
}

/** `codespaces/repo-machines-for-authenticated-user` */
export function listRepoMachines(
  github: GitHub,
  { repository, location, clientIp, ref }: RepoMachinesArgs,
) {
  const query = { location, client_ip: clientIp, ref };
  const params = { ...ownerAndRepo(repository), ...query };
  return machinesAt(github, "/repos/{owner}/{repo}/codespaces/machines", params);
}

/** `codespaces/codespace-machines-for-authenticated-user` */
export function listCodespaceMachines(github: GitHub, { name }: CodespaceNameArgs) {
  const params = { codespace_name: name };
  return machinesAt(github, "/user/codespaces/{codespace_name}/machines", params);
}

function machinesAt(github: GitHub, path: string, params: Params) {
  const route = `GET ${path}`;
  return itemsOf(github, { route, params, under: "machines", itemOf: machineOf, paged: false });
}

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
