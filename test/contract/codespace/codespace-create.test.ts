import type { Props } from "../../../provider/src/rules/plain";
import { REPOSITORY, useCodespaces } from "../../support/codespace-world";
import { create, update } from "../../support/lifecycles";

const world = useCodespaces();

describe("a Codespace is created", () => {
  test.each<[string, Props, string]>([
    ["a repository", { repository: "Octocat/Hello-World" }, `POST /repos/${REPOSITORY}/codespaces`],
    [
      "a branch of it",
      { repository: REPOSITORY, ref: "develop" },
      `POST /repos/${REPOSITORY}/codespaces`,
    ],
    ["a repository by its id", { repository: 502 }, "POST /user/codespaces"],
    [
      "a pull request",
      { pullRequest: `${REPOSITORY}#7` },
      `POST /repos/${REPOSITORY}/pulls/7/codespaces`,
    ],
    ["a pull request by its repository's id", { pullRequest: "502#7" }, "POST /user/codespaces"],
  ])("for %s, and is available when create ends", async (_, inputs, post) => {
    world.emulator.configure({ codespaceStepMs: 5_000 });
    const { codespace, lines } = world.run();
    const { id, outputs } = await create(codespace, inputs);
    expect(world.writes()).toEqual([post]);
    expect(world.only()).toMatchObject({ name: id, state: "Available", repository: REPOSITORY });
    expect(outputs).toMatchObject({
      name: id,
      state: "Available",
      owner: { login: "octocat", id: 1 },
    });
    expect(lines.map((line) => line.replace(/.*: (\w+) .*/, "$1"))).toEqual([
      "Queued",
      "Provisioning",
      "Available",
    ]);
  });

  test("with everything that is declared, also what only PATCH takes", async () => {
    const inputs = {
      repository: REPOSITORY,
      ref: "develop",
      machine: "premiumLinux",
      devcontainerPath: ".devcontainer/node/devcontainer.json",
      displayName: "mine",
      idleTimeoutMinutes: 17,
      retentionPeriodMinutes: 60,
      recentFolders: ["/workspaces/hello-world/src"],
      desiredState: "stopped",
    };
    const { id, outputs } = await create(world.run().codespace, inputs);
    expect(world.writes()).toEqual([
      `POST /repos/${REPOSITORY}/codespaces`,
      `PATCH /user/codespaces/${id}`,
      `POST /user/codespaces/${id}/stop`,
    ]);
    expect(world.only()).toMatchObject({
      state: "Shutdown",
      machine: "premiumLinux",
      displayName: "mine",
      devcontainerPath: ".devcontainer/node/devcontainer.json",
      idleTimeoutMinutes: 17,
      retentionPeriodMinutes: 60,
      recentFolders: ["/workspaces/hello-world/src"],
    });
    expect(outputs).toMatchObject({ state: "Shutdown", machine: "premiumLinux", declared: inputs });
  });

  test("also where GitHub only accepts the request at first", async () => {
    world.emulator.configure({ switches: { createdCodespace: "202" } });
    await create(world.run().codespace, { repository: REPOSITORY });
    expect(world.only().state).toBe("Available");
  });

  test("and an unknown machine is an error that names those that are allowed", async () => {
    const inputs = { repository: REPOSITORY, machine: "quantum" };
    await expect(create(world.run().codespace, inputs)).rejects.toThrow(
      /the machine "quantum" is not allowed there; allowed are basicLinux32gb, standardLinux32gb, /,
    );
    expect(world.emulator.codespaces("octocat")).toEqual([]);
  });

  test("and one that fails is kept in the state, with where to look", async () => {
    world.emulator.drift.codespaces.failNextProvisioning();
    const error: unknown = await create(world.run().codespace, { repository: REPOSITORY }).catch(
      (reason: unknown) => reason,
    );
    const { name } = world.only();
    expect(error).toMatchObject({ id: name, properties: { name, state: "Failed" } });
    expect((error as Error).message).toMatch(
      /could not be created: it is Failed, and .* see https:\/\//,
    );
  });

  test("and one that takes too long is waited for by the next up", async () => {
    world.emulator.configure({ codespaceStepMs: 60_000 });
    const inputs = { repository: REPOSITORY, desiredState: "stopped", timeouts: { create: "30s" } };
    const error = (await create(world.run().codespace, inputs).catch(
      (reason: unknown) => reason,
    )) as {
      id: string;
      properties: Props;
      message: string;
    };
    expect(error.message).toContain("it is still Queued, and the time limit has passed");
    const { codespace } = world.run();
    const outputs = await update(codespace, error.id, error.properties, inputs);
    expect(world.only().state).toBe("Shutdown");
    expect(outputs).toMatchObject({ state: "Shutdown", declared: inputs });
    expect(outputs).not.toHaveProperty("unsettled");
    expect(world.writes().filter((line) => line.endsWith("/codespaces"))).toHaveLength(1);
  });
});

describe("a POST whose answer got lost is never sent again", () => {
  const POST = { method: "POST", path: /codespaces$/ } as const;

  test.each<[string, Props]>([
    ["a repository", { repository: REPOSITORY }],
    ["a repository by its id", { repository: 502, ref: "develop" }],
    ["a pull request", { pullRequest: `${REPOSITORY}#7` }],
  ])("and what it made is found again by the name that it was given: %s", async (_, inputs) => {
    await create(world.run().codespace, { repository: REPOSITORY, displayName: "other" });
    world.emulator.advance(60_000);
    world.emulator.clearRequests();
    world.emulator.fail({ ...POST, drop: "after" });
    const { id } = await create(world.run().codespace, inputs);
    expect(world.writes()).toHaveLength(1);
    expect(world.emulator.codespaces("octocat").map(({ name }) => name)).toEqual([
      expect.any(String),
      id,
    ]);
    expect(world.emulator.unusedFaults()).toEqual([]);
  });

  test("also after a 503 that came after the effect", async () => {
    world.emulator.fail({ ...POST, status: 503, afterEffect: true });
    const { id } = await create(world.run().codespace, { repository: REPOSITORY });
    expect([id]).toEqual(world.emulator.codespaces("octocat").map(({ name }) => name));
  });

  test("and where it had no effect, that is an error that says what to do", async () => {
    world.emulator.fail({ ...POST, drop: "before" });
    await expect(create(world.run().codespace, { repository: REPOSITORY })).rejects.toThrow(
      /no new codespace of octocat\/hello-world was found. The request was not repeated/,
    );
    expect(world.emulator.codespaces("octocat")).toEqual([]);
    expect(world.writes()).toHaveLength(1);
  });

  test("and ten of one program, each with its answer lost, are ten", async () => {
    const { codespace } = world.run();
    world.emulator.fail({ ...POST, drop: "after", times: 10 });
    const made = await Promise.all(
      Array.from({ length: 10 }, () => create(codespace, { repository: REPOSITORY })),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(10);
    expect(world.emulator.codespaces("octocat")).toHaveLength(10);
  });
});
