import type { Emulator } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import type { Declared } from "../stack";
import type { Scope } from "./scope";

/** What one `up` does in a scope, told by the program before it and the one after it. */
export interface ScopedVerb {
  name: string;
  before: readonly ((scope: Scope) => Declared)[];
  after: readonly ((scope: Scope) => Declared)[];
  /**
   * It deletes before it creates. With --continue-on-error, which a batch needs, Pulumi 3.259 never ends if that
   * deletion fails: the creation is then neither tried nor given up (`executeChain` of step_executor.go; a like case
   * is pulumi/pulumi#16373).
   */
  replaces?: true;
  /** What it takes out of the program, which Pulumi deletes in an `up` without another failure. */
  deletes?: true;
  /** What is there already, made by nobody's stack. */
  byHand?: (emulator: Emulator, scope: Scope) => void;
}

type Declaring = ScopedVerb["after"][number];

/** The secrets of a set: the scope's own one, and others beside it. */
function rows(
  secretName: string,
  { value, names, row = {} }: { value: string; names: readonly string[]; row?: Props },
): Props {
  const others = names.map((more) => [secretName + more, { value: ONE, ...row }] as const);
  return Object.fromEntries([[secretName, { value, ...row }], ...others]);
}

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
const orgSet =
  (value = ONE, ...names: string[]): Declaring =>
  ({ label, org, secretName }) => ({
    name: `${label} set`,
    kind: "orgSecrets",
    args: { org, secrets: rows(secretName, { value, names, row: { visibility: "all" } }) },
  });
const repoSet =
  (value = ONE, ...names: string[]): Declaring =>
  ({ label, repository, secretName }) => ({
    name: `${label} set`,
    kind: "repoSecrets",
    args: { repositories: [repository], secrets: rows(secretName, { value, names }) },
  });
const userSet =
  (value = ONE, ...names: string[]): Declaring =>
  ({ label, secretName }) => ({
    name: `${label} set`,
    kind: "userSecrets",
    args: {
      secrets: rows(secretName, { value, names, row: { selectedRepositories: [501] } }),
    },
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
const added =
  (...after: string[]): Declaring =>
  ({ label, org, secretName, repositoryIds: [repository] }) => ({
    name: `${label} added`,
    kind: "orgSecretRepository",
    args: { org, secretName, repository },
    dependsOn: after.map((each) => `${label} ${each}`),
  });
/** One that isn't there is looked for until the time is over. */
const codespace: Declaring = ({ label, repository }) => ({
  name: `${label} codespace`,
  kind: "codespace",
  args: { repository, timeouts: { create: "10s" } },
});

/** Of each class what its requests have paths of their own for. */
export const scopedVerbs: readonly ScopedVerb[] = [
  { name: "org secret: create", before: [], after: [org()] },
  { name: "org secret: create for some", before: [], after: [listed(0)] },
  { name: "org secret: change its value", before: [org()], after: [org(() => ({ value: TWO }))] },
  { name: "org secret: change its list", before: [listed(0)], after: [listed(1)] },
  { name: "org secret: change list and value", before: [listed(0)], after: [listed(1, TWO)] },
  { name: "org secret: replace", before: [org()], after: [org(undefined, "_NEW")], replaces: true },
  { name: "org secret: delete", before: [org()], after: [], deletes: true },
  { name: "repo secret: create", before: [], after: [repo()] },
  { name: "repo secret: change its value", before: [repo()], after: [repo(TWO)] },
  { name: "repo secret: replace", before: [repo()], after: [repo(ONE, "_NEW")], replaces: true },
  { name: "repo secret: delete", before: [repo()], after: [], deletes: true },
  { name: "user secret: create", before: [], after: [user()] },
  { name: "user secret: change its value", before: [user()], after: [user({ value: TWO })] },
  {
    name: "user secret: change its list",
    before: [user()],
    after: [user({ selectedRepositories: [502] })],
  },
  { name: "user secret: delete", before: [user()], after: [], deletes: true },
  { name: "org set: create", before: [], after: [orgSet(ONE, "_B")] },
  {
    name: "org set: change, add and delete",
    before: [orgSet(ONE, "_GONE")],
    after: [orgSet(TWO, "_NEW")],
  },
  { name: "org set: delete", before: [orgSet(ONE, "_B")], after: [], deletes: true },
  { name: "repo set: change and add", before: [repoSet()], after: [repoSet(TWO, "_NEW")] },
  { name: "repo set: delete", before: [repoSet()], after: [], deletes: true },
  { name: "user set: change and add", before: [userSet()], after: [userSet(TWO, "_NEW")] },
  { name: "user set: delete", before: [userSet()], after: [], deletes: true },
  { name: "access: create", before: [], after: [access("all_members")] },
  {
    name: "access: exchange a user",
    before: [access("selected_members", "octocat")],
    after: [access("selected_members", "hubot")],
  },
  { name: "access: delete", before: [access("all_members")], after: [], deletes: true },
  { name: "secret repository: add", before: [unlisted], after: [unlisted, added("org")] },
  {
    name: "secret repository: remove",
    before: [added()],
    after: [],
    deletes: true,
    byHand: ({ drift }, { org: owner, secretName }) => {
      drift.orgSecret(owner, secretName, { value: "by hand", selectedRepositories: [] });
    },
  },
  {
    name: "codespace: create",
    before: [access("all_members")],
    after: [access("all_members"), codespace],
  },
];
