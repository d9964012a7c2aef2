import { BlockList, isIP } from "node:net";
import type { Environment } from "../settings/sources";

/** The proxy that the environment names for an address, read as curl and `gh` do. */
export function proxyFor(address: string, env: Environment): URL | undefined {
  const url = new URL(address);
  const ofHttp = ["http_proxy", "HTTP_PROXY"];
  // If only the one for plain http is given, it is used for both: companies often have just one.
  const names = url.protocol === "https:" ? ["https_proxy", "HTTPS_PROXY", ...ofHttp] : ofHttp;
  const name = names.find((one) => env[one]?.trim());
  if (name === undefined || goesPast(url, env)) return undefined;
  return proxyIn(env[name] ?? "", name);
}

/** Without a scheme it is http. It may contain a user name and password, so nothing of it is printed. */
function proxyIn(text: string, name: string): URL {
  const trimmed = text.trim();
  const [, scheme] = /^([a-z][a-z\d+.-]*):\/\//i.exec(trimmed) ?? [];
  if (scheme !== undefined && /^socks/i.test(scheme)) {
    throw new Error(
      `The environment variable ${name} names a SOCKS proxy, which is not supported: use ` +
        "an HTTP proxy, such as http://HOST:PORT, or bypass it with NO_PROXY.",
    );
  }
  const whole = scheme === undefined ? `http://${trimmed}` : trimmed;
  const url = URL.canParse(whole) ? new URL(whole) : undefined;
  const isProxy = url && /^https?:$/.test(url.protocol) && url.hostname && url.pathname === "/";
  if (isProxy && !url.search && !url.hash && canBeDecoded(url)) return url;
  throw new Error(
    `The environment variable ${name} is not the address of a proxy: use ` +
      "http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with the special " +
      "characters of the password written as %40 and so on.",
  );
}

function canBeDecoded({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

/** NO_PROXY: hosts including their subdomains, addresses, address ranges, or `*`; each may have a port. */
function goesPast(url: URL, env: Environment): boolean {
  const list = [env.no_proxy, env.NO_PROXY].find((text) => text?.trim()) ?? "";
  const entries = list.split(/[\s,;]+/).filter(Boolean);
  return entries.some((entry) => covers(entry.toLowerCase(), url));
}

function covers(entry: string, url: URL): boolean {
  const host = bare(url.hostname);
  const [, range, bits] = /^(.+)\/(\d+)$/.exec(entry) ?? [];
  if (range !== undefined && isIP(bare(range))) return isInRange(host, bare(range), Number(bits));
  const { name, port } = partsOf(entry);
  const ofUrl = url.port || (url.protocol === "https:" ? "443" : "80");
  if (port !== undefined && port !== ofUrl) return false;
  if (name === "*") return true;
  const domain = bare(name).replace(/^\*?\.?/, "");
  return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
}

/** `host:port`, `[::1]:port`, or `::1`, which has no port. People also write a whole URL. */
function partsOf(entry: string): { name: string; port?: string | undefined } {
  const text = entry.replace(/^[a-z]+:\/\//, "").replace(/\/$/, "");
  if (isIP(text) === 6) return { name: text };
  const [, name = text, port] = /^(.*?)(?::(\d+))?$/.exec(text) ?? [];
  return { name, port };
}

function isInRange(host: string, range: string, bits: number): boolean {
  const [family, ofHost] = [isIP(range), isIP(host)];
  if (family !== ofHost || bits > (family === 6 ? 128 : 32)) return false;
  const type = family === 6 ? "ipv6" : "ipv4";
  const list = new BlockList();
  list.addSubnet(range, bits, type);
  return list.check(host, type);
}

/** Without an address's brackets, and without the final dot of a fully qualified name. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}
