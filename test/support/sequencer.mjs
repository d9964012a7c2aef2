import { createRequire } from "node:module";

// As CommonJS: its types are not those of its ES module.
const required = /** @type {unknown} */ (createRequire(import.meta.url)("@jest/test-sequencer"));
const { default: Sequencer } = /** @type {typeof import("@jest/test-sequencer")} */ (required);

/** The long ones first, so that both workers have something to do to the end. */
const ORDER = ["e2e", "contract", "unit"];

export default class extends Sequencer {
  /**
   * Jest's own order within a project.
   * @override
   * @param {import("@jest/test-result").Test[]} tests
   */
  async sort(tests) {
    const sorted = await super.sort(tests);
    return sorted.sort((one, other) => rankOf(one) - rankOf(other));
  }
}

/** @param {import("@jest/test-result").Test} test */
function rankOf({ context }) {
  return ORDER.indexOf(context.config.displayName?.name ?? "");
}
