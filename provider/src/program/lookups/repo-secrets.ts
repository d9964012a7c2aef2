import type * as pulumi from "@pulumi/pulumi";
import { repoPublicKey, repoSecret, repoSecrets } from "../../operations/calls/secrets";
import type { RepoArgs } from "../../operations/repository";
import type {
  CodespacesPublicKeyResult,
  CodespacesSecretResult,
  RepoSecretArgs,
} from "../../operations/secret";
import { all, lookUp, lookUpOutput, one, type OutputArgs } from "./lookup";
import type { CodespacesSecretsResult } from "./results";

const repoSecretsLookup = all("getRepoCodespacesSecrets", "secrets", repoSecrets);
const repoSecretLookup = one("getRepoCodespacesSecret", repoSecret);
const repoPublicKeyLookup = one("getRepoCodespacesPublicKey", repoPublicKey);

/**
 * All Codespaces secrets of a repository, without their values. Needs "Codespaces secrets" (write,
 * even to read), or the classic scope `repo`. Operation: `codespaces/list-repo-secrets`. Throws
 * CodespacesError where an argument is wrong or GitHub refuses.
 */
export function getRepoCodespacesSecrets(
  args: RepoArgs,
  opts?: pulumi.InvokeOptions,
): Promise<CodespacesSecretsResult> {
  return lookUp(repoSecretsLookup, args, opts);
}

/** `getRepoCodespacesSecrets` with arguments that may be outputs, as an output. */
export function getRepoCodespacesSecretsOutput(
  args: OutputArgs<RepoArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesSecretsResult> {
  return lookUpOutput(repoSecretsLookup, args, opts);
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
  return lookUp(repoSecretLookup, args, opts);
}

/** `getRepoCodespacesSecret` with arguments that may be outputs, as an output. */
export function getRepoCodespacesSecretOutput(
  args: OutputArgs<RepoSecretArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesSecretResult> {
  return lookUpOutput(repoSecretLookup, args, opts);
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
  return lookUp(repoPublicKeyLookup, args, opts);
}

/** `getRepoCodespacesPublicKey` with arguments that may be outputs, as an output. */
export function getRepoCodespacesPublicKeyOutput(
  args: OutputArgs<RepoArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesPublicKeyResult> {
  return lookUpOutput(repoPublicKeyLookup, args, opts);
}
