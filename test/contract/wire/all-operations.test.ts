import { readFileSync } from "node:fs";
import * as provider from "../../../provider/src";
import { CodespacesClient } from "../../../provider/src/client";
import { GitHub } from "../../../provider/src/github/client";
import { connect } from "../../../provider/src/github/connect";
import * as codespaces from "../../../provider/src/operations/codespaces";
import { readSettings } from "../../../provider/src/settings/reading";
import { useEmulator } from "../../support/emulator-client";
import { impatientClock } from "../../support/impatient-clock";
import { create, newRun, update } from "../../support/lifecycles";
import { emulated, useEnvironment } from "../../support/program-environment";

// Every operation is sent by the provider's own code. The emulator refuses a request that GitHub's
// description doesn't allow, and notes an answer of its own that it doesn't: both are asserted here.

const { emulator } = useEmulator();
useEnvironment(() => emulated(emulator));

interface Operation {
  id: string;
  tags: string[];
}

const file = require.resolve("github-codespaces-emulator/dist/description.json");
const { operations } = JSON.parse(readFileSync(file, "utf8")) as { operations: Operation[] };
const described = operations.filter(({ tags }) => tags.includes("codespaces")).map(({ id }) => id);

const say = { info: () => undefined, warn: () => undefined };
const { clock } = impatientClock();
const OWN_REPOSITORY = "octocat/hello-world";
const TEMPLATE_ID = 506;

beforeEach(() => {
  emulator.configure({ codespaceStepMs: 0 });
  emulator.drift.access("acme", { visibility: "all_members" });
});

test("all 48 operations of the description are sent and answered as it says", async () => {
  await secretsAndAccess();
  const names = await codespacesByTheResource();
  await lookups(names.own);
  await actions(names);

  const answered = emulator.requests.filter(({ status }) => status >= 200 && status <= 304);
  const ids = new Set(answered.map(({ operationId }) => operationId));
  expect(described).toHaveLength(48);
  expect(described.filter((id) => !ids.has(id))).toEqual([]);
  const refused = emulator.requests.filter(({ status }) => status === 0 || status >= 400);
  // By it the resource sees that a codespace that it deleted is gone.
  expect(
    new Set(refused.map(({ status, operationId }) => `${status} ${operationId ?? ""}`)),
  ).toEqual(new Set(["404 codespaces/get-for-authenticated-user"]));
  expect(emulator.violations).toEqual([]);
});

test("a request that the description doesn't allow would be refused", async () => {
  const github = await connected();
  const list = github.request(codespaces.listOfOrg, { org: "acme", perPag: 1 });
  await expect(list).rejects.toMatchObject({ status: 422 });
  const create = github.request(codespaces.create, { repositoryId: "502" });
  await expect(create).rejects.toMatchObject({ status: 422 });
});

function connected(): Promise<GitHub> {
  const settings = readSettings(() => undefined, process.env);
  return connect(settings, settings.credential, { say, clock });
}

/** Each is a run of its own, as an `up` is. */
const run = () => newRun({ url: emulator.url, token: emulator.token });

/** The lifecycles of the three kinds of secret, of one repository of a list, and of the access. */
async function secretsAndAccess(): Promise<void> {
  const { orgSecret, userSecret, repoSecret } = run();
  const ofOrg = { org: "acme", secretName: "A", value: "v", visibility: "selected" };
  const ofUser = { secretName: "A", value: "v" };
  const inOrg = await create(orgSecret, { ...ofOrg, selectedRepositories: ["api"] });
  const inUser = await create(userSecret, { ...ofUser, selectedRepositories: [OWN_REPOSITORY] });
  const inRepo = await create(repoSecret, { repository: "acme/api", secretName: "A", value: "v" });
  const more = { ...ofOrg, selectedRepositories: ["api", "web"] };
  const later = run();
  const changed = await update(later.orgSecret, inOrg.id, inOrg.outputs, more);
  const own = { ...ofUser, selectedRepositories: [OWN_REPOSITORY, "octocat/dotfiles"] };
  const changedOwn = await update(later.userSecret, inUser.id, inUser.outputs, own);
  await oneRepositoryOfEach();
  await lookupsOfSecrets();
  const last = run();
  await last.orgSecret.delete(inOrg.id, changed);
  await last.userSecret.delete(inUser.id, changedOwn);
  await last.repoSecret.delete(inRepo.id, inRepo.outputs);
  await access();
}

async function oneRepositoryOfEach(): Promise<void> {
  const repository = "acme/docs";
  const added = run();
  const inOrg = { org: "acme", secretName: "A", repository };
  const ofOrg = await create(added.orgSecretRepository, inOrg);
  const ofUser = await create(added.userSecretRepository, { secretName: "A", repository });
  const removed = run();
  await removed.orgSecretRepository.delete(ofOrg.id, ofOrg.outputs);
  await removed.userSecretRepository.delete(ofUser.id, ofUser.outputs);
}

async function access(): Promise<void> {
  const some = { org: "acme", visibility: "selected_members", selectedUsernames: ["hubot"] };
  const { id, outputs } = await create(run().access, some);
  const others = { ...some, selectedUsernames: ["monalisa"] };
  const changed = await update(run().access, id, outputs, others);
  await update(run().access, id, changed, { org: "acme", visibility: "all_members" });
}

/** Each lookup of secrets, while there are some. */
async function lookupsOfSecrets(): Promise<void> {
  const [org, repository, secretName] = ["acme", "acme/api", "A"];
  await provider.getOrgCodespacesSecrets({ org });
  await provider.getOrgCodespacesSecret({ org, secretName });
  await provider.getOrgCodespacesSecretRepositories({ org, secretName });
  await provider.getOrgCodespacesPublicKey({ org });
  await provider.getRepoCodespacesSecrets({ repository });
  await provider.getRepoCodespacesSecret({ repository, secretName });
  await provider.getRepoCodespacesPublicKey({ repository });
  await provider.getUserCodespacesSecrets();
  await provider.getUserCodespacesSecret({ secretName });
  await provider.getUserCodespacesSecretRepositories({ secretName });
  await provider.getUserCodespacesPublicKey();
}

/** The resource: of a repository and a pull request by name, and of a repository by its id. */
async function codespacesByTheResource() {
  const made = { repository: OWN_REPOSITORY, ref: "main" };
  const { codespace } = run();
  const own = await create(codespace, made);
  const billed = await create(codespace, { pullRequest: "acme/api#7" });
  const blank = await create(codespace, { repository: TEMPLATE_ID });
  const gone = await create(codespace, { repository: OWN_REPOSITORY, ref: "develop" });
  const later = run();
  await update(later.codespace, own.id, own.outputs, { ...made, displayName: "mine" });
  await later.codespace.delete(gone.id, gone.outputs);
  return { own: own.id, billed: billed.id, blank: blank.id };
}

/** Each lookup of codespaces. */
async function lookups(name: string): Promise<void> {
  const repository = OWN_REPOSITORY;
  const devcontainerPath = ".devcontainer/devcontainer.json";
  await provider.getCodespaces({ repository });
  await provider.getRepoCodespaces({ repository });
  await provider.getOrgCodespaces({ org: "acme" });
  await provider.getOrgMemberCodespaces({ org: "acme", username: "octocat" });
  await provider.getCodespace({ name });
  await provider.getCodespaceMachines({ name });
  await provider.getRepoCodespaceMachines({ repository });
  await provider.getRepoDevcontainers({ repository });
  await provider.getRepoCodespaceDefaults({ repository });
  await provider.getRepoCodespacePermissions({ repository, ref: "main", devcontainerPath });
}

/** Each action of the client, and the lookup of an export. */
async function actions({ own, billed, blank }: { own: string; billed: string; blank: string }) {
  const client = new CodespacesClient({}, { say, clock });
  await client.stopCodespace({ name: own }, { wait: true });
  await client.startCodespace({ name: own }, { wait: true });
  await client.exportCodespace({ name: own });
  await provider.getCodespaceExport({ name: own });
  await client.publishCodespace({ name: blank, repositoryName: "fresh" });
  const ofMember = { org: "acme", username: "octocat", name: billed };
  await client.stopOrgMemberCodespace(ofMember);
  await client.deleteOrgMemberCodespace(ofMember);
}
