import type { CodespaceNameArgs } from "../codespaces";
import * as launch from "../launch";
import * as machines from "../machines";
import type { RepoArgs } from "../answers/repository";
import { asking, listing } from "./call";
import { argument } from "../../rules/arguments";

const { repository, textIfAny } = argument;

export const repoMachines = listing(machines.ofRepository, {
  fields: { repository, location: textIfAny, clientIp: textIfAny, ref: textIfAny },
  subject: (args: machines.RepoMachinesArgs) => `the machines for ${args.repository}`,
});

export const codespaceMachines = listing(machines.ofCodespace, {
  fields: { name: argument.codespace },
  subject: (args: CodespaceNameArgs) => `the machines for the codespace ${args.name}`,
});

export const repoDevcontainers = listing(launch.devcontainers, {
  fields: { repository },
  subject: (args: RepoArgs) => `the devcontainers of ${args.repository}`,
});

export const repoDefaults = asking(launch.defaults, {
  fields: { repository, ref: textIfAny, clientIp: textIfAny },
  subject: (args: launch.RepoDefaultsArgs) =>
    `the defaults of a new codespace of ${args.repository}`,
});

export const repoPermissions = asking(launch.permissions, {
  fields: { repository, ref: argument.text, devcontainerPath: argument.text },
  subject: (args: launch.RepoPermissionsArgs) =>
    `the permissions of ${args.devcontainerPath} in ${args.repository}`,
});
