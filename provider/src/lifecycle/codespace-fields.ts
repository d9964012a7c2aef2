import { isIP } from "node:net";
import type { CodespaceInputs } from "../inputs";
import { shown } from "../texts";
import type { Field, Fields, Rule } from "./fields";
import type { CheckFailure } from "./lifecycle";
import { isObject, unknown, type Props } from "./plain";
import { pullRequestIn } from "./pull-request";
import { oneOf, repositoryReference } from "./rules";

/** GitHub's limits, in minutes. */
const IDLE_TIMEOUT = { least: 5, most: 240 };
const RETENTION = { least: 0, most: 43_200 };
export const LONGEST_DISPLAY_NAME = 48;

const text: Rule = (value) =>
  typeof value === "string" && value.trim() !== ""
    ? { ok: value }
    : { wrong: "must be a text that isn't empty" };

const flag: Rule = (value) =>
  typeof value === "boolean" ? { ok: value } : { wrong: "must be true or false" };

function minutes({ least, most }: { least: number; most: number }): Rule {
  return (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? { ok: value }
      : { wrong: `${shown(value)} must be whole minutes from ${least} to ${most}` };
}

const displayName: Rule = (value, inputs) => {
  if (typeof value !== "string" || value.length <= LONGEST_DISPLAY_NAME) return text(value, inputs);
  return { wrong: `has ${value.length} characters; GitHub allows ${LONGEST_DISPLAY_NAME}` };
};

const clientIp: Rule = (value) =>
  typeof value === "string" && isIP(value) > 0
    ? { ok: value }
    : { wrong: `${shown(value)} is not an IP address` };

const folders: Rule = (value) =>
  Array.isArray(value) && value.every((folder) => typeof folder === "string" && folder !== "")
    ? { ok: value }
    : { wrong: "must be a list of paths" };

/** `acme/api#7`, any URL of the pull request, or `1001#7` with the id of the repository. */
const pullRequest: Rule = (value, inputs) => {
  const { repository = "", number = "" } =
    typeof value === "string" ? (pullRequestIn(value) ?? {}) : {};
  const reference = /^\d+$/.test(repository) ? Number(repository) : repository;
  const verdict = repositoryReference(reference, { ...inputs, org: undefined });
  if ("ok" in verdict && (typeof verdict.ok === "string" || typeof verdict.ok === "number")) {
    return { ok: `${verdict.ok}#${number}` };
  }
  return { wrong: `${shown(value)} must be "owner/name#7", or its URL` };
};

/** A machine in a message, if it is of the form of GitHub's names, such as `standardLinux32gb`. */
export function shownMachine(machine: string): string {
  return /^[a-z]{1,24}(\d{1,3}gb)?$/i.test(machine) ? machine : shown(machine);
}

const UNITS: Record<string, number> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0.000_001,
};
const PART = /(\d+(?:\.\d+)?)(ms|us|µs|ns|h|m|s)/g;

/** A duration as Pulumi's customTimeouts write it, such as `1h30m` or `1.5h`; in milliseconds. */
export function durationOf(duration: string): number | undefined {
  const parts = [...duration.matchAll(PART)];
  const isWhole = parts.map(([part]) => part).join("") === duration && duration !== "";
  if (!isWhole) return undefined;
  const ms = parts.map(([, amount, unit = ""]) => Number(amount) * (UNITS[unit] ?? 0));
  return ms.reduce((sum, part) => sum + part, 0);
}

/** GitHub's own jobs end after a day at the latest. */
const LONGEST = 24 * 3_600_000;

function isSensible(duration: number | undefined): boolean {
  return duration !== undefined && duration > 0 && duration <= LONGEST;
}

const timeouts: Rule = (value) => {
  const names = ["create", "update", "delete"];
  const wrong = {
    wrong:
      'must be an object such as { create: "20m", update: "10m", delete: "5m" }, each of more than 0 and at most 24h ' +
      "(customTimeouts of the options count as it)",
  };
  if (!isObject(value)) return wrong;
  const fits = Object.entries(value).every(
    ([name, duration]) =>
      duration === undefined ||
      (names.includes(name) && typeof duration === "string" && isSensible(durationOf(duration))),
  );
  return fits ? { ok: value } : wrong;
};

export const codespaceFields: Fields<CodespaceInputs> = {
  repository: { replaces: true, check: repositoryReference },
  ref: { replaces: true, check: text },
  pullRequest: { replaces: true, check: pullRequest },
  geo: { replaces: true, check: oneOf("EuropeWest", "SoutheastAsia", "UsEast", "UsWest") },
  devcontainerPath: { replaces: true, check: text },
  machine: { check: text },
  displayName: { check: displayName },
  recentFolders: { check: folders },
  desiredState: { check: oneOf("running", "stopped") },
  idleTimeoutMinutes: { check: minutes(IDLE_TIMEOUT) },
  retentionPeriodMinutes: { check: minutes(RETENTION) },
  workingDirectory: { check: text },
  multiRepoPermissionsOptOut: { check: flag },
  clientIp: { check: clientIp },
  forceDelete: { check: flag },
  timeouts: { check: timeouts },
} satisfies Record<string, Field>;

/** GitHub takes these when it creates a codespace, and has no operation that changes them. */
export const AT_CREATION = [
  "idleTimeoutMinutes",
  "retentionPeriodMinutes",
  "workingDirectory",
  "multiRepoPermissionsOptOut",
  "clientIp",
] as const;

/** What the operation for a pull request of a repository given by its id doesn't take. */
const NOT_WITH_ID = [
  "displayName",
  "clientIp",
  "retentionPeriodMinutes",
  "multiRepoPermissionsOptOut",
];

/**
 * Exactly one place, and nothing that its operation doesn't take. What is unknown may yet turn out
 * to be there, or not.
 */
export function checkPlace(inputs: Props, news: Props): CheckFailure[] {
  const given = (name: string) => (news[name] ?? undefined) !== undefined;
  const fail = (property: string, why: string) => [{ property, reason: `${property}: ${why}` }];
  const known = (name: string) => given(name) && inputs[name] !== unknown;
  if (known("repository") && known("pullRequest")) {
    return fail("pullRequest", "is given beside repository: a codespace is made for one of them");
  }
  if (!given("repository") && !given("pullRequest")) {
    return fail("repository", "is missing: give repository, or pullRequest");
  }
  if (!known("pullRequest")) return [];
  if (given("ref")) return fail("ref", "goes only with repository: a pull request has its own");
  const { pullRequest: place } = inputs;
  if (place === unknown || typeof place !== "string" || !/^\d+#/.test(place)) return [];
  return NOT_WITH_ID.filter(given).flatMap((name) =>
    fail(name, 'goes only with a pull request given as "owner/name#7"'),
  );
}
