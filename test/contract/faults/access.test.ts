import { missingOf } from "../../support/fault-verbs";
import { seedWith } from "github-codespaces-emulator";
import { useFaultMatrix, type Verb } from "../../support/fault-matrix";
import type { Declared } from "../../support/stack";

const matrix = useFaultMatrix({ seed: seedWith({ organizations: 2, members: 3 }) });

const access = (visibility: string, selectedUsernames?: string[], name = "access"): Declared => ({
  name,
  kind: "access",
  args: { org: "acme", visibility, ...(selectedUsernames && { selectedUsernames }) },
});
const selected = (...logins: string[]) => access("selected_members", logins);
const all = access("all_members");

const verbs: Verb[] = [
  { name: "create", before: [], after: [all], mayLeave: true },
  { name: "create for some", before: [], after: [selected("octocat", "hubot")], mayLeave: true },
  { name: "exchange a user", before: [selected("octocat")], after: [selected("hubot")] },
  { name: "add a user", before: [selected("octocat")], after: [selected("octocat", "hubot")] },
  { name: "give all access", before: [selected("octocat")], after: [all] },
  { name: "give some access", before: [all], after: [selected("octocat")] },
  {
    name: "send it again",
    before: [selected("octocat")],
    after: [
      { ...selected("octocat"), args: { ...selected("octocat").args, sendAgain: "monthly" } },
    ],
  },
  {
    name: "rename in the program",
    before: [all],
    after: [access("all_members", undefined, "another")],
  },
  {
    name: "replace",
    before: [all],
    after: [{ ...all, args: { ...all.args, org: "acme-2" } }],
    mayLeave: true,
  },
  // Its error says that the state can't tell, and GitHub has no operation that would.
  { name: "delete", before: [all], after: [], mayLeave: true },
  { name: "destroy", before: [selected("octocat")], operation: "destroy" },
];

test.each(verbs)("$name, whatever fails", async (verb) => {
  expect(await matrix.broken(verb)).toEqual([]);
});

test("each verb of each class is there", () => {
  expect(missingOf(verbs, ["access"])).toEqual([]);
});

test("there are at least 300 cases", () => {
  expect(matrix.cases).toBeGreaterThanOrEqual(300);
});
