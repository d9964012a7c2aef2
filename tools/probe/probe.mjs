import { GitHub } from "./github.mjs";
import { questions } from "./questions.mjs";

/**
 * @typedef {{ id: string, asks: string, reading?: import("./questions.mjs").Reading, because?: string }} Found
 * @typedef {import("./github.mjs").Access & { may?: { access?: boolean, codespace?: boolean } }} Options
 */

const WHAT_IT_NEEDS = {
  access: "not asked: give --access, which leaves the organization's access disabled",
  codespace: "not asked: give --codespace, which creates a codespace for a few minutes",
  withoutRight: "not asked: CODESPACES_TEST_TOKEN_WITHOUT_RIGHT is not set",
  narrow: "not asked: CODESPACES_TEST_NARROW_TOKEN is not set",
};

/**
 * Asks a GitHub each question, one after another, and deletes what it made.
 * @param {Options} options
 * @param {(found: Found) => void} [note] called with each answer as it is found
 */
export async function probe(options, note = () => undefined) {
  const github = await GitHub.reach(options);
  const { access = false, codespace = false } = options.may ?? {};
  const has = { access, codespace, ...github.tokens };
  /** @type {Found[]} */
  const all = [];
  try {
    for (const { id, asks, needs, read } of questions) {
      const isAsked = needs === undefined || Boolean(has[needs]);
      const answer = isAsked ? await read(github).then(found, failed) : unasked(needs);
      all.push({ id, asks, ...answer });
      note({ id, asks, ...answer });
    }
  } finally {
    await github.close();
  }
  return all;
}

/** @param {import("./questions.mjs").Reading} reading */
const found = (reading) => ({ reading });

/** @param {unknown} error */
const failed = (error) => ({
  because: `not found out: ${error instanceof Error ? error.message : String(error)}`,
});

/** @param {keyof typeof WHAT_IT_NEEDS} needs */
const unasked = (needs) => ({ because: WHAT_IT_NEEDS[needs] });
