import type { AccessInputs } from "../../kinds/org-codespaces-access";
import { unknown, type Plain } from "../../rules/plain";

/**
 * Which sending this is, as an input: when it differs from the state's, the update sends everything. It names a period
 * and not a moment, so that a saved plan still fits a little later.
 */
export function sendingOf(
  sendAgain: Plain,
  { before, now }: { before: Plain; now: number },
): Plain {
  if (sendAgain === unknown) return unknown;
  const day = new Date(now).toISOString().slice(0, 10);
  switch (sendAgain as AccessInputs["sendAgain"]) {
    case "always":
      return next(before);
    case "daily":
      return `on ${day}`;
    case "weekly":
      return `in the week of ${mondayOf(now)}`;
    case "monthly":
      return `in ${day.slice(0, 7)}`;
    case undefined:
      return undefined;
  }
}

const TIMES = /^(\d{1,15}) times?$/;

function next(before: Plain): string {
  const times = typeof before === "string" ? Number(TIMES.exec(before)?.[1] ?? 0) : 0;
  return times === 0 ? "1 time" : `${times + 1} times`;
}

const DAY = 86_400_000;

/** By UTC, so that all machines agree. */
function mondayOf(now: number): string {
  const sinceMonday = (new Date(now).getUTCDay() + 6) % 7;
  return new Date(now - sinceMonday * DAY).toISOString().slice(0, 10);
}
