import crypto from "node:crypto";
import { orgSecretSet, repoSecretSet, userSecretSet } from "../../provider/src/kinds/all";
import { secretSetLifecycle } from "../../provider/src/lifecycle/secrets/secrets";
import { unknown, type Props } from "../../provider/src/rules/plain";
import { offlineSession } from "./offline-session";

const secrets = { npm_token: { value: "one" }, DB: { value: "two" } };
const all = {
  NPM: { value: "one", visibility: "all" },
  db: { value: "two", visibility: "private" },
};

/** The checked inputs, and how many fingerprints the check itself has made. */
async function checked(kind: typeof orgSecretSet, news: Props, isAhead: boolean) {
  const session = offlineSession();
  const lifecycle = secretSetLifecycle(kind, () => session);
  if (isAhead) await lifecycle.ahead?.(news);
  const made = jest.spyOn(crypto, "scryptSync");
  try {
    return { ...lifecycle.check({}, news), made: made.mock.calls.length };
  } finally {
    made.mockRestore();
  }
}

test.each<[string, typeof orgSecretSet, Props, number]>([
  ["an organization's", orgSecretSet, { org: "acme", secrets: all }, 2],
  ["a user's", userSecretSet, { secrets }, 2],
  ["repositories'", repoSecretSet, { repositories: ["acme/api", "acme/web"], secrets }, 4],
])(
  "%s set has the same fingerprints, made ahead of its check",
  async (_, kind, news: Props, count) => {
    const alone = await checked(kind, news, false);
    const after = await checked(kind, news, true);
    expect(alone.failures).toEqual([]);
    expect(after.inputs).toEqual(alone.inputs);
    expect([alone.made, after.made]).toEqual([count, 0]);
  },
);

test.each<[string, Props]>([
  ["an unknown organization", { org: unknown, secrets: all }],
  ["unknown secrets", { org: "acme", secrets: unknown }],
  ["an unknown row", { org: "acme", secrets: { A: unknown, B: { value: unknown } } }],
  ["no secrets", { org: "acme" }],
  ["a text in the place of secrets", { org: 7, secrets: "x" }],
])("what is not known or wrong is left to the check: %s", async (_, news) => {
  const [alone, after] = [
    await checked(orgSecretSet, news, false),
    await checked(orgSecretSet, news, true),
  ];
  expect(after).toEqual(alone);
});
