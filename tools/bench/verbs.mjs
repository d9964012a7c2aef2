/**
 * What is done to a stack, in this order.
 * @typedef {object} Verb
 * @property {string} name
 * @property {string[]} args
 * @property {(count: number) => number} changed how many values have been changed
 */

const none = () => 0;
const up = ["up", "--yes", "--skip-preview"];

/** @type {Verb[]} */
export const VERBS = [
  { name: "create", args: up, changed: none },
  { name: "no-op preview", args: ["preview"], changed: none },
  { name: "refresh", args: ["refresh", "--yes", "--skip-preview"], changed: none },
  { name: "value of one", args: up, changed: () => 1 },
  { name: "values of all", args: up, changed: (count) => count },
  { name: "destroy", args: ["destroy", "--yes", "--skip-preview"], changed: (count) => count },
];
