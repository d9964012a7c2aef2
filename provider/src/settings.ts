import { createHash } from "node:crypto";
import { defaultRateLimits, type RateLimits } from "./github/rate-limits";
import type { OnExisting, OnExternalChange } from "./inputs";

/** Reads one key of the Pulumi configuration, such as `github-codespaces:token`. */
export type ReadConfig = (key: string) => string | undefined;
export type Environment = Readonly<Record<string, string | undefined>>;

/** A text and where it was found, for messages. */
export interface Found {
  text: string;
  source: string;
}

/** Everything that can be set for a whole program. Reading it asks neither network nor disk. */
export interface Settings {
  baseUrl: string;
  /** Undefined: the GitHub CLI is asked when a token is needed. */
  token: Found | undefined;
  /** For what belongs to a user; the token where it isn't given. */
  userToken: Found | undefined;
  fingerprintKey: string;
  onExisting: OnExisting;
  onExternalChange: OnExternalChange;
  limits: RateLimits;
  /** Milliseconds. */
  requestTimeout: number;
  retries: number;
  /** How long GitHub's reads may lag behind our writes, in milliseconds. */
  readGrace: number;
}

/** A setting that can't be used. The message names it and never its value if that is secret. */
export class WrongSetting extends Error {}

const NAMESPACE = "github-codespaces";

export function readSettings(config: ReadConfig, env: Environment): Settings {
  const find = (key: string, variables: string[], otherKeys: string[] = []) =>
    firstFound(config, env, { keys: [`${NAMESPACE}:${key}`, ...otherKeys], variables });
  const text = (key: string, variable: string) => find(key, [variable])?.text;
  const number = (key: string, fallback: number, { zero = false } = {}) =>
    amount(key, { text: find(key, [`GITHUB_CODESPACES_${snake(key)}`])?.text, fallback, zero });
  const token = findToken(config, env);
  return {
    baseUrl: checkedBaseUrl(find("baseUrl", ["GITHUB_API_URL"])),
    token,
    userToken: find("userToken", ["GITHUB_CODESPACES_USER_TOKEN"]) ?? token,
    fingerprintKey: text("fingerprintKey", "GITHUB_CODESPACES_FINGERPRINT_KEY") ?? "",
    onExisting: choice("onExisting", find("onExisting", [])?.text, ["adopt", "fail"]),
    onExternalChange: choice("onExternalChange", find("onExternalChange", [])?.text, [
      "overwrite",
      "warn",
      "ignore",
    ]),
    limits: {
      pointsPerMinute: number("pointsPerMinute", defaultRateLimits.pointsPerMinute),
      concurrency: number("maxConcurrentRequests", defaultRateLimits.concurrency),
      longestWait: number("maxWaitSeconds", defaultRateLimits.longestWait / 1000) * 1000,
    },
    requestTimeout: number("requestTimeoutSeconds", 30) * 1000,
    retries: number("retries", 3, { zero: true }),
    readGrace: number("readGraceSeconds", 60, { zero: true }) * 1000,
  };
}

/** A short name of all settings, under which clients and caches are shared in one process. */
export function settingsKey(settings: Settings): string {
  return createHash("sha256").update(JSON.stringify(settings)).digest("base64url");
}

function findToken(config: ReadConfig, env: Environment): Found | undefined {
  const variable = config(`${NAMESPACE}:tokenEnv`);
  if (variable !== undefined) {
    const text = env[variable];
    if (text) return { text: text.trim(), source: `the environment variable ${variable}` };
    throw new WrongSetting(
      `github-codespaces:tokenEnv names the environment variable ${variable}, which is empty or not set.`,
    );
  }
  const keys = [`${NAMESPACE}:token`, "github:token"];
  return firstFound(config, env, { keys, variables: ["GH_TOKEN", "GITHUB_TOKEN"] });
}

function firstFound(
  config: ReadConfig,
  env: Environment,
  { keys, variables }: { keys: string[]; variables: string[] },
): Found | undefined {
  for (const key of keys) {
    const text = config(key)?.trim();
    if (text) return { text, source: `the configuration ${key}` };
  }
  for (const variable of variables) {
    const text = env[variable]?.trim();
    if (text) return { text, source: `the environment variable ${variable}` };
  }
  return undefined;
}

function checkedBaseUrl(found: Found | undefined): string {
  if (found === undefined) return "https://api.github.com";
  let url: URL;
  try {
    url = new URL(found.text);
  } catch {
    throw new WrongSetting(`${found.source} is not a URL: give one such as https://api.github.com`);
  }
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) {
    throw new WrongSetting(
      `${found.source} must begin with https:// (plain http would send the token in clear; it is allowed to this machine only).`,
    );
  }
  if (url.username || url.password) {
    throw new WrongSetting(`${found.source} must not hold a user name or password.`);
  }
  if (url.pathname.startsWith("/api/v3")) {
    throw new WrongSetting(
      `${found.source} looks like a GitHub Enterprise Server, which has no Codespaces. Use https://api.github.com or https://api.SUBDOMAIN.ghe.com`,
    );
  }
  return url.href.replace(/\/+$/, "");
}

function amount(
  key: string,
  { text, fallback, zero }: { text: string | undefined; fallback: number; zero: boolean },
): number {
  if (text === undefined) return fallback;
  const number = Number(text);
  if (Number.isFinite(number) && (number > 0 || (number === 0 && zero))) return number;
  throw new WrongSetting(`github-codespaces:${key} must be a positive number, not "${text}".`);
}

function choice<const T extends string>(
  key: string,
  text: string | undefined,
  allowed: readonly [T, ...T[]],
): T {
  if (text === undefined) return allowed[0];
  const found = allowed.find((one) => one === text);
  if (found !== undefined) return found;
  throw new WrongSetting(
    `github-codespaces:${key} must be one of ${allowed.join(", ")}, not "${text}".`,
  );
}

function snake(camel: string): string {
  return camel.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
