import type { CodespaceResult } from "../answers/codespace";
import type { CodespaceMachineResult } from "../machines";
import type { RepositoryResult } from "../answers/repository";
import type { CodespacesSecretResult, OrgCodespacesSecretResult } from "../answers/secret";
import type { DevcontainerResult } from "../launch";

export interface CodespacesSecretsResult {
  /** All of them, in GitHub's order. */
  secrets: CodespacesSecretResult[];
}

export interface SecretRepositoriesResult {
  /** All of them, in GitHub's order. */
  repositories: RepositoryResult[];
}

export interface CodespacesResult {
  /** All of them, in GitHub's order. */
  codespaces: CodespaceResult[];
}

export interface CodespaceMachinesResult {
  /** All of them, in GitHub's order. */
  machines: CodespaceMachineResult[];
}

export interface OrgCodespacesSecretsResult {
  /** All of them, in GitHub's order. */
  secrets: OrgCodespacesSecretResult[];
}

export interface RepoDevcontainersResult {
  /** All of them, in GitHub's order. */
  devcontainers: DevcontainerResult[];
}
