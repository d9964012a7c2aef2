import { manualClock, tokens } from "github-codespaces-emulator";
import {
  CodespacesClient,
  type ClientParts,
  type ConnectionSettings,
} from "../../../provider/src/client";
import { makeCodespace } from "../../support/codespaces";
import { useEmulator } from "../../support/emulator-client";
import { impatientClock } from "../../support/impatient-clock";
import { emulated, useEnvironment } from "../../support/program-environment";
import { requestLines } from "../../support/world";

const { emulator, send } = useEmulator({ clock: manualClock("2026-12-01T10:00:00Z") });
useEnvironment(() => emulated(emulator));

const SILENT = { info: () => undefined, warn: () => undefined };

/** Its waits take no time here, and all of their time at the emulator. */
function newClient(settings: ConnectionSettings = {}, parts: ClientParts = {}) {
  const { clock, waited } = impatientClock((ms) => {
    emulator.advance(ms);
  });
  return { client: new CodespacesClient(settings, { say: SILENT, clock, ...parts }), waited };
}

async function running(repositoryId?: number): Promise<string> {
  const name = await makeCodespace(send, repositoryId);
  emulator.advance(5_000);
  emulator.clearRequests();
  return name;
}

const lines = () => requestLines(emulator);
const stateOf = (name: string) => emulator.codespace(name)?.state;

describe("start and stop", () => {
  test("answer how it began, or wait until it is done", async () => {
    const name = await running();
    const { client, waited } = newClient();
    expect(await client.stopCodespace({ name })).toMatchObject({ state: "ShuttingDown" });
    expect(waited()).toBe(0);
    expect(await client.stopCodespace({ name }, { wait: true })).toMatchObject({
      state: "Shutdown",
    });
    expect(await client.startCodespace({ name }, { wait: true })).toMatchObject({
      state: "Available",
    });
    expect(waited()).toBe(4_000);
  });

  test.each(["409", "304"] as const)(
    "of what is started already is success where GitHub answers %s",
    async (startingRunning) => {
      emulator.configure({ switches: { startingRunning } });
      const name = await running();
      expect(await newClient().client.startCodespace({ name })).toMatchObject({
        name,
        state: "Available",
      });
      expect(emulator.requests.map(({ status }) => status)).toEqual([Number(startingRunning), 200]);
    },
  );

  test("of what is stopped already is success", async () => {
    const name = await running();
    const { client } = newClient();
    await client.stopCodespace({ name }, { wait: true });
    expect(await client.stopCodespace({ name }, { wait: true })).toMatchObject({
      state: "Shutdown",
    });
  });

  test("are sent again where an answer was lost", async () => {
    const name = await running();
    emulator.fail({ method: "POST", drop: "after" });
    expect(await newClient().client.stopCodespace({ name })).toMatchObject({ name });
    expect(lines()).toHaveLength(2);
  });

  test("of a codespace that is on its way down says why not", async () => {
    const name = await running();
    const { client } = newClient();
    await client.stopCodespace({ name });
    await expect(client.startCodespace({ name })).rejects.toThrow(
      `The codespace ${name} could not be started: GitHub answered 409`,
    );
  });

  test("are given up after maxWaitSeconds", async () => {
    const name = await running();
    // The emulator's own time stands still.
    const { clock, waited } = impatientClock();
    const { client } = newClient({}, { clock });
    const stopping = client.stopCodespace({ name }, { wait: true, maxWaitSeconds: 30 });
    await expect(stopping).rejects.toThrow("it was not finished after 30 s");
    expect(Math.round(waited() / 1000)).toBe(30);
  });
});

describe("an export", () => {
  test("is followed to its end, with a look at each step", async () => {
    const name = await running();
    const seen: string[] = [];
    const onProgress = ({ state }: { state: string }) => void seen.push(state);
    const done = await newClient().client.exportCodespace({ name }, { onProgress });
    expect(done).toMatchObject({
      state: "succeeded",
      branch: `codespace-${name}`,
      sha: expect.stringMatching(/^[\da-f]{40}$/) as string,
      htmlUrl: expect.stringContaining(`/tree/codespace-${name}`) as string,
    });
    expect(seen).toEqual(["in_progress", "in_progress", "succeeded"]);
  });

  test("that fails is an error", async () => {
    const name = await running();
    emulator.drift.codespaces.failNextExport();
    await expect(newClient().client.exportCodespace({ name })).rejects.toThrow(
      /^The codespace .* could not be exported: GitHub says that the export \w+ failed at 20/,
    );
  });

  test("whose first answer was lost is begun once, and followed", async () => {
    const name = await running();
    emulator.fail({ method: "POST", drop: "after" });
    const done = await newClient().client.exportCodespace({ name });
    expect(done.state).toBe("succeeded");
  });

  test("that takes too long is an error; it goes on", async () => {
    const name = await running();
    emulator.configure({ codespaceStepMs: 3_600_000 });
    const { client, waited } = newClient();
    await expect(client.exportCodespace({ name }, { maxWaitSeconds: 60 })).rejects.toThrow(
      "it was not finished after 60 s",
    );
    expect(Math.round(waited() / 1000)).toBe(60);
    expect(stateOf(name)).toBe("Exporting");
  });
});

describe("publishing", () => {
  const TEMPLATE = 506;

  test("gives the new repository, private unless something else is said", async () => {
    const { client } = newClient();
    const first = await client.publishCodespace({
      name: await running(TEMPLATE),
      repositoryName: "fresh",
    });
    expect(first.repository).toBe("octocat/fresh");
    expect(emulator.requests.at(-1)?.body).toEqual({ name: "fresh", private: true });
    const name = await running(TEMPLATE);
    const second = await client.publishCodespace({ name, private: false });
    expect(second.repository).toBe(`octocat/${name}`);
    expect(emulator.requests.at(-1)?.body).toEqual({ private: false });
  });

  test("is never sent again by itself", async () => {
    const name = await running(TEMPLATE);
    emulator.fail({ method: "POST", drop: "before" });
    await expect(newClient().client.publishCodespace({ name })).rejects.toThrow("after 1 attempt");
    expect(lines()).toEqual([`POST /user/codespaces/${name}/publish`]);
  });
});

describe("an organization", () => {
  const MEMBER = { org: "acme", username: "octocat" };

  beforeEach(() => {
    emulator.drift.access("acme", { visibility: "all_members" });
  });

  test("stops a member's codespace and deletes it", async () => {
    const name = await running(1001);
    const { client } = newClient();
    expect(await client.stopOrgMemberCodespace({ ...MEMBER, name })).toMatchObject({
      state: "ShuttingDown",
    });
    await client.deleteOrgMemberCodespace({ ...MEMBER, name });
    expect(stateOf(name)).toBe("Deleted");
    await client.deleteOrgMemberCodespace({ ...MEMBER, name });
    emulator.advance(60_000);
    await expect(client.deleteOrgMemberCodespace({ ...MEMBER, name })).rejects.toMatchObject({
      status: 404,
    });
  });

  test("has deleted it where the answer to that was lost", async () => {
    emulator.configure({ codespaceStepMs: 0 });
    const name = await running(1001);
    emulator.fail({ method: "DELETE", drop: "after" });
    await newClient().client.deleteOrgMemberCodespace({ ...MEMBER, name });
    expect(emulator.requests.map(({ status }) => status)).toEqual([0, 404, 200]);
    expect(stateOf(name)).toBeUndefined();
  });

  test("without the right is told which one it is", async () => {
    const name = await running(1001);
    const { client } = newClient({ token: tokens.readOnly });
    const stopping = client.stopOrgMemberCodespace({ ...MEMBER, name });
    await expect(stopping).rejects.toMatchObject({ status: 403 });
    await expect(stopping).rejects.toThrow(
      "The token needs codespaces_lifecycle_admin=write,organization_codespaces=write. " +
        "The credential came from the configuration github-codespaces:token.",
    );
  });
});

describe("lists", () => {
  test("are asked for page by page, as far as they are wanted, and anew each time", async () => {
    for (let index = 0; index < 249; index++) {
      emulator.drift.orgSecret("acme", `S_${index}`, { value: "v" });
    }
    const secrets = newClient().client.listOrgCodespacesSecrets({ org: "acme" });
    const names: string[] = [];
    for await (const { name } of secrets) {
      names.push(name);
      if (names.length === 100) break;
    }
    expect(lines()).toHaveLength(1);
    for await (const { name } of secrets) {
      names.push(name);
      if (names.length === 201) break;
    }
    expect(emulator.requests.map(({ query }) => query.page)).toEqual([undefined, undefined, "2"]);
  });

  test("begin again after a broken connection and GitHub's limits, at their page", async () => {
    for (let index = 0; index < 150; index++) {
      emulator.drift.orgSecret("acme", `S_${index}`, { value: "v" });
    }
    emulator.fail({ method: "GET", after: 1, drop: "before" });
    emulator.fail({ method: "GET", after: 1, status: 429, headers: { "retry-after": "7" } });
    const { client, waited } = newClient();
    let count = 0;
    for await (const secret of client.listOrgCodespacesSecrets({ org: "acme" })) {
      if (secret.name !== "") count++;
    }
    expect(count).toBe(150);
    // A second for the connection, seven for the limit, less what passed by itself.
    expect(waited()).toBeGreaterThan(7_000);
    expect(emulator.unusedFaults()).toEqual([]);
  });
});

describe("settings", () => {
  test("that are left out come from the environment", async () => {
    await newClient().client.getUserCodespacesPublicKey();
    expect(lines()).toEqual(["GET /user/codespaces/secrets/public-key"]);
  });

  test("with a credential of their own take none from there, also when it is empty", async () => {
    const { client } = newClient({ token: undefined });
    await expect(client.getUserCodespacesPublicKey()).rejects.toThrow(
      "github-codespaces:token is empty: is the variable set?",
    );
    expect(lines()).toEqual([]);
  });

  test("of two clients are one limiter where they are the same", async () => {
    // One at a time, though two clients ask: they share what one session has.
    const clients = [0, 1].map(() => new CodespacesClient({ maxConcurrentRequests: 1 }));
    const twice = [...clients, ...clients];
    await Promise.all(twice.map((client) => client.getOrgCodespacesPublicKey({ org: "acme" })));
    expect(Math.max(...emulator.requests.map(({ concurrent }) => concurrent))).toBe(1);
  });
});
