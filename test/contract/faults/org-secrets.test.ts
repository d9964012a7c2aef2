import { missingOf } from "../../support/fault-verbs";
import { ONE, useFaultMatrix, TWO, type Verb } from "../../support/fault-matrix";
import type { Declared } from "../../support/stack";
import type { Props } from "../../../provider/src/rules/plain";

const matrix = useFaultMatrix();

const org = (args: Props = {}, name = "org"): Declared => ({
  name,
  kind: "orgSecret",
  args: { org: "acme", secretName: "X", value: ONE, visibility: "all", ...args },
});
const selected = (...selectedRepositories: string[]) => ({
  visibility: "selected",
  selectedRepositories,
});
const verbs: Verb[] = [
  { name: "create for all", before: [], after: [org()] },
  { name: "create for some", before: [], after: [org(selected("api", "web"))] },
  {
    name: "adopt",
    before: [],
    after: [org(selected("api"))],
    byHand: ({ drift }) => {
      drift.orgSecret("acme", "X", { value: "by hand", selectedRepositories: ["acme/web"] });
    },
  },
  { name: "change its value", before: [org()], after: [org({ value: TWO })] },
  { name: "change its list", before: [org(selected("api"))], after: [org(selected("web"))] },
  {
    name: "change its list and value",
    before: [org(selected("api"))],
    after: [org({ ...selected("web"), value: TWO })],
  },
  { name: "give it a list", before: [org()], after: [org(selected("api"))] },
  {
    name: "take its list",
    before: [org(selected("api"))],
    after: [org({ visibility: "private" })],
  },
  { name: "replace", before: [org()], after: [org({ secretName: "Y" })] },
  {
    name: "rename in the program",
    before: [org()],
    after: [org({}, "another")],
    writesAnothers: true,
    kept: ["/orgs/acme/codespaces/secrets/X"],
  },
  { name: "delete", before: [org()], after: [] },
  { name: "refresh", before: [org(selected("api"))], operation: "refresh" },
  { name: "destroy", before: [org()], operation: "destroy" },
];

test.each(verbs)("$name, whatever fails", async (verb) => {
  expect(await matrix.broken(verb)).toEqual([]);
});

test("each verb of each class is there", () => {
  expect(missingOf(verbs, ["orgSecret"])).toEqual([]);
});

test("there are at least 620 cases", () => {
  expect(matrix.cases).toBeGreaterThanOrEqual(620);
});
