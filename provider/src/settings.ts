import { createHash } from "node:crypto";
import { readCredentials, type Credentials } from "./credential-settings";
import { defaultRateLimits, MOST_CONCURRENT, type RateLimits } from "./github/rate-limits";
import type { OnExisting, OnExternalChange } from "./inputs";
import {
  firstFound,
  NAMESPACE,
  snake,
  type Environment,
  type Found,
  type ReadConfig,
} from "./lookup";
import { shown } from "./texts";

/** Everything that can be set for a whole program. Reading it asks neither network nor disk. */
export interface Settings extends Credentials {
  baseUrl: string;
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

export interface ReadOptions {
  /** The configuration gives its own credential, so that none of the environment's is for it. */
  ownCredential?: boolean;
}

export function readSettings(
  config: ReadConfig,
  env: Environment,
  { ownCredential = false }: ReadOptions = {},
): Settings {
  const find = (key: string, variables: string[]) =>
    firstFound(config, env, { keys: [`${NAMESPACE}:${key}`], variables });
  const text = (key: string, variable: string) => find(key, [variable])?.text;
  const number = (key: string, fallback: number, range: Range = {}) =>
    amount(key, find(key, [`GITHUB_CODESPACES_${snake(key)}`])?.text, { fallback, ...range });
  return {
    ...readCredentials(config, env, ownCredential),
    baseUrl: checkedBaseUrl(find("baseUrl", ["GITHUB_API_URL"])),
    fingerprintKey: text("fingerprintKey", "GITHUB_CODESPACES_FINGERPRINT_KEY") ?? "",
    onExisting: choice("onExisting", find("onExisting", [])?.text, ["adopt", "fail"]),
    onExternalChange: choice("onExternalChange", find("onExternalChange", [])?.text, [
      "overwrite",
      "warn",
      "ignore",
    ]),
    limits: limitsFrom(number),
    requestTimeout: number("requestTimeoutSeconds", 30) * 1000,
    retries: number("retries", 3, { zero: true }),
    readGrace: number("readGraceSeconds", 60, { zero: true }) * 1000,
  };
}

type ReadNumber = (key: string, fallback: number, range?: Range) => number;

function limitsFrom(number: ReadNumber): RateLimits {
  const { pointsPerMinute, concurrency, longestWait, slowDownTo, speedUpBy } = defaultRateLimits;
  const percent = { most: 100, because: "it is a percentage" };
  const gitHubs = { most: MOST_CONCURRENT, because: "GitHub refuses more requests at once" };
  return {
    pointsPerMinute: number("pointsPerMinute", pointsPerMinute),
    concurrency: number("maxConcurrentRequests", concurrency, gitHubs),
    longestWait: number("maxWaitSeconds", longestWait / 1000) * 1000,
    slowDownTo: number("slowDownToPercent", slowDownTo * 100, percent) / 100,
    speedUpBy: number("speedUpByPercent", speedUpBy * 100, percent) / 100,
  };
}

/** A short name of all settings, under which clients and caches are shared in one process. */
export function settingsKey(settings: Settings): string {
  return createHash("sha256").update(JSON.stringify(settings)).digest("base64url");
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

/** What a number may be, beside positive. */
interface Range {
  zero?: boolean;
  most?: number;
  because?: string;
}

function amount(
  key: string,
  text: string | undefined,
  { fallback, zero = false, most = Infinity, because = "" }: Range & { fallback: number },
): number {
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0 || (number === 0 && !zero)) {
    throw new WrongSetting(
      `github-codespaces:${key} must be a positive number, not ${shown(text)}.`,
    );
  }
  if (number <= most) return number;
  throw new WrongSetting(
    `github-codespaces:${key} must be at most ${most}, not ${shown(text)}: ${because}.`,
  );
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
    `github-codespaces:${key} must be one of ${allowed.join(", ")}, not ${shown(text)}.`,
  );
}
