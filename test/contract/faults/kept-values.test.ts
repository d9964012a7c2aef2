import type { Emulator } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { ONE, useFaultMatrix, type Verb } from "../../support/fault-matrix";
import type { Declared } from "../../support/stack";

// `keepValue: true`: the value stays what it is, whatever fails.

const matrix = useFaultMatrix();

const KEEP = { value: undefined, keepValue: true };
const api = { visibility: "selected", selectedRepositories: ["api"] };
const web = { visibility: "selected", selectedRepositories: ["web"] };

const org = (args: Props = {}): Declared => ({
  name: "org",
  kind: "orgSecret",
  args: { org: "acme", secretName: "X", value: ONE, ...api, ...args },
});
const user = (args: Props = {}): Declared => ({
  name: "user",
  kind: "userSecret",
  args: { secretName: "X", value: ONE, selectedRepositories: ["octocat/dotfiles"], ...args },
});
const repo = (args: Props = {}): Declared => ({
  name: "repo",
  kind: "repoSecret",
  args: { repository: "acme/api", secretName: "X", value: ONE, ...args },
});

/** Made by somebody, with the value that all ends of a verb have. */
function theirs({ drift }: Emulator): void {
  drift.orgSecret("acme", "X", { value: ONE, selectedRepositories: ["acme/api"] });
  drift.userSecret("octocat", "X", { value: ONE, selectedRepositories: [] });
  drift.repoSecret("acme/api", "X", { value: ONE });
}

const taken = (declared: Declared): Verb => ({
  name: "",
  before: [],
  after: [declared],
  byHand: theirs,
});

const verbs: Verb[] = [
  { ...taken(org({ ...KEEP })), name: "org: take over" },
  { ...taken(org({ ...KEEP, ...web })), name: "org: take over with another list" },
  {
    ...taken(org({ ...KEEP, visibility: "all", selectedRepositories: undefined })),
    name: "org: take over for all",
  },
  { ...taken(user({ ...KEEP })), name: "user: take over" },
  { ...taken(repo({ ...KEEP })), name: "repo: take over" },
  {
    name: "org: leave the value to others, and change the list",
    before: [org()],
    after: [org({ ...KEEP, ...web })],
  },
  {
    name: "org: change the list of one that is kept",
    there: theirs,
    before: [org({ ...KEEP })],
    after: [org({ ...KEEP, ...web })],
    mayLeave: true,
  },
  {
    name: "org: give a value to one that is kept",
    there: theirs,
    before: [org({ ...KEEP })],
    after: [org(web)],
    mayLeave: true,
  },
  {
    name: "user: refresh one that is kept",
    there: theirs,
    before: [user({ ...KEEP })],
    operation: "refresh",
    mayLeave: true,
  },
];

test.each(verbs)("$name, whatever fails", async (verb) => {
  expect(await matrix.broken(verb)).toEqual([]);
});

test("there are at least 380 cases", () => {
  expect(matrix.cases).toBeGreaterThanOrEqual(380);
});
