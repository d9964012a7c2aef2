// node scripts/drift.mjs refresh.json CODE: reads what `pulumi refresh --preview-only --json` printed, and the code that it ended
// with. Exit codes: 0 no drift, 1 drift, whose names are in the error and on the run's page, 2 the check itself failed.
import { readFileSync } from "node:fs";
import { annotate, fenced, nameOf, summarize } from "./actions.mjs";

/**
 * @typedef {{ kind: string }} Kind
 * @typedef {{ id?: string, inputs?: Record<string, unknown> }} State
 * @typedef {{ op: string, urn: string, oldState?: State, newState?: State, detailedDiff?: Record<string, Kind> | null }} Step
 * @typedef {{ steps?: Step[], diagnostics?: { severity: string, message: string }[] }} Refresh
 */

/** @type {Record<string, string>} */
const SIGNS = { add: "+", delete: "-" };

const [file = "refresh.json", code = "0"] = process.argv.slice(2);
process.exitCode = report(readFileSync(file, "utf8"));

/** @param {string} text */
function report(text) {
  if (code !== "0") return failed(text);
  const { steps = [] } = parsed(text);
  // In one order each night: Pulumi's is that in which GitHub answered.
  const drifted = steps
    .filter(({ op }) => op !== "same" && op !== "refresh" && op !== "read")
    .sort((one, other) => idOf(one).localeCompare(idOf(other), "en"));
  if (drifted.length === 0) {
    summarize("GitHub has what the last `up` wrote.");
    return 0;
  }
  const rows = drifted.map((step) => `| ${nameOf(step.urn)} | ${idOf(step)} | ${whatOf(step)} |`);
  summarize(["| Resource | At GitHub | Drift |", "| --- | --- | --- |", ...rows].join("\n"));
  annotate("Drift", drifted.map((step) => `${idOf(step)}: ${whatOf(step)}`).join("\n"));
  return 1;
}

/** @param {string} text */
function failed(text) {
  annotate("The drift check failed", errorsIn(text).join("\n") || `Pulumi ended with ${code}.`);
  summarize(`The drift check failed.\n\n${fenced(errorsIn(text).join("\n"))}`);
  return 2;
}

/** @param {string} text @returns {Refresh} */
function parsed(text) {
  const refresh = /** @type {unknown} */ (JSON.parse(text));
  return /** @type {Refresh} */ (refresh);
}

/** @param {string} text */
function errorsIn(text) {
  try {
    const { diagnostics = [] } = parsed(text);
    return diagnostics.filter(({ severity }) => severity === "error").map((one) => one.message);
  } catch {
    return []; // Pulumi failed before it printed JSON: its own words are in the log.
  }
}

/** @param {Step} step */
function idOf({ urn, oldState, newState }) {
  return oldState?.id ?? newState?.id ?? nameOf(urn);
}

/** @param {Step} step */
function whatOf({ op, newState, detailedDiff }) {
  if (op === "delete") return "gone";
  const changes = Object.entries(detailedDiff ?? {}).map(([path, { kind }]) => {
    // Who wrote the value, and when.
    if (path === "valueWritten") return `value written ${String(newState?.inputs?.valueWritten)}`;
    return `${SIGNS[kind] ?? "~"} ${path}`;
  });
  return changes.join(", ") || op;
}
