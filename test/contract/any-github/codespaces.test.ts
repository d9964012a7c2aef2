import { CodespacesClient } from "../../../provider/src/client";
import type { Props } from "../../../provider/src/rules/plain";
import {
  byHand,
  DISPLAY_NAME,
  useGitHub,
  type GitHubUnderTest,
} from "../../support/github-under-test";
import { checked, create, newRun, update } from "../../support/lifecycles";

// Two codespaces in all, for as long as the tests take. Publishing and exporting are left out: a repository and
// a branch would stay, or the token would need the right to delete them.

const github = useGitHub((one) => setAccess(one, "disabled"));
const silent = { info: () => undefined, warn: () => undefined };
const client = () => {
  const { url, token } = github();
  return new CodespacesClient({ baseUrl: url, token }, { say: silent });
};
const run = () => newRun({ ...github(), realTime: true }).codespace;
const setAccess = (one: GitHubUnderTest, visibility: string) =>
  byHand(one, `PUT /orgs/${one.org}/codespaces/access`, { visibility });
const repository = () => github().repositories[0];

const loginIn = ({ owner }: Props) => (owner as { login: string }).login;

async function wholeOf<T>(list: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of list) all.push(item);
  return all;
}

const DECLARED = { displayName: DISPLAY_NAME, idleTimeoutMinutes: 5 };
let name: string;
let outputs: Props;
/** The second one. */
let made: { id: string; outputs: Props };

beforeAll(() => setAccess(github(), "all_members"));

test("a codespace is made, found, renamed and stopped by its resource", async () => {
  const declared = { ...DECLARED, repository: repository() };
  ({ id: name, outputs } = await create(run(), declared));
  expect(await run().read(name, outputs)).toMatchObject({ id: name, inputs: declared });
  const renamed = { ...declared, displayName: `${DISPLAY_NAME} 2`, desiredState: "stopped" };
  outputs = await update(run(), name, outputs, renamed);
  expect(outputs).toMatchObject({ displayName: `${DISPLAY_NAME} 2`, state: "Shutdown" });
});

test("the lookups find it, and what its repository offers", async () => {
  const { org } = github();
  const named = expect.objectContaining({ name }) as unknown;
  const username = loginIn(outputs);
  expect(await wholeOf(client().listCodespaces())).toContainEqual(named);
  expect(await wholeOf(client().listRepoCodespaces({ repository: repository() }))).toContainEqual(
    named,
  );
  expect(await client().getCodespace({ name })).toMatchObject({ name, state: "Shutdown" });
  expect(Array.isArray(await wholeOf(client().listOrgCodespaces({ org })))).toBe(true);
  expect(Array.isArray(await wholeOf(client().listOrgMemberCodespaces({ org, username })))).toBe(
    true,
  );
  const machines = await wholeOf(client().listRepoCodespaceMachines({ repository: repository() }));
  expect(machines.map((machine) => machine.name)).toContain(outputs.machine);
  expect((await wholeOf(client().listCodespaceMachines({ name }))).length).toBeGreaterThan(0);
  const found = await wholeOf(client().listRepoDevcontainers({ repository: repository() }));
  const defaults = await client().getRepoCodespaceDefaults({ repository: repository() });
  expect(defaults).toHaveProperty("billableOwner");
  const { default_branch: branch } = (await byHand(github(), `GET /repos/${repository()}`)).body;
  for (const { path: devcontainerPath } of found.slice(0, 1)) {
    const asked = {
      repository: repository(),
      ref: String(branch),
      devcontainerPath,
    };
    expect(typeof (await client().getRepoCodespacePermissions(asked)).accepted).toBe("boolean");
  }
});

test("it is started and stopped by the actions", async () => {
  expect(await client().startCodespace({ name }, { wait: true })).toMatchObject({
    state: "Available",
  });
  expect(await client().startCodespace({ name })).toMatchObject({ name });
  expect(await client().stopCodespace({ name }, { wait: true })).toMatchObject({
    state: "Shutdown",
  });
});

test("another repository replaces it: another is made, and it is taken away", async () => {
  const declared = { ...DECLARED, repository: github().repositories[1] };
  const replacing = run();
  const news = checked(replacing, declared, outputs);
  expect(replacing.replaces(outputs, news)).toEqual(["repository"]);
  made = await replacing.create(news);
  expect(made.id).not.toBe(name);
  await run().delete(name, outputs);
  expect(await run().read(name, outputs)).toBeUndefined();
});

test("where the organization pays, its owner stops and deletes a member's", async () => {
  const { org } = github();
  const whose = { org, username: loginIn(made.outputs), name: made.id };
  const isPaid = made.outputs.billableOwner === org;
  const stopped = client().stopOrgMemberCodespace(whose);
  expect(
    await stopped.then(
      () => true,
      () => false,
    ),
  ).toBe(isPaid);
  await (isPaid ? client().deleteOrgMemberCodespace(whose) : run().delete(made.id, made.outputs));
  expect(await run().read(made.id, made.outputs)).toBeUndefined();
});
