import { askOne, askWhole, type Call, type ListCall, type OneCall, type OpenSession } from "./call";
import * as codespaces from "./codespaces";
import * as launch from "./launch";
import * as secrets from "./secrets";

/** What a program asks GitHub for, once its arguments are known. */
interface Asking<Args, Result> {
  /** The call whose rules the arguments must follow. */
  call: Pick<Call<Args, unknown>, "fields" | "conflicts" | "operation">;
  /** Asks with arguments that follow the rules. */
  ask: (checked: Args, open: OpenSession) => Promise<Result>;
}

/** The same, with the name of its function, which is how a unit test's mocks are asked for it. */
export interface Lookup<Args, Result> extends Asking<Args, Result> {
  name: string;
}

/** A lookup of one thing. */
function one<Args extends object, Result>(call: OneCall<Args, Result>): Asking<Args, Result> {
  return { call, ask: (checked, open) => askOne(call, checked, open) };
}

/** A lookup of a whole list. Its result has the list under `items`. */
function all<Args extends object, Item, Items extends string>(
  items: Items,
  call: ListCall<Args, Item>,
): Asking<Args, Record<Items, Item[]>> {
  const ask = async (checked: Args, open: OpenSession) =>
    ({ [items]: await askWhole(call, checked, open) }) as Record<Items, Item[]>;
  return { call, ask };
}

/** All lookups, by the name of their function. */
export const lookups = named({
  getOrgCodespacesSecrets: all("secrets", secrets.orgSecrets),
  getOrgCodespacesSecret: one(secrets.orgSecret),
  getOrgCodespacesSecretRepositories: all("repositories", secrets.orgSecretRepositories),
  getOrgCodespacesPublicKey: one(secrets.orgPublicKey),
  getRepoCodespacesSecrets: all("secrets", secrets.repoSecrets),
  getRepoCodespacesSecret: one(secrets.repoSecret),
  getRepoCodespacesPublicKey: one(secrets.repoPublicKey),
  getUserCodespacesSecrets: all("secrets", secrets.userSecrets),
  getUserCodespacesSecret: one(secrets.userSecret),
  getUserCodespacesSecretRepositories: all("repositories", secrets.userSecretRepositories),
  getUserCodespacesPublicKey: one(secrets.userPublicKey),
  getCodespaces: all("codespaces", codespaces.userCodespaces),
  getRepoCodespaces: all("codespaces", codespaces.repoCodespaces),
  getOrgCodespaces: all("codespaces", codespaces.orgCodespaces),
  getOrgMemberCodespaces: all("codespaces", codespaces.orgMemberCodespaces),
  getCodespace: one(codespaces.codespaceByName),
  getCodespaceExport: one(codespaces.codespaceExport),
  getRepoCodespaceMachines: all("machines", launch.repoMachines),
  getCodespaceMachines: all("machines", launch.codespaceMachines),
  getRepoDevcontainers: all("devcontainers", launch.repoDevcontainers),
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
