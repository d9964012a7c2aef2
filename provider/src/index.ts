// Whatever these files export is public.
export * from "./operations/by-name/results";
export * from "./program/declared-secrets";
export * from "./program/lookups/codespaces";
export * from "./program/lookups/launch";
export * from "./program/lookups/org-secrets";
export * from "./program/lookups/repo-secrets";
export * from "./program/lookups/user-secrets";
export * from "./program/resources/codespace";
export * from "./program/resources/org-codespaces-access";
export * from "./program/resources/org-codespaces-secret";
export * from "./program/resources/org-codespaces-secret-repository";
export * from "./program/resources/org-codespaces-secrets";
export * from "./program/resources/repo-codespaces-secret";
export * from "./program/resources/repo-codespaces-secrets";
export * from "./program/resources/user-codespaces-secret";
export * from "./program/resources/user-codespaces-secret-repository";
export * from "./program/resources/user-codespaces-secrets";
export * from "./script/codespaces-client";

export type { CodespaceGeo } from "./kinds/codespace";
export type { AccessVisibility } from "./kinds/org-codespaces-access";
export type { SecretVisibility } from "./kinds/org-codespaces-secret";
export type {
  OrgCodespacesSecretInSet,
  RepoCodespacesSecretInSet,
  Undeclared,
  UserCodespacesSecretInSet,
} from "./kinds/secrets";
export type { RepositoryReference } from "./kinds/secret-repositories";
export type { OnExisting, OnExternalChange } from "./rules/policies";
export type { CodespaceTimeouts } from "./rules/codespace";
export type {
  CodespaceGitStatus,
  CodespaceLocation,
  CodespaceResult,
  CodespaceState,
} from "./operations/answers/codespace";
export { Provider, type ProviderArgs } from "./program/provider";
export type { SecretValueArgs } from "./program/resources/secret-args";
export type { UserCodespacesArgs } from "./operations/by-name/codespaces";
export type { OutputArgs } from "./program/lookups/lookup";
export type {
  CodespaceNameArgs,
  OrgMemberArgs,
  OrgMemberCodespaceArgs,
} from "./operations/codespaces";
export type { CodespaceExportArgs, CodespaceExportResult } from "./operations/exports";
export type {
  DevcontainerResult,
  RepoCodespaceDefaultsResult,
  RepoCodespacePermissionsResult,
  RepoDefaultsArgs,
  RepoPermissionsArgs,
} from "./operations/launch";
export type { CodespaceMachineResult, RepoMachinesArgs } from "./operations/machines";
export type {
  CodespacesPublicKeyResult,
  CodespacesSecretResult,
  OrgArgs,
  OrgCodespacesSecretResult,
  OrgSecretArgs,
  RepoSecretArgs,
  UserSecretArgs,
} from "./operations/answers/secret";
export type { RepoArgs, RepositoryResult } from "./operations/answers/repository";
export type { PublishCodespaceArgs } from "./operations/by-name/actions";
export { CodespacesError } from "./operations/by-name/call";
export type { ConnectionSettings } from "./settings/given";
