import type * as pulumi from "@pulumi/pulumi";
import {
  orgPublicKey,
  orgSecret,
  orgSecretRepositories,
  orgSecrets,
} from "../../operations/calls/secrets";
import type {
  CodespacesPublicKeyResult,
  OrgArgs,
  OrgCodespacesSecretResult,
  OrgSecretArgs,
} from "../../operations/secret";
import type { SecretRepositoriesResult } from "./results";
import { all, lookUp, lookUpOutput, one, type OutputArgs } from "./lookup";

const orgSecretsLookup = all("getOrgCodespacesSecrets", "secrets", orgSecrets);
const orgSecretLookup = one("getOrgCodespacesSecret", orgSecret);
const orgSecretRepositoriesLookup = all(
  "getOrgCodespacesSecretRepositories",
  "repositories",
  orgSecretRepositories,
);
const orgPublicKeyLookup = one("getOrgCodespacesPublicKey", orgPublicKey);

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
  return lookUp(orgSecretsLookup, args, opts);
}

/** `getOrgCodespacesSecrets` with arguments that may be outputs, as an output. */
export function getOrgCodespacesSecretsOutput(
  args: OutputArgs<OrgArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<OrgCodespacesSecretsResult> {
  return lookUpOutput(orgSecretsLookup, args, opts);
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
  return lookUp(orgSecretLookup, args, opts);
}

/** `getOrgCodespacesSecret` with arguments that may be outputs, as an output. */
export function getOrgCodespacesSecretOutput(
  args: OutputArgs<OrgSecretArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<OrgCodespacesSecretResult> {
  return lookUpOutput(orgSecretLookup, args, opts);
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
  return lookUp(orgSecretRepositoriesLookup, args, opts);
}

/** `getOrgCodespacesSecretRepositories` with arguments that may be outputs, as an output. */
export function getOrgCodespacesSecretRepositoriesOutput(
  args: OutputArgs<OrgSecretArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<SecretRepositoriesResult> {
  return lookUpOutput(orgSecretRepositoriesLookup, args, opts);
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
  return lookUp(orgPublicKeyLookup, args, opts);
}

/** `getOrgCodespacesPublicKey` with arguments that may be outputs, as an output. */
export function getOrgCodespacesPublicKeyOutput(
  args: OutputArgs<OrgArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesPublicKeyResult> {
  return lookUpOutput(orgPublicKeyLookup, args, opts);
}
