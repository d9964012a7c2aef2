import { missingOf } from "../../support/fault-verbs";
import { ONE, useFaultMatrix, TWO, type Verb } from "../../support/fault-matrix";
import type { Declared } from "../../support/stack";

const matrix = useFaultMatrix();

const secret = (value = ONE): Declared => ({
  name: "secret",
  kind: "orgSecret",
  args: { org: "acme", secretName: "X", value, visibility: "selected" },
});
const on = (repository: string, name = "on"): Declared => ({
  name,
  kind: "orgSecretRepository",
  args: { org: "acme", secretName: "X", repository },
});
const userSecret: Declared = {
  name: "secret",
  kind: "userSecret",
  args: { secretName: "X", value: ONE },
};
const onUsers: Declared = {
  name: "on",
  kind: "userSecretRepository",
  args: { secretName: "X", repository: "octocat/dotfiles" },
};
const listed: Declared = {
  ...secret(),
  args: { ...secret().args, selectedRepositories: ["web"] },
};

const verbs: Verb[] = [
  { name: "add", before: [secret()], after: [secret(), on("acme/web")], mayLeave: true },
  {
    name: "replace",
    before: [secret(), on("acme/web")],
    after: [secret(), on("acme/api")],
    mayLeave: true,
  },
  {
    name: "rename in the program",
    before: [secret(), on("acme/web")],
    after: [secret(), on("acme/web", "another")],
    kept: ["/orgs/acme/codespaces/secrets/X/repositories/1002"],
  },
  { name: "remove", before: [secret(), on("acme/web")], after: [secret()], writesAnothers: true },
  {
    name: "change the value beside it",
    before: [secret(), on("acme/web")],
    after: [secret(TWO), on("acme/web")],
  },
  { name: "declare the list instead", before: [secret(), on("acme/web")], after: [listed] },
  { name: "refresh", before: [secret(), on("acme/web")], operation: "refresh" },
  { name: "destroy", before: [secret(), on("acme/web")], operation: "destroy" },
  { name: "user: add", before: [userSecret], after: [userSecret, onUsers], mayLeave: true },
  {
    name: "user: replace",
    before: [userSecret, onUsers],
    after: [userSecret, { ...onUsers, args: { ...onUsers.args, repository: "acme/web" } }],
    mayLeave: true,
  },
  {
    name: "user: rename in the program",
    before: [userSecret, onUsers],
    after: [userSecret, { ...onUsers, name: "another" }],
    kept: ["/user/codespaces/secrets/X/repositories/501"],
  },
  { name: "user: refresh", before: [userSecret, onUsers], operation: "refresh" },
  { name: "user: destroy", before: [userSecret, onUsers], operation: "destroy" },
  {
    name: "user: remove",
    before: [userSecret, onUsers],
    after: [userSecret],
    writesAnothers: true,
  },
];

test.each(verbs)("$name, whatever fails", async (verb) => {
  expect(await matrix.broken(verb)).toEqual([]);
});

test("each verb of each class is there", () => {
  expect(missingOf(verbs, ["orgSecretRepository", "userSecretRepository"])).toEqual([]);
});

test("there are at least 570 cases", () => {
  expect(matrix.cases).toBeGreaterThanOrEqual(570);
});
