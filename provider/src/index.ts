export type { CodespaceGeo } from "./kinds/codespace";
export type { AccessVisibility } from "./kinds/org-codespaces-access";
export type { SecretVisibility } from "./kinds/org-codespaces-secret";
export type { RepositoryReference } from "./kinds/secret-repositories";
export type { OnExisting, OnExternalChange } from "./rules/policies";
export type { CodespaceTimeouts } from "./rules/codespace";
export type {
  CodespaceGitStatus,
  CodespaceLocation,
  CodespaceResult,
  CodespaceState,
} from "./operations/codespace";
export { Codespace, type CodespaceArgs } from "./program/resources/codespace";
export {
  OrgCodespacesAccess,
  type OrgCodespacesAccessArgs,
} from "./program/resources/org-codespaces-access";
export {
  OrgCodespacesSecret,
  type OrgCodespacesSecretArgs,
  type OrgCodespacesSecretState,
} from "./program/resources/org-codespaces-secret";
export { Provider, type ProviderArgs } from "./program/provider";
export {
  OrgCodespacesSecretRepository,
  type OrgCodespacesSecretRepositoryArgs,
  type OrgCodespacesSecretRepositoryState,
} from "./program/resources/org-codespaces-secret-repository";
export {
  RepoCodespacesSecret,
  type RepoCodespacesSecretArgs,
  type RepoCodespacesSecretState,
} from "./program/resources/repo-codespaces-secret";
export type { SecretValueArgs } from "./program/resources/secret-args";
export {
  UserCodespacesSecret,
  type UserCodespacesSecretArgs,
  type UserCodespacesSecretState,
} from "./program/resources/user-codespaces-secret";
export {
  UserCodespacesSecretRepository,
  type UserCodespacesSecretRepositoryArgs,
  type UserCodespacesSecretRepositoryState,
} from "./program/resources/user-codespaces-secret-repository";
export type { UserCodespacesArgs } from "./operations/calls/codespaces";
export {
  getCodespace,
  getCodespaceExport,
  getCodespaceExportOutput,
  getCodespaceOutput,
  getCodespaces,
  getCodespacesOutput,
  getOrgCodespaces,
  getOrgCodespacesOutput,
  getOrgMemberCodespaces,
  getOrgMemberCodespacesOutput,
  getRepoCodespaces,
  getRepoCodespacesOutput,
} from "./program/lookups/codespaces";
export {
  getCodespaceMachines,
  getCodespaceMachinesOutput,
  getRepoCodespaceDefaults,
  getRepoCodespaceDefaultsOutput,
  getRepoCodespaceMachines,
  getRepoCodespaceMachinesOutput,
  getRepoCodespacePermissions,
  getRepoCodespacePermissionsOutput,
  getRepoDevcontainers,
  getRepoDevcontainersOutput,
  type RepoDevcontainersResult,
} from "./program/lookups/launch";
export type { OutputArgs } from "./program/lookups/lookup";
export {
  getOrgCodespacesPublicKey,
  getOrgCodespacesPublicKeyOutput,
  getOrgCodespacesSecret,
  getOrgCodespacesSecretOutput,
  getOrgCodespacesSecretRepositories,
  getOrgCodespacesSecretRepositoriesOutput,
  getOrgCodespacesSecrets,
  getOrgCodespacesSecretsOutput,
  type OrgCodespacesSecretsResult,
} from "./program/lookups/org-secrets";
export {
  getRepoCodespacesPublicKey,
  getRepoCodespacesPublicKeyOutput,
  getRepoCodespacesSecret,
  getRepoCodespacesSecretOutput,
  getRepoCodespacesSecrets,
  getRepoCodespacesSecretsOutput,
} from "./program/lookups/repo-secrets";
export type {
  CodespaceMachinesResult,
  CodespacesResult,
  CodespacesSecretsResult,
  SecretRepositoriesResult,
} from "./program/lookups/results";
export {
  getUserCodespacesPublicKey,
  getUserCodespacesPublicKeyOutput,
  getUserCodespacesSecret,
  getUserCodespacesSecretOutput,
  getUserCodespacesSecretRepositories,
  getUserCodespacesSecretRepositoriesOutput,
  getUserCodespacesSecrets,
  getUserCodespacesSecretsOutput,
} from "./program/lookups/user-secrets";
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
} from "./operations/secret";
export type { RepoArgs, RepositoryResult } from "./operations/repository";
export type { PublishCodespaceArgs } from "./operations/actions";
export {
  CodespacesClient,
  type ClientParts,
  type ExportOptions,
  type WaitOptions,
} from "./script/codespaces-client";
export { CodespacesError } from "./operations/calls/call";
export type { ConnectionSettings } from "./settings/given";
