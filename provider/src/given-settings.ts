import { OWN_CREDENTIAL } from "./hints";
import type { OnExisting, OnExternalChange } from "./kinds/secret-value";
import { NAMESPACE } from "./lookup";
import { listed, shownName } from "./texts";

/** How to reach GitHub, and as whom; what is left out comes from the environment or is the default. */
export interface ConnectionSettings {
  /** The token of the requests; a secret. */
  token?: string | undefined;
  /** The name of the environment variable that holds the token. */
  tokenEnv?: string | undefined;
  /** The token of the user whose secrets and codespaces it is about; a secret. Default: the token. */
  userToken?: string | undefined;
  /** The id or the client id of a GitHub App, in the place of a token. */
  appId?: string | number | undefined;
  /** The id of the app's installation. */
  installationId?: string | number | undefined;
  /** The organization whose installation it is, in the place of `installationId`. */
  appOrganization?: string | undefined;
  /** The app's private key as PEM; a secret. */
  privateKey?: string | undefined;
  /** The path of a file with the app's private key, in the place of `privateKey`. */
  privateKeyFile?: string | undefined;
  /** The name of the environment variable that holds the app's private key. */
  privateKeyEnv?: string | undefined;
  /** Where the API is, such as `https://api.acme.ghe.com`. */
  baseUrl?: string | undefined;
  pointsPerMinute?: number | undefined;
  maxConcurrentRequests?: number | undefined;
  maxWaitSeconds?: number | undefined;
  slowDownToPercent?: number | undefined;
  speedUpByPercent?: number | undefined;
  requestTimeoutSeconds?: number | undefined;
  retries?: number | undefined;
}

/** The settings of a `Provider`. */
export interface ProviderSettings extends ConnectionSettings {
  /** Goes into the fingerprints in the state; a secret. */
  fingerprintKey?: string | undefined;
  onExisting?: OnExisting | undefined;
  onExternalChange?: OnExternalChange | undefined;
  readGraceSeconds?: number | undefined;
}

/** All of them: a program in JavaScript has no compiler to tell a misspelt one. */
const ALL: Record<keyof ProviderSettings, true> = {
  ...{ token: true, tokenEnv: true, userToken: true, baseUrl: true, fingerprintKey: true },
  ...{ appId: true, installationId: true, appOrganization: true },
  ...{ privateKey: true, privateKeyFile: true, privateKeyEnv: true },
  ...{ onExisting: true, onExternalChange: true, readGraceSeconds: true },
  ...{ pointsPerMinute: true, maxConcurrentRequests: true, maxWaitSeconds: true },
  ...{
    slowDownToPercent: true,
    speedUpByPercent: true,
    requestTimeoutSeconds: true,
    retries: true,
  },
};

/** With one of these given, the environment's credentials are not for whoever gives it. */
const OWN: readonly string[] = [
  ...["token", "tokenEnv", "appId", "installationId", "appOrganization", "privateKey"],
  ...["privateKeyFile", "privateKeyEnv"],
];

/**
 * The keys of the configuration that these settings are, each with its value, and the hint that a
 * credential is among them. One that is given but undefined must not look like one that isn't given.
 */
export function configurationKeys<Value>(settings: Record<string, Value | undefined>): {
  keys: (readonly [key: string, name: string, value: Value | undefined])[];
  hints: Record<string, string>;
} {
  const wrong = strangersIn(Object.keys(settings));
  if (wrong !== undefined) throw new Error(wrong);
  const given = Object.entries(settings).filter(
    ([name, value]) => value !== undefined || OWN.includes(name) || name === "userToken",
  );
  const own = given.some(([name]) => OWN.includes(name));
  return {
    keys: given.map(([name, value]) => [`${NAMESPACE}:${name}`, name, value] as const),
    hints: own ? { [OWN_CREDENTIAL]: "true" } : {},
  };
}

/** What is wrong with the keys of a configuration; those of other packages are not looked at. */
export function wrongKeys(keys: readonly string[]): string | undefined {
  const prefix = `${NAMESPACE}:`;
  const own = keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  const wrong = strangersIn(own);
  return wrong && `${prefix}${wrong}`;
}

function strangersIn(names: readonly string[]): string | undefined {
  const strangers = names.filter((name) => !Object.hasOwn(ALL, name));
  if (strangers.length === 0) return undefined;
  return `${listed(strangers.map(shownName))}: is not a setting; the settings are ${Object.keys(ALL).join(", ")}`;
}
