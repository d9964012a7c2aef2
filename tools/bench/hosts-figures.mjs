import { median } from "./figures.mjs";

/** @typedef {import("./contenders.mjs").Figures} Figures */
/** @typedef {{ own: number, whole: number }} Bytes */
/** @typedef {ReturnType<typeof contest>} Contest */

/**
 * What everyone took for every verb, at each latency.
 * @param {number[]} latencies in milliseconds
 */
export function contest(latencies) {
  /** @type {Map<string, Figures[]>} */
  const all = new Map();
  /** @type {Map<string, Bytes>} */
  const bytes = new Map();
  /** @type {Set<string>} */
  const names = new Set();
  /** @type {Set<string>} */
  const verbs = new Set();
  return {
    latencies,
    bytes,
    /** In the order in which they came first. */
    names: () => [...names],
    verbs: () => [...verbs],
    /**
     * @param {number} latencyMs
     * @param {{ name: string, verb: string, found: Figures }} run
     */
    add(latencyMs, { name, verb, found }) {
      names.add(name);
      verbs.add(verb);
      const key = [latencyMs, name, verb].join();
      all.set(key, [...(all.get(key) ?? []), found]);
    },
    /** @param {string} name @param {Bytes} found */
    noteBytes(name, found) {
      bytes.set(name, found);
    },
    /**
     * The median of one figure; NaN if that wasn't run.
     * @param {keyof Figures} what
     * @param {{ name: string, verb: string, latencyMs?: number }} where
     */
    of(what, { name, verb, latencyMs = 0 }) {
      const found = all.get([latencyMs, name, verb].join()) ?? [];
      return median(found.map((figures) => figures[what]));
    },
  };
}
