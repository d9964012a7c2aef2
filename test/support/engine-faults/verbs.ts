import type { Props } from "../../../provider/src/rules/plain";
import type { Declared } from "../stack";
import type { Scope } from "./scope";

/** What one `up` does in a scope, told by the program before it and the one after it. */
export interface ScopedVerb {
  name: string;
  before: readonly ((scope: Scope) => Declared)[];
  after: readonly ((scope: Scope) => Declared)[];
}

type Declaring = ScopedVerb["after"][number];

export const ONE = "canary-value-one";
export const TWO = "canary-value-two";

const org =
  (args: (scope: Scope) => Props = () => ({}), more = ""): Declaring =>
  (scope) => ({
    name: `${scope.label} org`,
    kind: "orgSecret",
    args: {
      org: scope.org,
      secretName: scope.secretName + more,
      value: ONE,
      visibility: "all",
      ...args(scope),
    },
  });
const listed = (which: 0 | 1, value = ONE) =>
  org(({ repositoryIds }) => ({
    visibility: "selected",
    selectedRepositories: [repositoryIds[which]],
    value,
  }));
const unlisted = org(() => ({ visibility: "selected" }));
const repo =
  (value = ONE, more = ""): Declaring =>
  ({ label, repository, secretName }) => ({
    name: `${label} repo`,
    kind: "repoSecret",
    args: { repository, secretName: secretName + more, value },
  });
const user =
  (args: Props = {}): Declaring =>
  ({ label, secretName }) => ({
    name: `${label} user`,
    kind: "userSecret",
    args: { secretName, value: ONE, selectedRepositories: [501], ...args },
  });
const access =
  (visibility: string, ...selectedUsernames: string[]): Declaring =>
  (scope) => ({
    name: `${scope.label} access`,
    kind: "access",
    args: {
      org: scope.org,
      visibility,
      ...(selectedUsernames.length > 0 && { selectedUsernames }),
    },
  });
const added: Declaring = (scope) => ({
  name: `${scope.label} added`,
  kind: "orgSecretRepository",
  args: { org: scope.org, secretName: scope.secretName, repository: scope.repositoryIds[0] },
  dependsOn: [`${scope.label} org`],
});
const codespace: Declaring = ({ label, repository }) => ({
  name: `${label} codespace`,
  kind: "codespace",
  args: { repository },
});

/** Of each class what its requests have paths of their own for. */
export const scopedVerbs: readonly ScopedVerb[] = [
  { name: "org secret: create", before: [], after: [org()] },
  { name: "org secret: create for some", before: [], after: [listed(0)] },
  { name: "org secret: change its value", before: [org()], after: [org(() => ({ value: TWO }))] },
  { name: "org secret: change its list", before: [listed(0)], after: [listed(1)] },
  { name: "org secret: change list and value", before: [listed(0)], after: [listed(1, TWO)] },
  { name: "org secret: replace", before: [org()], after: [org(undefined, "_NEW")] },
  { name: "org secret: delete", before: [org()], after: [] },
  { name: "repo secret: create", before: [], after: [repo()] },
  { name: "repo secret: change its value", before: [repo()], after: [repo(TWO)] },
  { name: "repo secret: replace", before: [repo()], after: [repo(ONE, "_NEW")] },
  { name: "repo secret: delete", before: [repo()], after: [] },
  { name: "user secret: create", before: [], after: [user()] },
  { name: "user secret: change its value", before: [user()], after: [user({ value: TWO })] },
  {
    name: "user secret: change its list",
    before: [user()],
    after: [user({ selectedRepositories: [502] })],
  },
  { name: "user secret: delete", before: [user()], after: [] },
  { name: "access: create", before: [], after: [access("all_members")] },
  {
    name: "access: exchange a user",
    before: [access("selected_members", "octocat")],
    after: [access("selected_members", "hubot")],
  },
  { name: "access: delete", before: [access("all_members")], after: [] },
  { name: "secret repository: add", before: [unlisted], after: [unlisted, added] },
  { name: "secret repository: remove", before: [unlisted, added], after: [unlisted] },
  {
    name: "codespace: create",
    before: [access("all_members")],
    after: [access("all_members"), codespace],
  },
];
