import { lookups } from "../../operations/by-name/lookups";
import { lookupOf, outputOf } from "./lookup";

/**
 * All Codespaces secrets of a repository, without their values. Needs "Codespaces secrets" (write, even to
 * read), or the classic scope `repo`. Operation: `codespaces/list-repo-secrets`. Throws CodespacesError if an
 * argument is wrong or GitHub refuses.
 */
export const getRepoCodespacesSecrets = lookupOf(lookups.getRepoCodespacesSecrets);

/** `getRepoCodespacesSecrets` with arguments that may be outputs, as an output. */
export const getRepoCodespacesSecretsOutput = outputOf(lookups.getRepoCodespacesSecrets);

/**
 * One Codespaces secret of a repository, without its value. Needs "Codespaces secrets" (write, even to read),
 * or the classic scope `repo`. Operation: `codespaces/get-repo-secret`. Throws CodespacesError, with `status`
 * 404 if there is none or the token may not see it.
 */
export const getRepoCodespacesSecret = lookupOf(lookups.getRepoCodespacesSecret);

/** `getRepoCodespacesSecret` with arguments that may be outputs, as an output. */
export const getRepoCodespacesSecretOutput = outputOf(lookups.getRepoCodespacesSecret);

/**
 * The key to seal a repository's secrets with, for `encryptedValue` and `keyId`. Needs "Codespaces secrets"
 * (write, even to read), or the classic scope `repo`. Operation: `codespaces/get-repo-public-key`. Throws
 * CodespacesError if an argument is wrong or GitHub refuses.
 */
export const getRepoCodespacesPublicKey = lookupOf(lookups.getRepoCodespacesPublicKey);

/** `getRepoCodespacesPublicKey` with arguments that may be outputs, as an output. */
export const getRepoCodespacesPublicKeyOutput = outputOf(lookups.getRepoCodespacesPublicKey);
