import { lookups } from "../../operations/by-name/lookups";
import { lookupOf, outputOf } from "./lookup";

/**
 * All Codespaces secrets of an organization, without their values. Needs "Organization codespaces secrets"
 * (read), or the classic scope `admin:org`. Operation: `codespaces/list-org-secrets`. Throws CodespacesError if
 * an argument is wrong or GitHub refuses.
 */
export const getOrgCodespacesSecrets = lookupOf(lookups.getOrgCodespacesSecrets);

/** `getOrgCodespacesSecrets` with arguments that may be outputs, as an output. */
export const getOrgCodespacesSecretsOutput = outputOf(lookups.getOrgCodespacesSecrets);

/**
 * One Codespaces secret of an organization, without its value. Needs "Organization codespaces secrets" (read),
 * or the classic scope `admin:org`. Operation: `codespaces/get-org-secret`. Throws CodespacesError, with
 * `status` 404 if there is none or the token may not see it.
 */
export const getOrgCodespacesSecret = lookupOf(lookups.getOrgCodespacesSecret);

/** `getOrgCodespacesSecret` with arguments that may be outputs, as an output. */
export const getOrgCodespacesSecretOutput = outputOf(lookups.getOrgCodespacesSecret);

/**
 * The repositories of an organization's secret with visibility `selected`. Needs "Organization codespaces
 * secrets" (read), or the classic scope `admin:org`. Operation:
 * `codespaces/list-selected-repos-for-org-secret`. Throws CodespacesError, with `status` 404 if there is none
 * or the token may not see it.
 */
export const getOrgCodespacesSecretRepositories = lookupOf(
  lookups.getOrgCodespacesSecretRepositories,
);

/** `getOrgCodespacesSecretRepositories` with arguments that may be outputs, as an output. */
export const getOrgCodespacesSecretRepositoriesOutput = outputOf(
  lookups.getOrgCodespacesSecretRepositories,
);

/**
 * The key to seal an organization's secrets with, for `encryptedValue` and `keyId`. Needs "Organization
 * codespaces secrets" (read), or the classic scope `admin:org`. Operation: `codespaces/get-org-public-key`.
 * Throws CodespacesError if an argument is wrong or GitHub refuses.
 */
export const getOrgCodespacesPublicKey = lookupOf(lookups.getOrgCodespacesPublicKey);

/** `getOrgCodespacesPublicKey` with arguments that may be outputs, as an output. */
export const getOrgCodespacesPublicKeyOutput = outputOf(lookups.getOrgCodespacesPublicKey);
