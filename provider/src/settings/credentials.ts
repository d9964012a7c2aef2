import {
  inConfig,
  inEnvironment,
  NAMESPACE,
  snake,
  type Environment,
  type ReadConfig,
} from "./sources";
import { appOf, missingOf } from "./app";
import {
  unusable,
  type AppSetting,
  type CredentialSetting,
  type FoundCredential,
} from "./credential";
import { addressesIn, namesHost } from "./addresses";
import { looksLikeToken } from "../texts";
import { appFrom, githubsAppIn } from "./neighbours";

interface Places {
  config: ReadConfig;
  env: Environment;
  /** The source of credentials that the configuration doesn't give; empty for a provider with one of its own. */
  ambient: Environment;
}

const APP_KEYS = [
  "appId",
  "installationId",
  "appOrganization",
  "privateKey",
  "privateKeyFile",
] as const;
/** The app's key in a variable that the configuration names; like `tokenEnv`. */
const KEY_VARIABLE = `${NAMESPACE}:privateKeyEnv`;
const OWN_APP_KEYS = [...APP_KEYS.map((key) => `${NAMESPACE}:${key}`), KEY_VARIABLE];
/** An app needs one of each. */
const PARTS = [
  "appId",
  "privateKey, privateKeyFile or privateKeyEnv",
  "installationId or appOrganization",
] as const;

/** @param ownOnly the configuration gives its own credential, so the environment's are not used */
export function findCredentials(config: ReadConfig, env: Environment, ownOnly: boolean) {
  const places = { config, env, ambient: ownOnly ? {} : env };
  const credential = credentialIn(places);
  const userCredential = userCredentialIn(places, credential);
  return { credential: marked(credential, env), userCredential: marked(userCredential, env) };
}

/** In a job of GitHub Actions these variables mostly hold the job's own token. */
function marked(found: FoundCredential, env: Environment): FoundCredential {
  const { setting } = found;
  if (setting.kind !== "token" || env.GITHUB_ACTIONS !== "true") return found;
  const isJobs = /^the environment variable (GH|GITHUB)_TOKEN$/.test(setting.source);
  return isJobs ? { ...found, setting: { ...setting, inActions: true } } : found;
}

function credentialIn(places: Places): FoundCredential {
  const { config, ambient } = places;
  const own = ownToken(places);
  const app = appIn(places);
  const github = githubsIn(config, ambient);
  const environment = environmentsIn(config, ambient);
  if (own !== undefined && OWN_APP_KEYS.some((key) => config(key) !== undefined)) {
    const message =
      `The configuration gives both a token (${NAMESPACE}:token or tokenEnv) and a ` +
      `GitHub App (${NAMESPACE}:appId and related keys): remove one.`;
    return { setting: unusable(message), origin: "own" };
  }
  const setting = own ?? app;
  if (setting !== undefined) return { setting, origin: "own" };
  if (github !== undefined) return { setting: github, origin: "github" };
  if (environment !== undefined) return { setting: environment, origin: "environment" };
  return { setting: { kind: "gitHubCli" }, origin: "gitHubCli" };
}

/** The token that this provider's own keys give. */
function ownToken({ config, env }: Places): CredentialSetting | undefined {
  const named = inVariable(`${NAMESPACE}:tokenEnv`, { config, env });
  if (named === undefined) return configured(config, "token");
  return "text" in named ? { kind: "token", ...named } : named;
}

/** The credential from the keys of Pulumi's GitHub provider. */
function githubsIn(config: ReadConfig, env: Environment): CredentialSetting | undefined {
  const token = inConfig(config, "github:token");
  const app = githubsAppIn(config, env);
  if (token !== undefined && app !== undefined) {
    return unusable("The configuration gives both github:token and github:appAuth: remove one.");
  }
  return token === undefined ? app : { kind: "token", ...token };
}

/** The credential from other tools' variables. A login of the GitHub CLI doesn't replace them. */
function environmentsIn(config: ReadConfig, env: Environment): CredentialSetting | undefined {
  const token = inEnvironment(env, "GH_TOKEN", "GITHUB_TOKEN");
  if (token !== undefined) return { kind: "token", ...token };
  const app = appFrom(env, undefined);
  const serverToken = inEnvironment(env, "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN");
  if (app !== undefined || serverToken === undefined) return app;
  const addresses = addressesIn(config, env);
  if (addresses.own !== undefined || !namesHost(addresses)) return undefined;
  // https://cli.github.com/manual/gh_help_environment
  return unusable(
    `The token from ${serverToken.source} is for a GitHub Enterprise Server, which has no Codespaces: it is not sent. ` +
      "Set GH_TOKEN for GitHub.com and for GHE.com.",
  );
}
/** The content of the environment variable that a key of the configuration names. */
function inVariable(key: string, { config, env }: Omit<Places, "ambient">) {
  const variable = config(key);
  if (variable === undefined) return undefined;
  const text = env[variable]?.trim();
  // A token or key that was put here by mistake must not be printed. Neither consists of capitals only.
  const isName = /^[A-Z][A-Z\d_]{0,60}$/.test(variable) && !looksLikeToken(variable);
  const shown = isName ? ` ${variable}` : "";
  if (text) return { text, source: `the environment variable${shown || ` that ${key} names`}` };
  return unusable(`${key} names the environment variable${shown}, which is empty or not set.`);
}

function userCredentialIn(
  { config, ambient }: Places,
  credential: FoundCredential,
): FoundCredential {
  const own = configured(config, "userToken");
  const found = inEnvironment(ambient, "GITHUB_CODESPACES_USER_TOKEN");
  if (own !== undefined) return { setting: own, origin: "own" };
  if (found !== undefined) return { setting: { kind: "token", ...found }, origin: "own" };
  if (credential.setting.kind !== "app") return credential;
  const message =
    "A user's secrets and codespaces need that user's token, and a GitHub App's " +
    `installation is not a user: set ${NAMESPACE}:userToken or GITHUB_CODESPACES_USER_TOKEN.`;
  return { setting: unusable(message), origin: "own" };
}

/** A key that is given but blank comes from a variable that isn't set: nothing else may take its place. */
function configured(config: ReadConfig, key: string): CredentialSetting | undefined {
  const name = `${NAMESPACE}:${key}`;
  const text = config(name)?.trim();
  if (text === undefined) return undefined;
  if (text === "") return unusable(`${name} is empty: is the variable set?`);
  return { kind: "token", text, source: `the configuration ${name}` };
}

function appIn({ config, env, ambient }: Places): CredentialSetting | undefined {
  const find = (key: (typeof APP_KEYS)[number]) =>
    inConfig(config, `${NAMESPACE}:${key}`) ??
    inEnvironment(ambient, `GITHUB_CODESPACES_${snake(key)}`);
  const appId = find("appId");
  const installationId = find("installationId");
  const organization = find("appOrganization");
  const text = find("privateKey");
  const file = find("privateKeyFile");
  const given = OWN_APP_KEYS.some((key) => config(key) !== undefined);
  if (!given && !(appId ?? installationId ?? organization ?? text ?? file)) return undefined;
  const named = inVariable(KEY_VARIABLE, { config, env });
  if (named !== undefined && !("text" in named)) return named;
  const found = named ?? text ?? file;
  const form: AppSetting["privateKey"]["form"] = found === file ? "path" : "key";
  const privateKey = found && { ...found, form };
  const installation = installationId ?? organization;
  return (
    appOf({ appId, installationId, organization, privateKey }) ??
    unusable(
      `A GitHub App needs ${PARTS.join(", ")} in the configuration ${NAMESPACE}:… ` +
        "or as environment variables GITHUB_CODESPACES_…; missing: " +
        `${missingOf({ [PARTS[0]]: appId, [PARTS[1]]: found, [PARTS[2]]: installation })}.`,
    )
  );
}
