import type { Environment } from "../settings/sources";
import { boundedFetch } from "./bounded-fetch";
import { proxyFor } from "./proxy";

/**
 * Node's fetch ignores proxies: where the environment names one for this address, requests go through
 * undici's agent. NODE_EXTRA_CA_CERTS is Node's own.
 */
export async function proxiedFetch(
  baseUrl: string,
  env: Environment,
): Promise<{ fetch: typeof globalThis.fetch }> {
  const proxy = proxyFor(baseUrl, env);
  if (proxy === undefined) return { fetch: boundedFetch((url, init) => fetch(url, init)) };
  // Loaded here only: a program without a proxy does without undici's 1 MB.
  const undici = await import("undici");
  const dispatcher = new undici.ProxyAgent({ uri: proxy.origin, ...login(proxy) });
  const through = (url: string, init: object) => undici.fetch(url, { ...init, dispatcher });
  return { fetch: boundedFetch(through as unknown as typeof globalThis.fetch) };
}

/** A user without a password is one too. */
function login({ username, password }: URL): { token?: string } {
  if (!username) return {};
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { token: `Basic ${Buffer.from(text).toString("base64")}` };
}
