import type { CodespaceResult } from "../../operations/answers/codespace";
import type { CodespaceMachineResult } from "../../operations/machines";
import type { RepositoryResult } from "../../operations/answers/repository";
import type { CodespacesSecretResult } from "../../operations/answers/secret";

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
