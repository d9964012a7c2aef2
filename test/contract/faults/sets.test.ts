import { missingOf } from "../../support/fault-verbs";
import { seedWith } from "github-codespaces-emulator";
import type { Plain } from "../../../provider/src/rules/plain";
import { ONE, TWO, useFaultMatrix, type Verb } from "../../support/fault-matrix";
import type { Declared } from "../../support/stack";
import { all, orgSet, selected } from "../../support/sets";

// Sets with several secrets: one request of many fails. `contract/sets/as-single` has the rest of what may happen.

const matrix = useFaultMatrix({ seed: seedWith({ organizations: 2 }) }, 6);

const before = orgSet({ X: all(ONE), Y: selected(ONE, "api"), GONE: all(ONE) });
const small = orgSet({ X: all(ONE) });
const users = (secrets: Plain, name = "users"): Declared => ({
  name,
  kind: "userSecrets",
  args: { secrets },
});
const mine = users({ X: { value: ONE, selectedRepositories: ["octocat/dotfiles"] } });
const repos = (repositories: string[], secrets: Plain, name = "repos"): Declared => ({
  name,
  kind: "repoSecrets",
  args: { repositories, secrets },
});
const both = repos(["acme/api", "acme/web"], { X: { value: ONE } });
const renamed = (set: Declared) => [{ ...set, name: "another" }];

const verbs: Verb[] = [
  { name: "create", before: [], after: [before] },
  {
    name: "change, add and delete",
    before: [before],
    after: [orgSet({ X: all(TWO), Y: selected(ONE, "web"), NEW: all(TWO) })],
  },
  { name: "replace", before: [small], after: [orgSet({ X: all(ONE) }, { org: "acme-2" })] },
  {
    name: "rename in the program",
    before: [small],
    after: renamed(small),
    writesAnothers: true,
    kept: ["/orgs/acme/codespaces/secrets/X"],
  },
  { name: "delete", before: [small], after: [] },
  { name: "refresh", before: [before], operation: "refresh" },
  { name: "destroy", before: [before], operation: "destroy" },
  { name: "user: create", before: [], after: [mine] },
  {
    name: "user: change and delete",
    before: [users({ X: { value: ONE, selectedRepositories: [] }, Y: { value: ONE } })],
    after: [users({ X: { value: TWO, selectedRepositories: ["octocat/dotfiles"] } })],
  },
  {
    name: "user: rename in the program",
    before: [mine],
    after: renamed(mine),
    writesAnothers: true,
    kept: ["/user/codespaces/secrets/X"],
  },
  { name: "user: delete", before: [mine], after: [] },
  { name: "user: refresh", before: [mine], operation: "refresh" },
  { name: "user: destroy", before: [mine], operation: "destroy" },
  { name: "repos: create", before: [], after: [both] },
  {
    name: "repos: another repository and value",
    before: [both],
    after: [repos(["acme/web", "acme/docs"], { X: { value: TWO } })],
  },
  {
    name: "repos: rename in the program",
    before: [both],
    after: renamed(both),
    writesAnothers: true,
    kept: ["/repos/acme/api/codespaces/secrets/X", "/repos/acme/web/codespaces/secrets/X"],
  },
  { name: "repos: delete", before: [both], after: [] },
  { name: "repos: refresh", before: [both], operation: "refresh" },
  { name: "repos: destroy", before: [both], operation: "destroy" },
];

test.each(verbs)("$name, whatever fails", async (verb) => {
  expect(await matrix.broken(verb)).toEqual([]);
});

test("each verb of each class is there", () => {
  expect(missingOf(verbs, ["orgSecrets", "userSecrets", "repoSecrets"])).toEqual([]);
});

test("there are at least 300 cases", () => {
  expect(matrix.cases).toBeGreaterThanOrEqual(300);
});
