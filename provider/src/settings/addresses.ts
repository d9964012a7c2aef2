import {
  inConfig,
  inEnvironment,
  NAMESPACE,
  WrongSetting,
  type Environment,
  type Sourced,
  type ReadConfig,
} from "./sources";
import { apiOfNamed, baseUrlIn, GITHUB_COM, isThisMachine } from "./base-url";
import {
  unusable,
  type CredentialSetting,
  type FoundCredential,
  type Origin,
  type Unusable,
} from "./credential";

/** Everything that says where the API is. All of it is looked up, but not read yet. */
export interface Addresses {
  /** The configuration key of this provider. */
  own: Sourced | undefined;
  /** GITHUB_API_URL, which GitHub Actions sets. */
  api: Sourced | undefined;
  /** The configuration key and the variable of Pulumi's GitHub provider. */
  github: { key: Sourced | undefined; variable: Sourced | undefined };
  /** The variables of GitHub Actions and the GitHub CLI. */
  others: Sourced[];
}

export function addressesIn(config: ReadConfig, env: Environment): Addresses {
  const others = ["GITHUB_SERVER_URL", "GH_HOST"].map((variable) => inEnvironment(env, variable));
  const key = inConfig(config, "github:baseUrl");
  return {
    own: inConfig(config, `${NAMESPACE}:baseUrl`),
    api: inEnvironment(env, "GITHUB_API_URL"),
    github: { key, variable: inEnvironment(env, "GITHUB_BASE_URL") },
    others: others.filter((found) => found !== undefined),
  };
}

/** Whether anything in the environment names a host. */
export function namesHost({ api, github, others }: Addresses): boolean {
  return [api, github.variable, ...others].some((found) => found !== undefined);
}

/** An address of the API, and what named it. */
export interface Address {
  baseUrl: string;
  source: string;
}

export const BY_DEFAULT: Address = { baseUrl: GITHUB_COM, source: "the default" };

export function isPlace(found: Address | Unusable): found is Address {
  return "baseUrl" in found;
}

/**
 * Where requests with a credential go. A token must never go to another host than the one it was given for. If
 * it is unclear which of two hosts is meant, neither gets it.
 */
export function placeFor(
  { setting, origin }: FoundCredential,
  addresses: Addresses,
): Address | Unusable {
  if (addresses.own === undefined) return namedPlace(origin, addresses);
  const own = { baseUrl: baseUrlIn(addresses.own), source: addresses.own.source };
  const isItsOwn = origin === "own" || origin === "gitHubCli" || isThisMachine(own.baseUrl);
  if (isItsOwn || setting.kind === "unusable") return own;
  const theirs = namedPlace(origin, addresses);
  if (!isPlace(theirs) || theirs.baseUrl === own.baseUrl) return theirs;
  return forAnotherHost(setting, theirs, own);
}

/** The error in place of sending a credential to a host that it isn't for. */
export function forAnotherHost(
  setting: CredentialSetting,
  theirs: Address,
  requests: Address,
): Unusable {
  const host = hostOf(requests);
  const whose = "source" in setting ? ` from ${setting.source}` : "";
  return unusable(
    `The credential${whose} is for ${hostOf(theirs)} (${theirs.source}), but requests go to ` +
      `${host} (${requests.source}): it is not sent there. Set the one for ${host} with a key of ` +
      `this provider, such as ${NAMESPACE}:tokenEnv, with ${NAMESPACE}:baseUrl.`,
  );
}

/** Where it goes if this provider's own key doesn't say: everything that is named must be one place. */
function namedPlace(origin: Origin, addresses: Addresses): Address | Unusable {
  const here = onThisMachine(addresses.api);
  if (here !== undefined) return here;
  const [first = BY_DEFAULT, ...more] = namesFor(origin, addresses);
  const wrong = [first, ...more].find((name) => !isPlace(name));
  if (wrong && !isPlace(wrong)) return unusable(`${wrong.message}. ${wayOut(origin)}`);
  const [place = BY_DEFAULT, ...places] = [first, ...more].filter(isPlace);
  const other = places.find(({ baseUrl }) => baseUrl !== place.baseUrl);
  if (other === undefined) return place;
  return unusable(
    `It is not clear which host the credential is for: ${place.source} says ` +
      `${hostOf(place)}, and ${other.source} says ${hostOf(other)}. ${wayOut(origin)}`,
  );
}

/**
 * The first one decides; the others must agree. A credential from the configuration never goes to a host that
 * only a variable names.
 */
function namesFor(origin: Origin, addresses: Addresses): (Address | Unusable)[] {
  const { own, api, github, others } = addresses;
  const key = github.key && placeNamed(github.key);
  if (origin === "github" && key !== undefined) return [key];
  // If no key of this provider's own comes first, a wrong GITHUB_API_URL is an error of the settings.
  const strictly = own === undefined ? (found: Sourced) => placeAt(found, baseUrlIn) : placeNamed;
  const main = api && strictly(api);
  const variable = github.variable && placeNamed(github.variable);
  const more = others.map((found) => placeNamed(found));
  const all = {
    own: [main ?? BY_DEFAULT, key, variable, ...more],
    github: [variable ?? main ?? BY_DEFAULT, main, ...more],
    environment: [main, key, variable, ...more],
    gitHubCli: [main, key, variable, ...more],
  };
  return all[origin].filter((name) => name !== undefined);
}

function placeAt(found: Sourced, read: (found: Sourced) => string): Address {
  return { baseUrl: read(found), source: found.source };
}

function placeNamed(found: Sourced): Address | Unusable {
  try {
    return placeAt(found, apiOfNamed);
  } catch (error) {
    if (error instanceof WrongSetting) return unusable(error.message.replace(/\.$/, ""));
    throw error;
  }
}

/** An emulator on this machine gets every credential if GITHUB_API_URL names it: nothing leaves the machine. */
function onThisMachine(api: Sourced | undefined): Address | undefined {
  const place = api && placeNamed(api);
  return place && isPlace(place) && isThisMachine(place.baseUrl) ? place : undefined;
}

function wayOut(origin: Origin): string {
  const isOwn = origin === "own" || origin === "gitHubCli";
  const keys = isOwn
    ? ""
    : `, and name the credential with a key of this provider, such as ${NAMESPACE}:tokenEnv`;
  return `To say which host it is, set ${NAMESPACE}:baseUrl${keys}.`;
}

function hostOf({ baseUrl }: Address): string {
  return new URL(baseUrl).host;
}
