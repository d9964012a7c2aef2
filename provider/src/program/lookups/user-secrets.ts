import type * as pulumi from "@pulumi/pulumi";
import { CodespacesError } from "../../operations/by-name/call";
import { lookups } from "../../operations/by-name/lookups";
import type {
  CodespacesPublicKeyResult,
  CodespacesSecretResult,
  UserSecretArgs,
} from "../../operations/answers/secret";
import { shownName } from "../../texts";
import { lookUp, lookUpOutput, type OutputArgs } from "./lookup";
import type { CodespacesSecretsResult, SecretRepositoriesResult } from "./results";

/**
 * All Codespaces secrets of the user whose token it is, without their values. Needs "Codespaces
 * user secrets" (read), or the classic scope `codespace:secrets`. Operation:
 * `codespaces/list-secrets-for-authenticated-user`. Throws CodespacesError where an argument is wrong or GitHub
 * refuses.
 */
export function getUserCodespacesSecrets(
  opts?: pulumi.InvokeOptions,
): Promise<CodespacesSecretsResult> {
  return lookUp(lookups.getUserCodespacesSecrets, {}, onlyOptions(opts));
}

/** `getUserCodespacesSecrets` as an output. */
export function getUserCodespacesSecretsOutput(
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesSecretsResult> {
  return lookUpOutput(lookups.getUserCodespacesSecrets, {}, onlyOptions(opts));
}

/**
 * One Codespaces secret of the user whose token it is, without its value. Needs "Codespaces user
 * secrets" (read), or the classic scope `codespace:secrets`. Operation:
 * `codespaces/get-secret-for-authenticated-user`. Throws CodespacesError, with `status` 404 where there is none or the token
 * may not see it.
 */
export function getUserCodespacesSecret(
  args: UserSecretArgs,
  opts?: pulumi.InvokeOptions,
): Promise<CodespacesSecretResult> {
  return lookUp(lookups.getUserCodespacesSecret, args, opts);
}

/** `getUserCodespacesSecret` with arguments that may be outputs, as an output. */
export function getUserCodespacesSecretOutput(
  args: OutputArgs<UserSecretArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesSecretResult> {
  return lookUpOutput(lookups.getUserCodespacesSecret, args, opts);
}

/**
 * The repositories whose codespaces get a secret of the user whose token it is. Needs "Codespaces
 * user secrets" (read), or the classic scope `codespace:secrets`. Operation:
 * `codespaces/list-repositories-for-secret-for-authenticated-user`. Throws CodespacesError, with `status` 404 where
 * there is none or the token may not see it.
 */
export function getUserCodespacesSecretRepositories(
  args: UserSecretArgs,
  opts?: pulumi.InvokeOptions,
): Promise<SecretRepositoriesResult> {
  return lookUp(lookups.getUserCodespacesSecretRepositories, args, opts);
}

/** `getUserCodespacesSecretRepositories` with arguments that may be outputs, as an output. */
export function getUserCodespacesSecretRepositoriesOutput(
  args: OutputArgs<UserSecretArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<SecretRepositoriesResult> {
  return lookUpOutput(lookups.getUserCodespacesSecretRepositories, args, opts);
}

/**
 * The key to seal secrets with of the user whose token it is. Needs "Codespaces user secrets"
 * (read), or the classic scope `codespace:secrets`. Operation:
 * `codespaces/get-public-key-for-authenticated-user`. Throws CodespacesError where an argument is wrong or GitHub refuses.
 */
export function getUserCodespacesPublicKey(
  opts?: pulumi.InvokeOptions,
): Promise<CodespacesPublicKeyResult> {
  return lookUp(lookups.getUserCodespacesPublicKey, {}, onlyOptions(opts));
}

/** `getUserCodespacesPublicKey` as an output. */
export function getUserCodespacesPublicKeyOutput(
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesPublicKeyResult> {
  return lookUpOutput(lookups.getUserCodespacesPublicKey, {}, onlyOptions(opts));
}

const OPTIONS = ["parent", "provider", "version", "pluginDownloadURL", "async", "dependsOn"];

/** A program in JavaScript may take the options for arguments, and its provider would be ignored. */
function onlyOptions<Options extends object>(opts: Options | undefined): Options | undefined {
  const stranger = Object.keys(opts ?? {}).find((name) => !OPTIONS.includes(name));
  if (stranger === undefined) return opts;
  throw new CodespacesError(
    `${shownName(stranger)}: is not an option; this lookup has no arguments, its options come first`,
  );
}
