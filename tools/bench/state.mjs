import { grouped, table } from "./figures.mjs";

/** @typedef {{ inputs: Record<string, unknown>, outputs: Record<string, unknown>, type: string }} StateResource */

/** The most bytes that inputs and outputs of an organization secret may take. */
const MOST = 900;

/**
 * A resource's size in the stored state, in bytes of JSON without indentation.
 * @param {string} text of the checkpoint, or nothing
 * @returns {{ notes: string[], goals: import("./figures.mjs").Goal[] }}
 */
export function stateParts(text) {
  if (text === "") return { notes: [], goals: [] };
  const [secret, count] = secretOf(text);
  const { inputs, outputs } = secret;
  const both = size(inputs) + size(outputs);
  const line = entry(inputs, "__provider") + entry(outputs, "__provider");
  const value = entry(inputs, "value") + entry(outputs, "value");
  const rows = [
    ["inputs and outputs", both],
    ["of it: the loader line, twice", line],
    ["of it: the encrypted fingerprint, twice", value],
    ["what the engine adds to the resource", size(secret) - both],
    ["the whole file, with its indentation, for each resource", text.length / count],
  ].map(([what = "", bytes = 0]) => [what, grouped(Number(bytes))]);
  return {
    notes: [table(["Bytes of a secret in the state", ""], rows)],
    goals: [
      { goal: "bytes of inputs and outputs", most: MOST, measured: both },
      { goal: "the same without the loader lines", most: MOST, measured: both - line },
    ],
  };
}

/**
 * What a secret takes in the stored state, single or in a set: its inputs and outputs, and its part of whole resources. In
 * bytes of JSON without indentation.
 * @param {string} text of the checkpoint
 * @param {number} count of secrets
 */
export function bytesOfSecret(text, count) {
  const ours = resourcesIn(text).filter(({ type }) => type.includes("OrgCodespacesSecret"));
  const sum = (/** @type {(one: StateResource) => number} */ of) =>
    ours.reduce((all, one) => all + of(one), 0) / count;
  return {
    own: sum(({ inputs, outputs }) => size(inputs) + size(outputs)),
    whole: sum(size),
  };
}

/** @param {string} text @returns {StateResource[]} */
function resourcesIn(text) {
  /** @type {unknown} */
  const parsed = JSON.parse(text);
  const state = /** @type {{ checkpoint: { latest: { resources: StateResource[] } } }} */ (parsed);
  return state.checkpoint.latest.resources;
}

/** The first secret, and the number of resources. @param {string} text @returns {[StateResource, number]} */
function secretOf(text) {
  const resources = resourcesIn(text);
  const secret = resources.find(({ type }) => type.includes("OrgCodespacesSecret"));
  if (secret === undefined) throw new Error("the state has no secret");
  return [secret, resources.length];
}

/** @param {unknown} value */
function size(value) {
  return Buffer.byteLength(JSON.stringify(value));
}

/** A property with its name, colon and comma. @param {Record<string, unknown>} props @param {string} name */
function entry(props, name) {
  return name in props ? size({ [name]: props[name] }) - 1 : 0;
}
