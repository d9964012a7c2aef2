import type { CodespaceNameArgs } from "../operations/codespaces";
import * as launch from "../operations/launch";
import * as machines from "../operations/machines";
import type { RepoArgs } from "../operations/repo-secrets";
import type { ListCall, OneCall } from "./call";
import { argument } from "./rules";

const { repository, textIfAny } = argument;

export const repoMachines: ListCall<machines.RepoMachinesArgs, machines.CodespaceMachineResult> = {
  operation: "repo-machines-for-authenticated-user",
  account: "userToken",
  fields: { repository, location: textIfAny, clientIp: textIfAny, ref: textIfAny },
  subject: (args) => `the machines for ${args.repository}`,
  run: ({ github }, args) => machines.listRepoMachines(github, args),
};

export const codespaceMachines: ListCall<CodespaceNameArgs, machines.CodespaceMachineResult> = {
  operation: "codespace-machines-for-authenticated-user",
  account: "userToken",
  fields: { name: argument.codespace },
  subject: (args) => `the machines for the codespace ${args.name}`,
  run: ({ github }, args) => machines.listCodespaceMachines(github, args),
};

export const repoDevcontainers: ListCall<RepoArgs, launch.DevcontainerResult> = {
  operation: "list-devcontainers-in-repository-for-authenticated-user",
  account: "userToken",
  fields: { repository },
  subject: (args) => `the devcontainers of ${args.repository}`,
  run: ({ github }, args) => launch.listRepoDevcontainers(github, args),
};

export const repoDefaults: OneCall<launch.RepoDefaultsArgs, launch.RepoCodespaceDefaultsResult> = {
  operation: "pre-flight-with-repo-for-authenticated-user",
  account: "userToken",
  fields: { repository, ref: textIfAny, clientIp: textIfAny },
  subject: (args) => `the defaults of a new codespace of ${args.repository}`,
  run: ({ github }, args) => launch.getRepoDefaults(github, args),
};

export const repoPermissions: OneCall<
  launch.RepoPermissionsArgs,
  launch.RepoCodespacePermissionsResult
> = {
  operation: "check-permissions-for-devcontainer",
  account: "userToken",
  fields: { repository, ref: argument.text, devcontainerPath: argument.text },
  subject: (args) => `the permissions of ${args.devcontainerPath} in ${args.repository}`,
  run: ({ github }, args) => launch.getRepoPermissions(github, args),
};
