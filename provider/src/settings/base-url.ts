import { WrongSetting, type Sourced } from "./sources";

export const GITHUB_COM = "https://api.github.com";
const BOTH = `${GITHUB_COM} or https://api.SUBDOMAIN.ghe.com`;
const IS_SERVER = "a GitHub Enterprise Server, which has no Codespaces";

/** What people write after the host of the API: its GraphQL path, or the API path of a server. */
const API_PATH = /^\/*(api(\/(v3|graphql))?|graphql)?\/*$/i;

/** The API's address, in whatever form it is written. A wrong address is not printed. */
export function baseUrlIn(found: Sourced): string {
  const { source } = found;
  const url = urlIn(found);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url))) {
    throw new WrongSetting(
      `${source} must begin with https:// (plain http would send the ` +
        "token unencrypted; it is allowed only to this machine).",
    );
  }
  if (url.username || url.password) {
    throw new WrongSetting(`${source} must not contain a user name or password.`);
  }
  if (isGitHubs(url)) return addressAtGitHub(url, source);
  if (/^\/+api\/+(v3|graphql)\b/i.test(url.pathname)) {
    throw new WrongSetting(`${source} looks like ${IS_SERVER}. Use ${BOTH}`);
  }
  if (url.search || url.hash) {
    throw new WrongSetting(`${source} must have no query and no fragment.`);
  }
  return url.href.replace(/(\/graphql)?\/*$/i, "");
}

/**
 * The API of a host that is named for other tools, by its web address or as a host alone. Those tools also know
 * GitHub Enterprise Server; other hosts can't be told apart.
 */
export function apiOfNamed({ text, source }: Sourced): string {
  const written = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const baseUrl = baseUrlIn({ text: written, source });
  const url = new URL(baseUrl);
  if (isGitHubs(url) || isLoopback(url)) return baseUrl;
  throw new WrongSetting(`${source} names ${url.host}, which looks like ${IS_SERVER}. Use ${BOTH}`);
}

/** An address that is none of GitHub's, nor of an emulator: which GitHub it leads to nobody can tell. */
export function isGateway(baseUrl: string): boolean {
  const url = new URL(baseUrl);
  return !isGitHubs(url) && !isLoopback(url);
}

export function isThisMachine(baseUrl: string): boolean {
  return isLoopback(new URL(baseUrl));
}

function urlIn({ text, source }: Sourced): URL {
  try {
    return new URL(text);
  } catch {
    const [host = ""] = text.split("/");
    throw new WrongSetting(
      `${source} is not a URL: give one such as ${apiOf(host.toLowerCase()) ?? GITHUB_COM}`,
    );
  }
}

function addressAtGitHub(url: URL, source: string): string {
  const right = apiOf(hostOf(url));
  const isWhole = url.port === "" && !url.search && !url.hash && API_PATH.test(url.pathname);
  if (right !== undefined && isWhole) return right;
  throw new WrongSetting(`${source} is not an address of GitHub's API: use ${right ?? BOTH}`);
}

/** The API for a host of GitHub.com, or of GHE.com, which has a subdomain for each company. */
function apiOf(host: string): string | undefined {
  if (/^((www|api)\.)?github\.com$/.test(host)) return GITHUB_COM;
  const [, company] = /^(?:(?:www|api)\.)?([a-z\d-]+)\.ghe\.com$/.exec(host) ?? [];
  const isCompany = company !== undefined && company !== "api" && company !== "www";
  return isCompany ? `https://api.${company}.ghe.com` : undefined;
}

function isGitHubs(url: URL): boolean {
  return /(^|\.)(github|ghe)\.com$/.test(hostOf(url));
}

/** A host name may end in the dot of the root. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/\.$/, "");
}

function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
