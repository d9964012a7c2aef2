import { inEnvironment, type Environment, type Sourced, type ReadConfig } from "./sources";
import { appOf, missingOf } from "./app";
import { unusable, type AppSetting, type CredentialSetting } from "./credential";

/**
 * A GitHub App as configured for Pulumi's and Terraform's GitHub providers: `github:appAuth` in the
 * configuration, each part of which may come from its variable instead. Undefined if it isn't given.
 */
export function githubsAppIn(config: ReadConfig, env: Environment): CredentialSetting | undefined {
  const text = config("github:appAuth")?.trim();
  if (!text) return undefined;
  const given = partsIn(text);
  if (given === undefined) {
    return unusable(
      "The configuration github:appAuth is not an object with id, installationId and pemFile.",
    );
  }
  return appFrom(env, given);
}

type Auth = Record<string, unknown>;

/** The same from what was given and the environment. Undefined if nothing was, and no variable is set. */
export function appFrom(env: Environment, given: Auth | undefined): CredentialSetting | undefined {
  const find = (field: string, variable: string) =>
    textIn(given, field) ?? inEnvironment(env, variable);
  const appId = find("id", "GITHUB_APP_ID");
  const installationId = find("installationId", "GITHUB_APP_INSTALLATION_ID");
  const key = find("pemFile", "GITHUB_APP_PEM_FILE");
  if (given === undefined && !(appId ?? installationId ?? key)) return undefined;
  // The name says file, but both providers expect the file's text.
  const privateKey: AppSetting["privateKey"] | undefined = key && { ...key, form: "either" };
  return (
    appOf({ appId, installationId, privateKey }) ??
    unusable(
      "A GitHub App is only partly configured (github:appAuth with id, installationId " +
        "and pemFile, or the environment variables GITHUB_APP_ID, " +
        "GITHUB_APP_INSTALLATION_ID and GITHUB_APP_PEM_FILE); missing: " +
        `${missingOf({ id: appId, installationId, pemFile: key })}. No other login is ` +
        "used in its place.",
    )
  );
}

function textIn(given: Auth | undefined, field: string): Sourced | undefined {
  const value = given?.[field];
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  return text ? { text, source: `the configuration github:appAuth (${field})` } : undefined;
}

/** Pulumi gives an object of the configuration as JSON. Terraform's shape is a list of one. */
function partsIn(text: string): Auth | undefined {
  try {
    const parsed = [JSON.parse(text) as unknown].flat()[0];
    return typeof parsed === "object" && parsed !== null ? (parsed as Auth) : undefined;
  } catch {
    return undefined;
  }
}
