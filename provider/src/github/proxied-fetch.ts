import type { Environment } from "../lookup";

/**
 * Node's fetch ignores proxies: where the environment names one, requests go through undici's agent,
 * which honours HTTPS_PROXY, HTTP_PROXY and NO_PROXY. NODE_EXTRA_CA_CERTS is Node's own.
 */
export async function proxiedFetch(env: Environment): Promise<{ fetch?: typeof globalThis.fetch }> {
  const names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];
  if (!names.some((name) => env[name])) return {};
  // Loaded here only: a program without a proxy does without undici's 1 MB.
  const undici = await import("undici");
  const dispatcher = new undici.EnvHttpProxyAgent();
  const fetch = (url: string, init: object) => undici.fetch(url, { ...init, dispatcher });
  return { fetch: fetch as unknown as typeof globalThis.fetch };
}
