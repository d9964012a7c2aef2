import {
  firstFound,
  NAMESPACE,
  snake,
  type Environment,
  type Found,
  type ReadConfig,
} from "./lookup";
import { looksLikeToken } from "./texts";

export interface AppSetting {
  kind: "app";
  /** The app's id or its client id. */
  appId: string;
  /** By its id, or as the one of an organization, which is looked up. */
  installation: { id: number } | { organization: string };
  /** The PEM, or the path of a file that holds it. */
  privateKey: Found & { isPath: boolean };
  /** In words, for messages. */
  source: string;
}

/**
 * Who the requests are sent as. Nothing was asked or read for it yet, and what can't be used says so
 * at the first request: a preview needs no credential, so it mustn't fail for the want of one.
 */
export type CredentialSetting =
  | ({ kind: "token" } & Found)
  | AppSetting
  | { kind: "gitHubCli" }
  | { kind: "unusable"; message: string };

export interface Credentials {
  credential: CredentialSetting;
  /** For what belongs to a user. */
  userCredential: CredentialSetting;
}

interface Places {
  config: ReadConfig;
  env: Environment;
  /** Where credentials that the configuration doesn't give may come from; empty for a provider's own. */
  ambient: Environment;
}

const APP_KEYS = ["appId", "installationId", "appOrganization", "privateKey", "privateKeyFile"];
/** The app's key in a variable of the configuration's choice; like `tokenEnv`. */
const KEY_VARIABLE = `${NAMESPACE}:privateKeyEnv`;
const OWN_APP_KEYS = [...APP_KEYS.map((key) => `${NAMESPACE}:${key}`), KEY_VARIABLE];

/** @param ownOnly the configuration gives its own credential: none of the environment's is for it */
export function readCredentials(config: ReadConfig, env: Environment, ownOnly: boolean) {
  const places = { config, env, ambient: ownOnly ? {} : env };
  const credential = credentialIn(places);
  return { credential, userCredential: userCredentialIn(places, credential) } satisfies Credentials;
}

function credentialIn(places: Places): CredentialSetting {
  const { config, ambient } = places;
  const own = ownToken(places);
  const app = appIn(places);
  const anybodys = firstFound(config, ambient, {
    keys: ["github:token"],
    variables: ["GH_TOKEN", "GITHUB_TOKEN"],
  });
  if (own !== undefined && OWN_APP_KEYS.some((key) => config(key) !== undefined)) {
    return unusable(
      `The configuration gives both a token (${NAMESPACE}:token or tokenEnv) and a GitHub App (${NAMESPACE}:appId and its neighbours): remove one.`,
    );
  }
  return own ?? app ?? (anybodys && { kind: "token", ...anybodys }) ?? { kind: "gitHubCli" };
}

/** The token that this provider's own keys give. */
function ownToken({ config, env }: Places): CredentialSetting | undefined {
  const named = inVariable(`${NAMESPACE}:tokenEnv`, { config, env });
  if (named === undefined) return configured(config, "token");
  return "text" in named ? { kind: "token", ...named } : named;
}

/** What the environment variable holds that a key of the configuration names. */
function inVariable(key: string, { config, env }: Omit<Places, "ambient">) {
  const variable = config(key);
  if (variable === undefined) return undefined;
  const text = env[variable]?.trim();
  // A token or a key that was put here by mistake must not be printed; neither is all in capitals.
  const isName = /^[A-Z][A-Z\d_]{0,60}$/.test(variable) && !looksLikeToken(variable);
  const shown = isName ? ` ${variable}` : "";
  if (text) return { text, source: `the environment variable${shown || ` that ${key} names`}` };
  return unusable(`${key} names the environment variable${shown}, which is empty or not set.`);
}

function userCredentialIn(
  { config, ambient }: Places,
  credential: CredentialSetting,
): CredentialSetting {
  const variables = ["GITHUB_CODESPACES_USER_TOKEN"];
  const own = configured(config, "userToken");
  const found = firstFound(config, ambient, { keys: [], variables });
  if (own !== undefined) return own;
  if (found !== undefined) return { kind: "token", ...found };
  if (credential.kind !== "app") return credential;
  return unusable(
    "A user's secrets and codespaces need that user's token, and the installation of a GitHub App is no user: " +
      `set ${NAMESPACE}:userToken or ${variables.join()}.`,
  );
}

/** A key that is given but blank is a variable that isn't set: nothing else may take its place. */
function configured(config: ReadConfig, key: string): CredentialSetting | undefined {
  const name = `${NAMESPACE}:${key}`;
  const text = config(name)?.trim();
  if (text === undefined) return undefined;
  if (text === "") return unusable(`${name} is empty: is the variable set?`);
  return { kind: "token", text, source: `the configuration ${name}` };
}

function appIn({ config, env, ambient }: Places): CredentialSetting | undefined {
  const find = (key: string) => {
    const variables = [`GITHUB_CODESPACES_${snake(key)}`];
    return firstFound(config, ambient, { keys: [`${NAMESPACE}:${key}`], variables });
  };
  const [appId, installationId, organization, text, file] = APP_KEYS.map(find);
  const given = OWN_APP_KEYS.some((key) => config(key) !== undefined);
  if (!given && !(appId ?? installationId ?? organization ?? text ?? file)) return undefined;
  const named = inVariable(KEY_VARIABLE, { config, env });
  if (named !== undefined && !("text" in named)) return named;
  const privateKey = named ?? text ?? file;
  const installation = installationId ?? organization;
  if (!appId || !privateKey || !installation) {
    return partly({
      appId,
      "privateKey, privateKeyFile or privateKeyEnv": privateKey,
      "installationId or appOrganization": installation,
    });
  }
  const wrong = notShown({ appId, organization });
  if (wrong !== undefined) return unusable(wrong);
  if (installationId && !/^\d+$/.test(installationId.text)) {
    return unusable(`${NAMESPACE}:installationId must be a number.`);
  }
  return {
    kind: "app",
    appId: appId.text,
    installation: installationId
      ? { id: Number(installationId.text) }
      : { organization: installation.text },
    privateKey: { ...privateKey, isPath: privateKey === file },
    source: `the GitHub App ${appId.text} (its private key: ${privateKey.source})`,
  };
}

/** Both stand in messages: what is of another form may be a token in the wrong place. */
function notShown({ appId, organization }: Record<string, Found | undefined>) {
  if (appId && !/^(\d{1,12}|Iv[\w.]{8,30})$/.test(appId.text)) {
    return `${appId.source} must be the id of the app, a number, or its client id, which begins with Iv.`;
  }
  const isLogin = /^[a-z\d][\w-]{0,38}$/i.test(organization?.text ?? "x");
  if (organization === undefined || (isLogin && !looksLikeToken(organization.text)))
    return undefined;
  return `${organization.source} must be the login of an organization.`;
}

function partly(settings: Record<string, Found | undefined>): CredentialSetting {
  const missing = Object.keys(settings).filter((name) => settings[name] === undefined);
  return unusable(
    `A GitHub App needs ${Object.keys(settings).join(", ")} in the configuration ${NAMESPACE}:… ` +
      `or as environment variables GITHUB_CODESPACES_…; missing: ${missing.join(", ")}.`,
  );
}

function unusable(message: string): CredentialSetting & { kind: "unusable" } {
  return { kind: "unusable", message };
}
