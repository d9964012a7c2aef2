import { orgSecret, repoSecret } from "../../provider/src/kinds/all";
import { codespace, type CodespaceRecord } from "../../provider/src/kinds/codespace";
import type { SecretState } from "../../provider/src/kinds/secret-kind";
import { stateIn } from "../../provider/src/kinds/table";

test.each([
  ["an id as a text", repoSecret.table, { repositoryId: "1001" }],
  ["an id of null", repoSecret.table, { repositoryId: null }],
  ["a stamp as a number", orgSecret.table, { updatedAt: 5 }],
  ["ids as a list", orgSecret.table, { selectedRepositoryIds: [1] }],
  ["an id that is a text", orgSecret.table, { selectedRepositoryIds: { "acme/api": "1" } }],
  ["an owner without an id", codespace.fields, { owner: { login: "octocat" } }],
])("what a state holds in another form counts as missing: %s", (_, table, recorded) => {
  expect(stateIn(table, recorded)).toEqual({});
});

test("what has its form is there, and so is what this release doesn't know", () => {
  const recorded = {
    org: "acme",
    updatedAt: "2026-12-01T10:00:00Z",
    selectedRepositoryIds: { "acme/api": 1 },
    ofALaterRelease: { any: ["thing"] },
  };
  expect(stateIn(orgSecret.table, recorded)).toEqual(recorded);
});

test("a misspelt member of a state does not compile", () => {
  const secret: SecretState = {};
  const record: CodespaceRecord = {};
  // @ts-expect-error: it is called valueUncertain
  expect(secret.valueUncertian).toBeUndefined();
  // @ts-expect-error: a codespace's inputs are under `declared`
  expect(record.repository).toBeUndefined();
});
