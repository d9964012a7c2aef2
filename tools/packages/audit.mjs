// `npm run test:audit`: asks npm's registry for known vulnerabilities of what the packages bring to a user. A registry that
// doesn't answer that is no all-clear.
import { spawnSync } from "node:child_process";

/** Advisories that don't concern a user, each with the reason. @type {Record<string, string>} */
const EXPLAINED = {};

const args = ["audit", "--omit=dev", "--json"];
const { stdout, error } = spawnSync("npm", args, { encoding: "utf8" });
const found = error === undefined ? advisoriesIn(stdout) : undefined;
if (found === undefined) {
  console.error(
    `✗ not known: npm audit found out nothing (${reasonIn(stdout) ?? error?.message ?? "no reason"})`,
  );
  process.exitCode = 1;
} else {
  const open = found.filter(({ url }) => !(url in EXPLAINED));
  for (const { name, title, url } of open) console.error(`✗ ${name}: ${title} (${url})`);
  if (open.length > 0) process.exitCode = 1;
  else console.log(`✓ no vulnerability is known, ${found.length} explained`);
}

/** @typedef {{ name: string, title: string, url: string }} Advisory */

/**
 * @param {string} text
 * @returns {Advisory[] | undefined} undefined if it is no answer of an audit
 */
function advisoriesIn(text) {
  const report = parsed(text);
  if (report?.metadata?.vulnerabilities === undefined) return undefined;
  const vulnerable = Object.values(report.vulnerabilities ?? {});
  // What is only vulnerable because of another package names that one.
  return vulnerable.flatMap(({ via = [] }) =>
    via.flatMap((one) => (typeof one === "string" ? [] : [one])),
  );
}

/** @param {string} text */
function reasonIn(text) {
  const { message, error } = parsed(text) ?? {};
  return message ?? error?.summary;
}

/**
 * @typedef {object} Report
 * @property {Record<string, { via?: (string | Advisory)[] }>} [vulnerabilities]
 * @property {{ vulnerabilities?: object }} [metadata]
 * @property {string} [message]
 * @property {{ summary?: string }} [error]
 */

/**
 * @param {string} text
 * @returns {Report | undefined}
 */
function parsed(text) {
  try {
    const report = /** @type {unknown} */ (JSON.parse(text));
    return /** @type {Report} */ (report);
  } catch {
    return undefined;
  }
}
