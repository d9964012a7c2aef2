import type { Environment } from "../settings/sources";
import { boundedFetch } from "./bounded-fetch";
import { nodeFetch, type Sent } from "./node-fetch";
import { proxyFor } from "./proxy";

/**
 * If the environment names a proxy for this address, requests go through undici's agent, since Node knows none.
 * NODE_EXTRA_CA_CERTS is handled by Node itself.
 */
export async function proxiedFetch(
  baseUrl: string,
  env: Environment,
): Promise<{ fetch: typeof globalThis.fetch }> {
  const proxy = proxyFor(baseUrl, env);
  if (proxy === undefined) return { fetch: boundedFetch(nodeFetch) };
  // Loaded only here: a program without a proxy doesn't need undici's 1 MB.
  const undici = await import("undici");
  const dispatcher = new undici.ProxyAgent({ uri: proxy.origin, ...login(proxy) });
  const through = (url: string, init: Sent) => undici.fetch(url, { ...init, dispatcher });
  return { fetch: boundedFetch(through) };
}

/** A user name without a password is valid too. */
function login({ username, password }: URL): { token?: string } {
  if (!username) return {};
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { token: `Basic ${Buffer.from(text).toString("base64")}` };
}
