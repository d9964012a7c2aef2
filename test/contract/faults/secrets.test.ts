import { missingOf } from "../../support/fault-verbs";
import { ONE, useFaultMatrix, TWO, type Verb } from "../../support/fault-matrix";
import type { Declared } from "../../support/stack";
import type { Props } from "../../../provider/src/rules/plain";

const matrix = useFaultMatrix();

const user = (args: Props = {}, name = "user"): Declared => ({
  name,
  kind: "userSecret",
  args: { secretName: "X", value: ONE, selectedRepositories: ["octocat/dotfiles"], ...args },
});
const repo = (args: Props = {}, name = "repo"): Declared => ({
  name,
  kind: "repoSecret",
  args: { repository: "acme/api", secretName: "X", value: ONE, ...args },
});

const verbs: Verb[] = [
  { name: "user: create", before: [], after: [user()] },
  { name: "user: change the list", before: [user()], after: [user({ selectedRepositories: [] })] },
  { name: "user: replace", before: [user()], after: [user({ secretName: "Y" })] },
  {
    name: "user: rename in the program",
    before: [user()],
    after: [user({}, "another")],
    writesAnothers: true,
    kept: ["/user/codespaces/secrets/X"],
  },
  { name: "user: destroy", before: [user()], operation: "destroy" },
  { name: "user: delete", before: [user()], after: [] },
  { name: "user: refresh", before: [user()], operation: "refresh" },
  { name: "repo: create", before: [], after: [repo()] },
  { name: "repo: change the value", before: [repo()], after: [repo({ value: TWO })] },
  { name: "repo: delete", before: [repo()], after: [] },
  { name: "repo: refresh", before: [repo()], operation: "refresh" },
  { name: "repo: replace", before: [repo()], after: [repo({ secretName: "Y" })] },
  {
    name: "repo: rename in the program",
    before: [repo()],
    after: [repo({}, "another")],
    writesAnothers: true,
    kept: ["/repos/acme/api/codespaces/secrets/X"],
  },
  { name: "repo: destroy", before: [repo()], operation: "destroy" },
];

test.each(verbs)("$name, whatever fails", async (verb) => {
  expect(await matrix.broken(verb)).toEqual([]);
});

test("each verb of each class is there", () => {
  expect(missingOf(verbs, ["userSecret", "repoSecret"])).toEqual([]);
});

test("there are at least 570 cases", () => {
  expect(matrix.cases).toBeGreaterThanOrEqual(570);
});
