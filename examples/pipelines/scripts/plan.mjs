// node scripts/plan.mjs plan.json [preview.json] [--only NAME]: says what a plan of `pulumi preview --save-plan` would do, on the
// run's page and as the output `changes`. preview.json, of `pulumi preview --json --show-sames`, tells of the options that the plan
// doesn't have. With --only it fails unless the plan changes the value of this resource and nothing else; NAME/SECRET is one of a set.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { annotate, nameOf, output, summarize } from "./actions.mjs";
import { objectionInSet } from "./sets.mjs";

/** What changes with a value. */
const OF_A_VALUE = ["value", "valueWritten", "encryptedValue", "keyId"];

/** Options that only the state keeps: an `up` that is left out because "nothing changes" would never put them there. */
const OF_THE_STATE = /** @type {const} */ (["protect", "retainOnDelete"]);

/**
 * @typedef {{ protect?: boolean, retainOnDelete?: boolean }} State
 * @typedef {{ op: string, urn: string, oldState?: State, newState?: State, detailedDiff?: object | null }} Step
 * @typedef {{ steps?: Step[] }} Preview
 * @typedef {{ adds?: object, updates?: object, deletes?: string[] }} InputDiff
 * @typedef {{ steps?: string[], goal?: { inputDiff?: InputDiff } }} ResourcePlan
 * @typedef {{ resourcePlans: Record<string, ResourcePlan> }} Plan
 * @typedef {{ name: string, steps: string[], inputs: string[] }} Change
 */

const { values, positionals } = parseArgs({
  options: { only: { type: "string" } },
  allowPositionals: true,
});

const [planFile = "plan.json", previewFile] = positionals;
const plan = planIn(readFileSync(planFile, "utf8"));
const previewed = previewFile === undefined ? [] : stepsIn(readFileSync(previewFile, "utf8"));
const changes = [...changesOf(plan), ...optionsIn(previewed)];
output("changes", String(changes.length));
summarize(tableOf(changes));

const wrong = values.only === undefined ? undefined : objection(values.only);
if (wrong !== undefined) {
  annotate("Not carried out", wrong);
  process.exitCode = 1;
}

/** @param {string} text */
function planIn(text) {
  const parsed = /** @type {unknown} */ (JSON.parse(text));
  return /** @type {Plan} */ (parsed);
}

/** @param {Plan} plan */
function changesOf({ resourcePlans }) {
  return Object.entries(resourcePlans)
    .map(([urn, { steps = [], goal }]) => ({
      name: nameOf(urn),
      steps: steps.filter((step) => step !== "same" && step !== "refresh"),
      inputs: inputsIn(goal?.inputDiff ?? {}),
    }))
    .filter(({ steps }) => steps.length > 0);
}

/** @param {string} text */
function stepsIn(text) {
  const preview = /** @type {unknown} */ (JSON.parse(text));
  const { steps = [] } = /** @type {Preview} */ (preview);
  return steps;
}

/** What stays as it is but for its options. @param {Step[]} steps @returns {Change[]} */
function optionsIn(steps) {
  return steps
    .filter(({ op }) => op === "same")
    .map(({ urn, oldState = {}, newState = {} }) => ({
      name: nameOf(urn),
      steps: ["only the state"],
      inputs: OF_THE_STATE.filter(
        (option) => Boolean(oldState[option]) !== Boolean(newState[option]),
      ),
    }))
    .filter(({ inputs }) => inputs.length > 0);
}

/** @param {InputDiff} diff */
function inputsIn({ adds = {}, updates = {}, deletes = [] }) {
  return [...Object.keys(adds), ...Object.keys(updates), ...deletes];
}

/** @param {Change[]} planned */
function tableOf(planned) {
  if (planned.length === 0) return "The plan changes nothing.";
  const rows = planned.map(({ name, steps, inputs }) => {
    const named = steps.includes("update") || steps.includes("only the state");
    return `| ${name} | ${steps.join(", ")} | ${named ? inputs.join(", ") : ""} |`;
  });
  return ["| Resource | Steps | What changes |", "| --- | --- | --- |", ...rows].join("\n");
}

/** @param {string} only */
function objection(only) {
  const known = Object.keys(plan.resourcePlans);
  // NAME/SECRET is a secret of a set, unless a resource is called so.
  const urn = known.find((one) => nameOf(one) === only) ?? known.find((one) => isIn(only, one));
  if (urn === undefined) return `There is no resource ${only} in the program or the state.`;
  const others = changes.filter(({ name }) => name !== nameOf(urn)).map(({ name }) => name);
  if (others.length > 0) return `The plan also changes ${others.join(", ")}.`;
  const [change] = changes;
  if (!change) return `The value of ${only} is the one that was last written.`;
  if (isSet(urn)) {
    return objectionInSet(
      previewed.find((step) => step.urn === urn),
      {
        name: nameOf(urn),
        secret: only.slice(nameOf(urn).length + 1),
      },
    );
  }
  const isOfValue = change.inputs.every((input) => OF_A_VALUE.includes(input));
  if (change.steps.join() === "update" && isOfValue) return undefined;
  return `More than the value of ${only} would change: ${[...change.steps, ...change.inputs].join(", ")}.`;
}

/** Whether a URN is that of a class of many secrets. @param {string} urn */
function isSet(urn) {
  return urn.includes("CodespacesSecrets::");
}

/** @param {string} only @param {string} urn */
function isIn(only, urn) {
  return isSet(urn) && only.startsWith(`${nameOf(urn)}/`);
}
