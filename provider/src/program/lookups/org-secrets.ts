import type * as pulumi from "@pulumi/pulumi";
import { lookups } from "../../operations/by-name/lookups";
import type {
  CodespacesPublicKeyResult,
  OrgArgs,
  OrgCodespacesSecretResult,
  OrgSecretArgs,
} from "../../operations/answers/secret";
import type { SecretRepositoriesResult } from "./results";
import { lookUp, lookUpOutput, type OutputArgs } from "./lookup";

export interface OrgCodespacesSecretsResult {
  /** All of them, in GitHub's order. */
  secrets: OrgCodespacesSecretResult[];
}

/**
 * All Codespaces secrets of an organization, without their values. Needs "Organization codespaces
 * secrets" (read), or the classic scope `admin:org`. Operation: `codespaces/list-org-secrets`.
 * Throws CodespacesError where an argument is wrong or GitHub refuses.
 */
export function getOrgCodespacesSecrets(
  args: OrgArgs,
  opts?: pulumi.InvokeOptions,
): Promise<OrgCodespacesSecretsResult> {
  return lookUp(lookups.getOrgCodespacesSecrets, args, opts);
}

/** `getOrgCodespacesSecrets` with arguments that may be outputs, as an output. */
export function getOrgCodespacesSecretsOutput(
  args: OutputArgs<OrgArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<OrgCodespacesSecretsResult> {
  return lookUpOutput(lookups.getOrgCodespacesSecrets, args, opts);
}

/**
 * One Codespaces secret of an organization, without its value. Needs "Organization codespaces
 * secrets" (read), or the classic scope `admin:org`. Operation: `codespaces/get-org-secret`. Throws
 * CodespacesError, with `status` 404 where there is none or the token may not see it.
 */
export function getOrgCodespacesSecret(
  args: OrgSecretArgs,
  opts?: pulumi.InvokeOptions,
): Promise<OrgCodespacesSecretResult> {
  return lookUp(lookups.getOrgCodespacesSecret, args, opts);
}

/** `getOrgCodespacesSecret` with arguments that may be outputs, as an output. */
export function getOrgCodespacesSecretOutput(
  args: OutputArgs<OrgSecretArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<OrgCodespacesSecretResult> {
  return lookUpOutput(lookups.getOrgCodespacesSecret, args, opts);
}

/**
 * The repositories of an organization's secret with visibility `selected`. Needs "Organization
 * codespaces secrets" (read), or the classic scope `admin:org`. Operation:
 * `codespaces/list-selected-repos-for-org-secret`. Throws CodespacesError, with `status` 404 where there is none or
 * the token may not see it.
 */
export function getOrgCodespacesSecretRepositories(
  args: OrgSecretArgs,
  opts?: pulumi.InvokeOptions,
): Promise<SecretRepositoriesResult> {
  return lookUp(lookups.getOrgCodespacesSecretRepositories, args, opts);
}

/** `getOrgCodespacesSecretRepositories` with arguments that may be outputs, as an output. */
export function getOrgCodespacesSecretRepositoriesOutput(
  args: OutputArgs<OrgSecretArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<SecretRepositoriesResult> {
  return lookUpOutput(lookups.getOrgCodespacesSecretRepositories, args, opts);
}

/**
 * The key to seal an organization's secrets with, for `encryptedValue` and `keyId`. Needs
 * "Organization codespaces secrets" (read), or the classic scope `admin:org`. Operation:
 * `codespaces/get-org-public-key`. Throws CodespacesError where an argument is wrong or GitHub
 * refuses.
 */
export function getOrgCodespacesPublicKey(
  args: OrgArgs,
  opts?: pulumi.InvokeOptions,
): Promise<CodespacesPublicKeyResult> {
  return lookUp(lookups.getOrgCodespacesPublicKey, args, opts);
}

/** `getOrgCodespacesPublicKey` with arguments that may be outputs, as an output. */
export function getOrgCodespacesPublicKeyOutput(
  args: OutputArgs<OrgArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesPublicKeyResult> {
  return lookUpOutput(lookups.getOrgCodespacesPublicKey, args, opts);
}
