export type {
  AccessVisibility,
  CodespaceGeo,
  CodespaceTimeouts,
  OnExisting,
  OnExternalChange,
  RepositoryReference,
  SecretVisibility,
} from "./inputs";
export type { CodespaceGitStatus, CodespaceState } from "./operations/codespace";
export { Codespace, type CodespaceArgs } from "./resources/codespace";
export {
  OrgCodespacesAccess,
  type OrgCodespacesAccessArgs,
} from "./resources/org-codespaces-access";
export {
  OrgCodespacesSecret,
  type OrgCodespacesSecretArgs,
  type OrgCodespacesSecretState,
} from "./resources/org-codespaces-secret";
export { Provider, type ProviderArgs } from "./resources/provider";
export {
  OrgCodespacesSecretRepository,
  type OrgCodespacesSecretRepositoryArgs,
  type OrgCodespacesSecretRepositoryState,
} from "./resources/org-codespaces-secret-repository";
export {
  RepoCodespacesSecret,
  type RepoCodespacesSecretArgs,
  type RepoCodespacesSecretState,
} from "./resources/repo-codespaces-secret";
export type { SecretValueArgs } from "./resources/secret-args";
export {
  UserCodespacesSecret,
  type UserCodespacesSecretArgs,
  type UserCodespacesSecretState,
} from "./resources/user-codespaces-secret";
export {
  UserCodespacesSecretRepository,
  type UserCodespacesSecretRepositoryArgs,
  type UserCodespacesSecretRepositoryState,
} from "./resources/user-codespaces-secret-repository";
