// What the suites of single secrets say holds for a secret in a set: they run here against sets of one.

process.env.SECRETS_AS = "sets";
// Read when it is loaded, and other files of this process are for single secrets.
jest.requireActual("../../support/as-sets");
delete process.env.SECRETS_AS;

const { brokenIn, SEED } = jest.requireActual<typeof import("../../support/histories/run")>(
  "../../support/histories/run",
);

test.each(["lists", "people", "everything"] as const)(
  "forty histories of %s keep the promise",
  async (theme) => {
    expect(await brokenIn(theme, { histories: 40, seed: SEED + 1000 })).toBe("");
  },
);

describe.each([
  "../secret/appeared-meanwhile.test",
  "../secret/declared-meanwhile.test",
  "../secret/ignored-value.test",
  "../secret/left-to-others.test",
  "../secret/lost-writes.test",
  "../secret/missing-yet-listed.test",
  "../secret/moved-to-another-provider.test",
  "../secret/renamed-and-taken-back.test",
  "../secret/several-processes.test",
  "../secret/states-by-hand.test",
  "../secret/taken-over.test",
])("%s", (suite) => {
  jest.requireActual(suite);
});
