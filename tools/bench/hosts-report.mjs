import { goalTable, grouped, seconds, table } from "./figures.mjs";

/** @typedef {import("./hosts-figures.mjs").Contest} Contest */
/** @typedef {import("./figures.mjs").Goal} Goal */

/** The tables: requests first, since they don't depend on the machine. @param {Contest} contest */
export function notes(contest) {
  const { latencies } = contest;
  return [
    byVerb(contest, "Requests (points)", requestsIn(contest)),
    ...latencies.map((latencyMs) =>
      byVerb(contest, `Time at ${latencyMs} ms`, (at) =>
        seconds(contest.of("wallMs", { ...at, latencyMs })),
      ),
    ),
    byVerb(contest, "CPU time", (at) => seconds(contest.of("cpuMs", at))),
    byVerb(contest, "CPU time of the emulator", (at) => seconds(contest.of("emulatorMs", at))),
    bytesTable(contest),
  ];
}

/** @param {Contest} contest */
function requestsIn(contest) {
  return (/** @type {{ name: string, verb: string }} */ at) =>
    `${grouped(contest.of("requests", at))} (${grouped(contest.of("points", at))})`;
}

/**
 * @param {Contest} contest
 * @param {string} head
 * @param {(at: { name: string, verb: string }) => string} cell
 */
function byVerb(contest, head, cell) {
  const names = contest.names();
  const rows = contest.verbs().map((verb) => [verb, ...names.map((name) => cell({ name, verb }))]);
  return table([head, ...names], rows);
}

/** @param {Contest} contest */
function bytesTable({ bytes }) {
  const rows = [...bytes].map(([name, { own, whole }]) => [name, grouped(own), grouped(whole)]);
  return table(["Bytes of a secret in the state", "inputs and outputs", "whole resource"], rows);
}

/** Of single resources from YAML, against the program with our classes. */
const OF_CLASSES = { "no-op preview": 0.45, create: 0.5, refresh: 0.7, destroy: 0.85 };

/** What sets are measured by, beside Terraform and beside single resources. */
const OF_SETS = ["create", "values of all", "destroy", "refresh"];

/**
 * @param {number} count
 * @param {Contest} contest
 * @param {Goal[]} more
 */
export function goals(count, contest, more) {
  const all = [...ofPlugin(contest), ...ofSets(count, contest), ...ofBytes(contest), ...more];
  return goalTable(all.filter(({ measured }) => !Number.isNaN(measured)));
}

/** @param {Contest} contest @returns {Goal[]} */
function ofPlugin(contest) {
  return Object.entries(OF_CLASSES).map(([verb, most]) => ({
    goal: `${verb} from YAML, part of the classes'`,
    most,
    measured: part(contest, verb, ["YAML", "classes"]),
  }));
}

/** @param {number} count @param {Contest} contest @returns {Goal[]} */
function ofSets(count, contest) {
  const beside = (/** @type {number} */ latencyMs) =>
    OF_SETS.map((verb) => ({
      goal: `${verb} of a set from YAML at ${latencyMs} ms, part of Terraform's`,
      most: 1,
      measured: part(contest, verb, ["set, YAML", "Terraform"], latencyMs),
    }));
  const single = OF_SETS.map((verb) => ({
    goal: `${verb} of a set from classes, part of single resources'`,
    most: count > 100 && verb === "create" ? 0.15 : 0.6,
    measured: part(contest, verb, ["set, classes", "classes"]),
  }));
  const requests = ["set, YAML", "set, classes"].map((name) => ({
    goal: `requests of all verbs: ${name}, part of single resources'`,
    most: 1,
    measured: requestsOf(contest, name) / requestsOf(contest, "classes"),
  }));
  return [...contest.latencies.flatMap(beside), ...single, ...requests];
}

/** @param {Contest} contest @param {string} name */
function requestsOf(contest, name) {
  return contest.verbs().reduce((sum, verb) => sum + contest.of("requests", { name, verb }), 0);
}

/** @param {Contest} contest @returns {Goal[]} */
function ofBytes({ bytes }) {
  const most = { YAML: 900, "set, classes": 450, "set, YAML": 450 };
  return Object.entries(most).map(([name, limit]) => ({
    goal: `bytes of inputs and outputs of a secret: ${name}`,
    most: limit,
    measured: bytes.get(name)?.own ?? Number.NaN,
  }));
}

/**
 * @param {Contest} contest
 * @param {string} verb
 * @param {[string, string]} names
 * @param {number} [latencyMs]
 */
function part(contest, verb, [one, other], latencyMs = 0) {
  const wall = (/** @type {string} */ name) => contest.of("wallMs", { name, verb, latencyMs });
  return wall(one) / wall(other);
}
