import { checkedArgs } from "../../provider/src/operations/by-name/call";
import * as codespaces from "../../provider/src/operations/by-name/codespaces";
import * as launch from "../../provider/src/operations/by-name/launch";
import * as secrets from "../../provider/src/operations/by-name/secrets";
import { RepositoriesNotFound } from "../../provider/src/github/errors";
import { codespaceLifecycle } from "../../provider/src/lifecycle/codespace/codespace";
import type { Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../provider/src/rules/plain";
import { secretLifecycle } from "../../provider/src/lifecycle/secret/secret";
import { orgSecret, repoSecret, userSecret } from "../../provider/src/kinds/all";
import { secretRepositoryLifecycle } from "../../provider/src/lifecycle/secret-repository/secret-repository";
import { offlineSession } from "./offline-session";

// From the configuration or a variable an id comes as a text, which is always a name.

const session = offlineSession();
const get = () => session;
const asNumber =
  '"1001" must be "owner/name" or an id: give the id as a number, 1001 without quotes';
const notTaken = `"1001" must be "owner/name"; an id is not accepted here`;

const reasonsOf = (lifecycle: Lifecycle, inputs: Props) =>
  lifecycle.check({}, inputs).failures.map(({ reason }) => reason);

const value = { secretName: "X", value: "v" };

test.each<[string, Lifecycle, Props, string]>([
  ["Codespace", codespaceLifecycle(get), { repository: "1001" }, `repository: ${asNumber}`],
  [
    "UserCodespacesSecret",
    secretLifecycle(userSecret, get),
    { ...value, selectedRepositories: ["1001"] },
    `selectedRepositories: ${asNumber}`,
  ],
  [
    "UserCodespacesSecretRepository",
    secretRepositoryLifecycle(userSecret, get),
    { secretName: "X", repository: "1001" },
    `repository: ${asNumber}`,
  ],
  [
    "RepoCodespacesSecret",
    secretLifecycle(repoSecret, get),
    { ...value, repository: "1001" },
    `repository: ${notTaken}`,
  ],
])("%s says at the check what to give", (_, lifecycle, inputs, reason) => {
  expect(reasonsOf(lifecycle, inputs)).toEqual([reason]);
});

test("with an organization it is a name, and the error that GitHub has none says what to give", () => {
  const inputs = { org: "acme", ...value, visibility: "selected", selectedRepositories: ["1001"] };
  expect(reasonsOf(secretLifecycle(orgSecret, get), inputs)).toEqual([]);
  const notFound = (...names: string[]) => new RepositoriesNotFound(names, "the token").message;
  expect(notFound("acme/api", "acme/1001", "acme/1002")).toMatch(
    / Give an id as a number, without quotes: 1001, 1002\.$/,
  );
  expect(notFound("acme/api", "acme/2048-game")).not.toContain("An id");
});

test("a lookup that takes a name says so, and one that takes an id how", () => {
  const repository = "1001";
  const named = [codespaces.repoCodespaces, launch.repoMachines, launch.repoDefaults];
  for (const call of [...named, secrets.repoSecrets, secrets.repoPublicKey]) {
    expect(() => checkedArgs<object>(call, { repository })).toThrow(`repository: ${notTaken}`);
  }
  const { userCodespaces } = codespaces;
  expect(() => checkedArgs(userCodespaces, { repository })).toThrow(
    'repository: "1001" must be "owner/name"; give an id as a number: repositoryId',
  );
  const repositoryId = "1001" as unknown as number;
  expect(() => checkedArgs(userCodespaces, { repositoryId })).toThrow(
    'repositoryId: "1001" is not the id of a repository: give it as a number, without quotes',
  );
});
