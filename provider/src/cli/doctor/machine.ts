import { API_VERSION } from "../../github/client";
import { proxyFor } from "../../github/proxy";
import type { Left, TokenReport } from "../../operations/account";
import type { Environment } from "../../settings/sources";
import { bad, note, ok, type Check } from "./check";
import { reasonOf } from "../../texts";

// What lies between this machine and GitHub.

/** The way that requests take. Never shows a proxy's login. */
export function proxyCheck(baseUrl: string, env: Environment): Check {
  try {
    const proxy = proxyFor(baseUrl, env);
    return ok("proxy", proxy === undefined ? "none" : `through ${proxy.protocol}//${proxy.host}`);
  } catch (error) {
    return bad("proxy", "the one in the environment can't be used", reasonOf(error));
  }
}

/** Seconds by which two clocks may differ: GitHub's Date is of whole seconds, and an answer takes a while. */
const CLOSE = 5;

/** @param now this machine's clock when the answer was there */
export function clockCheck({ date }: TokenReport, now: number): Check {
  const theirs = Date.parse(date ?? "");
  if (Number.isNaN(theirs)) return note("clock", "GitHub's answer has no date to compare with");
  const seconds = Math.round((now - theirs) / 1000);
  if (Math.abs(seconds) <= CLOSE) return ok("clock", "as GitHub's");
  const way = seconds > 0 ? "ahead of" : "behind";
  return note(
    "clock",
    `this machine's is ${Math.abs(seconds)} s ${way} GitHub's`,
    "Synchronize this machine's clock (NTP). Writes to GitHub don't depend on it, but the " +
      "ages shown do, and GitHub refuses a GitHub App's signature if the clock is minutes off.",
  );
}

export function versionCheck({ version, sunset }: TokenReport): Check {
  const about = "API version";
  const cure = "Install a newer version of pulumi-github-codespaces.";
  if (version !== undefined && version !== API_VERSION) {
    return note(about, `${API_VERSION} was requested, but GitHub answers with ${version}`, cure);
  }
  if (sunset !== undefined) return note(about, `${API_VERSION}, which ends ${sunset}`, cure);
  return ok(about, API_VERSION);
}

export function limitChecks({ core, graphql }: TokenReport): Check[] {
  const rest = limitCheck("limits", core);
  return graphql === undefined ? [rest] : [rest, limitCheck("GraphQL limits", graphql)];
}

function limitCheck(about: string, { limit, remaining, reset }: Left): Check {
  const until = new Date(reset * 1000).toISOString().replace(/\.\d+Z$/, "Z");
  const says = `${remaining.toLocaleString("en")} of ${limit.toLocaleString("en")} requests left until ${until}`;
  const cure =
    `Wait until ${until}, or use a separate credential: everything that uses this one shares ` +
    "its limit.";
  if (remaining === 0) return bad(about, says, cure);
  return remaining < limit / 10 ? note(about, says, cure) : ok(about, says);
}
