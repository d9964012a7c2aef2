import { realClock, seedWith, tokens } from "github-codespaces-emulator";
import {
  CodespacesClient,
  CodespacesError,
  type CodespacesClient as Client,
} from "../../../provider/src/client";
import { makeCodespace } from "../../support/codespaces";
import { useEmulator } from "../../support/emulator-client";
import { impatientClock } from "../../support/impatient-clock";
import { emulated, useEnvironment } from "../../support/program-environment";

const { emulator, send } = useEmulator({
  clock: realClock(),
  seed: seedWith({ access: "all_members" }),
});
useEnvironment(() => emulated(emulator));

const SILENT = { info: () => undefined, warn: () => undefined };

/** Its waits take no time here, and all of their time at the emulator. */
function newClient(): Client {
  const { clock } = impatientClock((ms) => {
    emulator.advance(ms);
  });
  return new CodespacesClient({}, { say: SILENT, clock });
}

async function running(repositoryId?: number): Promise<string> {
  const name = await makeCodespace(send, repositoryId);
  emulator.advance(5_000);
  return name;
}

test("a client with lines of its own has one limiter for all that it asks", async () => {
  emulator.configure({ latencyMs: 30 });
  const client = new CodespacesClient({ maxConcurrentRequests: 1 }, { say: SILENT });
  emulator.clearRequests();
  await Promise.all([1, 2, 3, 4].map(() => client.getUserCodespacesPublicKey()));
  expect(Math.max(...emulator.requests.map(({ concurrent }) => concurrent))).toBe(1);
});

describe("a member's codespace", () => {
  const member = { org: "acme", username: "octocat" };

  test("is deleted where the answer to that was lost, by the evidence of the list", async () => {
    const name = await running(1001);
    emulator.configure({ codespaceStepMs: 0 });
    emulator.fail({ method: "DELETE", status: 502, afterEffect: true });
    await newClient().deleteOrgMemberCodespace({ ...member, name });
    expect(emulator.codespace(name)).toBeUndefined();
  });

  test("that can't be deleted is an error, also when a 5xx came first", async () => {
    const name = await running(1001);
    emulator.fail({ method: "DELETE", status: 502 });
    emulator.fail({ method: "DELETE", status: 404 });
    const deletion = newClient().deleteOrgMemberCodespace({ ...member, name });
    await expect(deletion).rejects.toMatchObject({ status: 404 });
    expect(emulator.codespace(name)?.state).toBe("Available");
  });
});

test("an export of before is not taken for one whose answer was lost", async () => {
  const name = await running();
  emulator.drift.codespaces.changeGit(name, { hasUncommittedChanges: true });
  const client = newClient();
  const first = await client.exportCodespace({ name });
  emulator.advance(3_600_000);
  emulator.fail({ method: "POST", path: /exports$/, status: 502 });
  emulator.fail({ method: "POST", path: /exports$/, status: 422 });
  const again: unknown = await client.exportCodespace({ name }).catch((error: unknown) => error);
  expect(first.state).toBe("succeeded");
  expect(again).toMatchObject({ status: 422 });
  expect((again as Error).message).toContain("Check that there is something to push");
});

test("a stop that GitHub answers with 409 is success where it is down already", async () => {
  const name = await running();
  const client = newClient();
  await client.stopCodespace({ name }, { wait: true });
  emulator.fail({ method: "POST", path: /stop$/, status: 409 });
  expect(await client.stopCodespace({ name })).toMatchObject({ state: "Shutdown" });
  await client.startCodespace({ name }, { wait: true });
  emulator.fail({ method: "POST", path: /stop$/, status: 409 });
  await expect(client.stopCodespace({ name })).rejects.toMatchObject({ status: 409 });
});

test("a start and a stop that GitHub took without effect are given again, where they are waited for", async () => {
  const name = await running();
  const client = newClient();
  const given = (verb: string) =>
    emulator.requests.filter(({ path }) => path.endsWith(`/${verb}`)).length;
  emulator.drift.codespaces.ignoreNextStop();
  await client.stopCodespace({ name }, { wait: true });
  emulator.drift.codespaces.ignoreNextStart();
  const started = await client.startCodespace({ name }, { wait: true });
  expect([started.state, given("stop"), given("start")]).toEqual(["Available", 2, 2]);
  await client.startCodespace({ name });
  expect(given("start")).toBe(3);
});

test("a start that is one too many is told in GitHub's words, without a right that lacks", async () => {
  const name = await running();
  const client = newClient();
  await client.stopCodespace({ name }, { wait: true });
  emulator.configure({ maxRunningCodespaces: 0 });
  const failure = await client.startCodespace({ name }, { wait: true }).catch(String);
  expect(failure).toMatch(/You have too many running codespaces.*Stop or delete codespaces/);
  expect(failure).not.toContain("It needs");
});

test.each<[object, string]>([
  [{ wait: true, maxWaitSeconds: Number.NaN }, "maxWaitSeconds: NaN must be a number of seconds"],
  [{ wait: true, maxWaitSeconds: 0 }, "maxWaitSeconds: 0 must be"],
  [{ wiat: true }, "wiat: is not an option; they are wait, maxWaitSeconds"],
])("the options %j are refused before anything is asked", async (options, message) => {
  const client = newClient();
  await expect(client.stopCodespace({ name: "x" }, options)).rejects.toThrow(message);
  await expect(client.exportCodespace({ name: "x" }, options)).rejects.toThrow(message);
  expect(emulator.requests).toEqual([]);
});

test("a misspelt setting is an error of the constructor", () => {
  const misspelt = { tokn: tokens.full } as object;
  expect(() => new CodespacesClient(misspelt)).toThrow(/^tokn: is not a setting/);
});

test("a lost publish is not advised to be run again", async () => {
  const name = await running(506);
  emulator.fail({ method: "POST", path: /publish$/, drop: "after" });
  const publishing = newClient().publishCodespace({ name });
  await expect(publishing).rejects.toThrow("see whether it took effect before you run again");
});

test("a repository that isn't there is a 404, also where its id was looked for", async () => {
  const listing = newClient().listCodespaces({ repository: "acme/absent" });
  const failure: unknown = await listing[Symbol.asyncIterator]()
    .next()
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CodespacesError);
  expect(failure).toMatchObject({ status: 404 });
});
