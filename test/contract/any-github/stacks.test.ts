import { byHand, NAME, useGitHub } from "../../support/github-under-test";
import { newRun } from "../../support/lifecycles";
import { Stack, type Declared } from "../../support/stack";

// What takes more than one verb, as the engine calls them: sets, and what is replaced.

const github = useGitHub();
const newStack = () => new Stack(() => newRun({ ...github(), realTime: true }));
const declared = (kind: Declared["kind"], args: Declared["args"]): Declared[] => [
  { name: "one", kind, args },
];

interface Change {
  from: () => Declared[];
  to: () => Declared[];
  /** The names of these suites' secrets in each place after the change. */
  leaves: () => Record<string, string[]>;
}

const [A, B, C] = [`${NAME}_A`, `${NAME}_B`, `${NAME}_C`];
const first = () => github().repositories[0];
const second = () => github().repositories[1];
const list = (...selectedRepositories: string[]) => ({ selectedRepositories });
const ofOrg = () => `/orgs/${github().org}`;

const changes: Record<string, Change> = {
  "OrgCodespacesSecrets: change, add and delete": {
    from: () => orgSet({ [A]: selected("1", first()), [B]: { value: "2", visibility: "private" } }),
    to: () => orgSet({ [A]: selected("one", second()), [C]: { value: "3", visibility: "all" } }),
    leaves: () => ({ [ofOrg()]: [A, C] }),
  },
  "UserCodespacesSecrets: change, add and delete": {
    from: () => userSet({ [A]: { value: "1", ...list(first()) }, [B]: { value: "2", ...list() } }),
    to: () => userSet({ [A]: { value: "1", ...list() }, [C]: { value: "3", ...list(second()) } }),
    leaves: () => ({ "/user": [A, C] }),
  },
  "RepoCodespacesSecrets: another repository and value": {
    from: () => repoSet([first()], { [A]: { value: "1" }, [B]: { value: "2" } }),
    to: () => repoSet([first(), second()], { [A]: { value: "one" } }),
    leaves: () => ({ [`/repos/${first()}`]: [A], [`/repos/${second()}`]: [A] }),
  },
  "OrgCodespacesSecret: replaced by one of another name": {
    from: () => declared("orgSecret", { ...orgSecret(), secretName: A }),
    to: () => declared("orgSecret", { ...orgSecret(), secretName: B }),
    leaves: () => ({ [ofOrg()]: [B] }),
  },
  "UserCodespacesSecret: replaced by one of another name": {
    from: () => declared("userSecret", { secretName: A, value: "v", ...list() }),
    to: () => declared("userSecret", { secretName: B, value: "v", ...list() }),
    leaves: () => ({ "/user": [B] }),
  },
  "RepoCodespacesSecret: replaced by that of another repository": {
    from: () => declared("repoSecret", { repository: first(), secretName: A, value: "v" }),
    to: () => declared("repoSecret", { repository: second(), secretName: A, value: "v" }),
    leaves: () => ({ [`/repos/${first()}`]: [], [`/repos/${second()}`]: [A] }),
  },
};

test.each(Object.entries(changes))("%s", async (_, { from, to, leaves }) => {
  const stack = newStack();
  const changed: string[] = [];
  expect(await stack.up(from())).toBeUndefined();
  expect(await stack.preview(from())).toEqual([]);
  expect(await stack.up(to())).toBeUndefined();
  expect(await seenIn(Object.keys(leaves()))).toEqual(leaves());
  expect(await stack.preview(to())).toEqual([]);
  expect(await stack.refresh(changed)).toBeUndefined();
  expect(changed).toEqual([]);

  expect(await stack.destroy()).toBeUndefined();
  const none = Object.fromEntries(Object.keys(leaves()).map((scope) => [scope, []]));
  expect(await seenIn(Object.keys(leaves()))).toEqual(none);
});

async function seenIn(scopes: readonly string[]): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {};
  for (const scope of scopes) {
    const { body } = await byHand(github(), `GET ${scope}/codespaces/secrets?per_page=100`);
    const names = (body.secrets as { name: string }[]).map(({ name }) => name);
    seen[scope] = names.filter((name) => name.startsWith(NAME)).sort();
  }
  return seen;
}

function selected(value: string, ...repositories: string[]) {
  return { value, visibility: "selected", ...list(...repositories) };
}

function orgSecret() {
  return { org: github().org, value: "v", visibility: "private" };
}

function orgSet(secrets: Record<string, object>): Declared[] {
  return declared("orgSecrets", { org: github().org, secrets } as Declared["args"]);
}

function userSet(secrets: Record<string, object>): Declared[] {
  return declared("userSecrets", { secrets } as Declared["args"]);
}

function repoSet(repositories: string[], secrets: Record<string, object>): Declared[] {
  return declared("repoSecrets", { repositories, secrets } as Declared["args"]);
}
