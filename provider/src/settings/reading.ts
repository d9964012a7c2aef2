import { createHash } from "node:crypto";
import { findCredentials } from "./credentials";
import { LONGEST_TIMER } from "../clock";
import type { OnExisting, OnExternalChange } from "../rules/policies";
import {
  inConfig,
  inEnvironment,
  NAMESPACE,
  snake,
  WrongSetting,
  type Environment,
  type ReadConfig,
} from "./sources";
import type { CredentialSetting, FoundCredential } from "./credential";
import { addressesIn, BY_DEFAULT, forAnotherHost, isPlace, placeFor } from "./addresses";
import { settingsTable, type Amount, type AmountName } from "./table";
import { shown } from "../texts";

export { WrongSetting } from "./sources";

/** Everything that can be set for a whole program. Reading it uses neither network nor disk. */
export interface Settings extends Destination {
  fingerprintKey: string;
  onExisting: OnExisting;
  onExternalChange: OnExternalChange;
  limits: RateLimits;
  /** In milliseconds. */
  requestTimeout: number;
  retries: number;
  /** How long GitHub's reads may lag behind our writes, in milliseconds. */
  readGrace: number;
}

/** Where requests go, and as whom. */
interface Destination {
  baseUrl: string;
  credential: CredentialSetting;
  /** For what belongs to a user. */
  userCredential: CredentialSetting;
}

/** How much of what GitHub allows is used. */
export interface RateLimits {
  /** Points in any 60 seconds: a read costs 1, a write 5. GitHub allows 900. */
  pointsPerMinute: number;
  /** Requests under way at once. GitHub allows 100. */
  concurrency: number;
  /** The longest single wait, in milliseconds, before giving up. */
  longestWait: number;
  /** The share of points and concurrency that is left after a refusal by a secondary limit; 1 is all of it. */
  slowDownTo: number;
  /** The share of both that comes back with each minute without a refusal; 1 is all of it. */
  speedUpBy: number;
}

/** @param ownCredential the configuration gives its own credential, so the environment's are not used */
export function readSettings(
  config: ReadConfig,
  env: Environment,
  { ownCredential = false }: { ownCredential?: boolean } = {},
): Settings {
  const inKey = (key: string) => inConfig(config, `${NAMESPACE}:${key}`);
  const anywhere = (key: string) =>
    (inKey(key) ?? inEnvironment(env, `GITHUB_CODESPACES_${snake(key)}`))?.text;
  const number = (key: AmountName) => amount(key, anywhere(key));
  return {
    ...connectionIn(config, env, ownCredential),
    fingerprintKey: anywhere("fingerprintKey") ?? "",
    onExisting: choice("onExisting", inKey("onExisting")?.text),
    onExternalChange: choice("onExternalChange", inKey("onExternalChange")?.text),
    limits: {
      pointsPerMinute: number("pointsPerMinute"),
      concurrency: number("maxConcurrentRequests"),
      longestWait: milliseconds(number("maxWaitSeconds")),
      slowDownTo: number("slowDownToPercent") / 100,
      speedUpBy: number("speedUpByPercent") / 100,
    },
    requestTimeout: milliseconds(number("requestTimeoutSeconds")),
    retries: number("retries"),
    readGrace: milliseconds(number("readGraceSeconds")),
  };
}

/** In a timer's range: whole milliseconds, at least one unless the setting is zero, and 24 days at most. */
function milliseconds(seconds: number): number {
  const whole = Math.round(seconds * 1000);
  return Math.min(Math.max(whole, seconds > 0 ? 1 : 0), LONGEST_TIMER);
}

/** A short name for all settings, under which clients and caches are shared in one process. */
export function settingsKey(settings: Settings): string {
  return createHash("sha256").update(JSON.stringify(settings)).digest("base64url");
}

/** Each credential goes to the host that it is for, and both to the same one. */
function connectionIn(config: ReadConfig, env: Environment, ownOnly: boolean): Destination {
  const addresses = addressesIn(config, env);
  const { credential, userCredential } = findCredentials(config, env, ownOnly);
  const first = placeFor(credential, addresses);
  const next = isPlace(first) ? first : placeFor(NOBODYS, addresses);
  const requests = isPlace(next) ? next : BY_DEFAULT;
  const boundTo = (found: FoundCredential): CredentialSetting => {
    const theirs = found === credential ? first : placeFor(found, addresses);
    if (found.setting.kind === "unusable") return found.setting;
    if (!isPlace(theirs)) return theirs;
    if (theirs.baseUrl === requests.baseUrl) return found.setting;
    return forAnotherHost(found.setting, theirs, requests);
  };
  const main = boundTo(credential);
  const user = userCredential === credential ? main : boundTo(userCredential);
  return { baseUrl: requests.baseUrl, credential: main, userCredential: user };
}

/** Stands for this provider's own credential if the one that was found can't be sent. */
const NOBODYS: FoundCredential = { setting: { kind: "gitHubCli" }, origin: "own" };

function amount(key: AmountName, text: string | undefined): number {
  const setting: Amount = settingsTable[key];
  const { fallback, mayBeZero, most = Infinity, counts = Infinity, because = "" } = setting;
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0 || (number === 0 && !mayBeZero)) {
    throw new WrongSetting(
      `github-codespaces:${key} must be a positive number, not ${shown(text)}.`,
    );
  }
  if (number <= most) return Math.min(number, counts);
  throw new WrongSetting(
    `github-codespaces:${key} must be at most ${most}, not ${shown(text)}: ${because}.`,
  );
}

function choice<Name extends "onExisting" | "onExternalChange">(
  key: Name,
  text: string | undefined,
): (typeof settingsTable)[Name]["allowed"][number] {
  const { allowed } = settingsTable[key];
  if (text === undefined) return allowed[0];
  const found = allowed.find((one) => one === text);
  if (found !== undefined) return found;
  throw new WrongSetting(
    `github-codespaces:${key} must be one of ${allowed.join(", ")}, not ${shown(text)}.`,
  );
}
