import { askOne, askWhole, type Call, type ListCall, type OneCall, type OpenSession } from "./call";
import * as codespaces from "./codespaces";
import * as launch from "./launch";
import type * as results from "./results";
import * as secrets from "./secrets";

/** What a program asks GitHub for, once its arguments are known. */
interface LookupPlan<Args, Result> {
  /** The call whose rules the arguments must follow. */
  call: Pick<Call<Args, unknown>, "fields" | "conflicts" | "operation">;
  /** Asks with arguments that follow the rules. */
  ask: (checked: Args, open: OpenSession) => Promise<Result>;
}

/** The same, with the name of its function, which is how a unit test's mocks are asked for it. */
export interface Lookup<Args, Result> extends LookupPlan<Args, Result> {
  name: string;
}

/** A lookup of one thing. */
function one<Args extends object, Result>(call: OneCall<Args, Result>): LookupPlan<Args, Result> {
  return { call, ask: (checked, open) => askOne(call, checked, open) };
}

/** Makes lookups of whole lists, whose results have the list under this name. */
function all<Result extends Record<keyof Result, unknown[]>>(items: keyof Result) {
  return <Args extends object>(
    call: ListCall<Args, Result[keyof Result][number]>,
  ): LookupPlan<Args, Result> => ({
    call,
    ask: async (checked, open) => ({ [items]: await askWhole(call, checked, open) }) as Result,
  });
}

/** All lookups, by the name of their function. */
export const lookups = named({
  getOrgCodespacesSecrets: all<results.OrgCodespacesSecretsResult>("secrets")(secrets.orgSecrets),
  getOrgCodespacesSecret: one(secrets.orgSecret),
  getOrgCodespacesSecretRepositories: all<results.SecretRepositoriesResult>("repositories")(
    secrets.orgSecretRepositories,
  ),
  getOrgCodespacesPublicKey: one(secrets.orgPublicKey),
  getRepoCodespacesSecrets: all<results.CodespacesSecretsResult>("secrets")(secrets.repoSecrets),
  getRepoCodespacesSecret: one(secrets.repoSecret),
  getRepoCodespacesPublicKey: one(secrets.repoPublicKey),
  getUserCodespacesSecrets: all<results.CodespacesSecretsResult>("secrets")(secrets.userSecrets),
  getUserCodespacesSecret: one(secrets.userSecret),
  getUserCodespacesSecretRepositories: all<results.SecretRepositoriesResult>("repositories")(
    secrets.userSecretRepositories,
  ),
  getUserCodespacesPublicKey: one(secrets.userPublicKey),
  getCodespaces: all<results.CodespacesResult>("codespaces")(codespaces.userCodespaces),
  getRepoCodespaces: all<results.CodespacesResult>("codespaces")(codespaces.repoCodespaces),
  getOrgCodespaces: all<results.CodespacesResult>("codespaces")(codespaces.orgCodespaces),
  getOrgMemberCodespaces: all<results.CodespacesResult>("codespaces")(
    codespaces.orgMemberCodespaces,
  ),
  getCodespace: one(codespaces.codespaceByName),
  getCodespaceExport: one(codespaces.codespaceExport),
  getRepoCodespaceMachines: all<results.CodespaceMachinesResult>("machines")(launch.repoMachines),
  getCodespaceMachines: all<results.CodespaceMachinesResult>("machines")(launch.codespaceMachines),
  getRepoDevcontainers: all<results.RepoDevcontainersResult>("devcontainers")(
    launch.repoDevcontainers,
  ),
  getRepoCodespaceDefaults: one(launch.repoDefaults),
  getRepoCodespacePermissions: one(launch.repoPermissions),
});

export type LookupName = keyof typeof lookups;

function named<Table extends object>(table: Table) {
  const entries = Object.entries(table as Record<string, object>).map(([name, asking]) => [
    name,
    { ...asking, name },
  ]);
  return Object.fromEntries(entries) as { [Name in keyof Table]: Table[Name] & { name: string } };
}
