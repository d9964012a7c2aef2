import type * as pulumi from "@pulumi/pulumi";
import { lookups } from "../../operations/by-name/lookups";
import type { RepoArgs } from "../../operations/answers/repository";
import type {
  CodespacesPublicKeyResult,
  CodespacesSecretResult,
  RepoSecretArgs,
} from "../../operations/answers/secret";
import { lookUp, lookUpOutput, type OutputArgs } from "./lookup";
import type { CodespacesSecretsResult } from "./results";

/**
 * All Codespaces secrets of a repository, without their values. Needs "Codespaces secrets" (write,
 * even to read), or the classic scope `repo`. Operation: `codespaces/list-repo-secrets`. Throws
 * CodespacesError where an argument is wrong or GitHub refuses.
 */
export function getRepoCodespacesSecrets(
  args: RepoArgs,
  opts?: pulumi.InvokeOptions,
): Promise<CodespacesSecretsResult> {
  return lookUp(lookups.getRepoCodespacesSecrets, args, opts);
}

/** `getRepoCodespacesSecrets` with arguments that may be outputs, as an output. */
export function getRepoCodespacesSecretsOutput(
  args: OutputArgs<RepoArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesSecretsResult> {
  return lookUpOutput(lookups.getRepoCodespacesSecrets, args, opts);
}

/**
 * One Codespaces secret of a repository, without its value. Needs "Codespaces secrets" (write, even
 * to read), or the classic scope `repo`. Operation: `codespaces/get-repo-secret`. Throws
 * CodespacesError, with `status` 404 where there is none or the token may not see it.
 */
export function getRepoCodespacesSecret(
  args: RepoSecretArgs,
  opts?: pulumi.InvokeOptions,
): Promise<CodespacesSecretResult> {
  return lookUp(lookups.getRepoCodespacesSecret, args, opts);
}

/** `getRepoCodespacesSecret` with arguments that may be outputs, as an output. */
export function getRepoCodespacesSecretOutput(
  args: OutputArgs<RepoSecretArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesSecretResult> {
  return lookUpOutput(lookups.getRepoCodespacesSecret, args, opts);
}

/**
 * The key to seal a repository's secrets with, for `encryptedValue` and `keyId`. Needs "Codespaces
 * secrets" (write, even to read), or the classic scope `repo`. Operation:
 * `codespaces/get-repo-public-key`. Throws CodespacesError where an argument is wrong or GitHub refuses.
 */
export function getRepoCodespacesPublicKey(
  args: RepoArgs,
  opts?: pulumi.InvokeOptions,
): Promise<CodespacesPublicKeyResult> {
  return lookUp(lookups.getRepoCodespacesPublicKey, args, opts);
}

/** `getRepoCodespacesPublicKey` with arguments that may be outputs, as an output. */
export function getRepoCodespacesPublicKeyOutput(
  args: OutputArgs<RepoArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesPublicKeyResult> {
  return lookUpOutput(lookups.getRepoCodespacesPublicKey, args, opts);
}
