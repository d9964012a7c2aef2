import type * as pulumi from "@pulumi/pulumi";
import { CodespacesError } from "../../operations/by-name/call";
import { lookups, type Lookup } from "../../operations/by-name/lookups";
import { shownName } from "../../texts";
import { lookupOf, outputOf } from "./lookup";

/**
 * All Codespaces secrets of the token's user, without their values. Needs "Codespaces user secrets" (read), or
 * the classic scope `codespace:secrets`. Operation: `codespaces/list-secrets-for-authenticated-user`. Throws
 * CodespacesError if an argument is wrong or GitHub refuses.
 */
export const getUserCodespacesSecrets = lookupWithoutArguments(lookups.getUserCodespacesSecrets);

/** `getUserCodespacesSecrets` as an output. */
export const getUserCodespacesSecretsOutput = outputWithoutArguments(
  lookups.getUserCodespacesSecrets,
);

/**
 * One Codespaces secret of the token's user, without its value. Needs "Codespaces user secrets" (read), or the
 * classic scope `codespace:secrets`. Operation: `codespaces/get-secret-for-authenticated-user`. Throws
 * CodespacesError, with `status` 404 if there is none or the token may not see it.
 */
export const getUserCodespacesSecret = lookupOf(lookups.getUserCodespacesSecret);

/** `getUserCodespacesSecret` with arguments that may be outputs, as an output. */
export const getUserCodespacesSecretOutput = outputOf(lookups.getUserCodespacesSecret);

/**
 * The repositories whose codespaces get a secret of the token's user. Needs "Codespaces user secrets" (read),
 * or the classic scope `codespace:secrets`. Operation:
 * `codespaces/list-repositories-for-secret-for-authenticated-user`. Throws CodespacesError, with `status` 404
 * if there is none or the token may not see it.
 */
export const getUserCodespacesSecretRepositories = lookupOf(
  lookups.getUserCodespacesSecretRepositories,
);

/** `getUserCodespacesSecretRepositories` with arguments that may be outputs, as an output. */
export const getUserCodespacesSecretRepositoriesOutput = outputOf(
  lookups.getUserCodespacesSecretRepositories,
);

/**
 * The key to seal secrets of the token's user with. Needs "Codespaces user secrets" (read), or the classic
 * scope `codespace:secrets`. Operation: `codespaces/get-public-key-for-authenticated-user`. Throws
 * CodespacesError if an argument is wrong or GitHub refuses.
 */
export const getUserCodespacesPublicKey = lookupWithoutArguments(
  lookups.getUserCodespacesPublicKey,
);

/** `getUserCodespacesPublicKey` as an output. */
export const getUserCodespacesPublicKeyOutput = outputWithoutArguments(
  lookups.getUserCodespacesPublicKey,
);

/** A lookup whose options come first. */
function lookupWithoutArguments<Result>(lookup: Lookup<object, Result>) {
  const ask = lookupOf(lookup);
  return (opts?: pulumi.InvokeOptions) => ask({}, onlyOptions(opts));
}

function outputWithoutArguments<Result>(lookup: Lookup<object, Result>) {
  const ask = outputOf(lookup);
  return (opts?: pulumi.InvokeOutputOptions) => ask({}, onlyOptions(opts));
}

const OPTIONS = ["parent", "provider", "version", "pluginDownloadURL", "async", "dependsOn"];

/** A JavaScript program may pass the options as arguments, and its provider would be ignored. */
function onlyOptions<Options extends object>(opts: Options | undefined): Options | undefined {
  const stranger = Object.keys(opts ?? {}).find((name) => !OPTIONS.includes(name));
  if (stranger === undefined) return opts;
  throw new CodespacesError(
    `${shownName(stranger)}: is not an option; this lookup ` +
      "takes no arguments, so its options come first",
  );
}
