import { isIP } from "node:net";
import { shown } from "../texts";
import { text, type Rule } from "./fields";
import { isObject } from "./plain";
import { pullRequestIn } from "./pull-request";
import { repositoryReference } from "./names";

/** GitHub's limits, in minutes. */
export const IDLE_TIMEOUT = { least: 5, most: 240 };
export const RETENTION = { least: 0, most: 43_200 };
export const LONGEST_DISPLAY_NAME = 48;

export function minutes({ least, most }: { least: number; most: number }): Rule<number> {
  return (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? { ok: value }
      : { wrong: `${shown(value)} must be whole minutes from ${least} to ${most}` };
}

export const displayName: Rule<string> = (value, inputs) => {
  if (typeof value !== "string" || value.length <= LONGEST_DISPLAY_NAME) return text(value, inputs);
  return { wrong: `has ${value.length} characters; GitHub allows ${LONGEST_DISPLAY_NAME}` };
};

export const clientIp: Rule<string> = (value) =>
  typeof value === "string" && isIP(value) > 0
    ? { ok: value }
    : { wrong: `${shown(value)} is not an IP address` };

export const folders: Rule<string[]> = (value) =>
  Array.isArray(value) && value.every((folder) => typeof folder === "string" && folder !== "")
    ? { ok: value }
    : { wrong: "must be a list of paths" };

/** `acme/api#7`, any URL of the pull request, or `1001#7` with the id of the repository. */
export const pullRequest: Rule<string> = (value, inputs) => {
  const { repository = "", number = "" } =
    typeof value === "string" ? (pullRequestIn(value) ?? {}) : {};
  const reference = /^\d+$/.test(repository) ? Number(repository) : repository;
  const verdict = repositoryReference(reference, { ...inputs, org: undefined });
  if ("ok" in verdict && (typeof verdict.ok === "string" || typeof verdict.ok === "number")) {
    return { ok: `${verdict.ok}#${number}` };
  }
  return { wrong: `${shown(value)} must be "owner/name#7", or its URL` };
};

/** A machine in a message, if it looks like one of GitHub's names, such as `standardLinux32gb`. */
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

/** A duration as in Pulumi's customTimeouts, such as `1h30m` or `1.5h`; in milliseconds. */
export function durationOf(duration: string): number | undefined {
  const parts = [...duration.matchAll(PART)];
  const isWhole = parts.map(([part]) => part).join("") === duration && duration !== "";
  if (!isWhole) return undefined;
  const ms = parts.map(([, amount, unit = ""]) => Number(amount) * (UNITS[unit] ?? 0));
  return ms.reduce((sum, part) => sum + part, 0);
}

/** How long to wait for GitHub, as `1h`, `20m` or `90s`. Default: 15 minutes each. */
export interface CodespaceTimeouts {
  create?: string;
  update?: string;
  delete?: string;
}

/** GitHub's own jobs end after a day at the latest. */
const LONGEST = 24 * 3_600_000;

function isSensible(duration: number | undefined): boolean {
  return duration !== undefined && duration > 0 && duration <= LONGEST;
}

export const timeouts: Rule<CodespaceTimeouts> = (value) => {
  const names = ["create", "update", "delete"];
  const wrong = {
    wrong:
      `must be an object such as { create: "20m", update: "10m", delete: "5m" }, each ` +
      "longer than 0 and at most 24h (the option customTimeouts works the same way)",
  };
  if (!isObject(value)) return wrong;
  const fits = Object.entries(value).every(
    ([name, duration]) =>
      duration === undefined ||
      (names.includes(name) && typeof duration === "string" && isSensible(durationOf(duration))),
  );
  return fits ? { ok: value } : wrong;
};
