import { tokens } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { REPOSITORY, useCodespaces } from "../../support/codespace-world";
import { create, update } from "../../support/lifecycles";

const world = useCodespaces();

describe("an update", () => {
  const declared = { repository: REPOSITORY, machine: "basicLinux32gb", displayName: "one" };

  async function created(inputs: Props = declared) {
    const made = await create(world.run().codespace, inputs);
    world.emulator.clearRequests();
    return made;
  }

  test("of machine, display name and folders is one PATCH", async () => {
    const { id, outputs } = await created();
    const { codespace, lines } = world.run();
    const news = {
      ...declared,
      machine: "premiumLinux",
      displayName: "two",
      recentFolders: ["/a"],
    };
    const after = await update(codespace, id, outputs, news);
    expect(world.writes()).toEqual([`PATCH /user/codespaces/${id}`]);
    expect(world.only()).toMatchObject({
      nextMachine: "premiumLinux",
      displayName: "two",
      recentFolders: ["/a"],
    });
    expect(after).toMatchObject({ machine: "premiumLinux", displayName: "two", declared: news });
    expect(lines).toEqual([
      `Codespace of ${REPOSITORY}: the machine premiumLinux takes effect at its next start.`,
    ]);
  });

  test("of what only a new codespace takes sends nothing", async () => {
    const { id, outputs } = await created();
    const news = { ...declared, idleTimeoutMinutes: 90, workingDirectory: "/x", forceDelete: true };
    const after = await update(world.run().codespace, id, outputs, news);
    expect(world.emulator.requests).toEqual([]);
    expect(after).toMatchObject({ declared: news, idleTimeoutMinutes: 30 });
  });

  test("of the desired state stops and starts it, and waits", async () => {
    const { id, outputs } = await created();
    const stopped = await update(world.run().codespace, id, outputs, {
      ...declared,
      desiredState: "stopped",
    });
    expect(world.only().state).toBe("Shutdown");
    const running = await update(world.run().codespace, id, stopped, {
      ...declared,
      desiredState: "running",
    });
    expect(world.only().state).toBe("Available");
    expect(running).toMatchObject({ state: "Available", declared: { desiredState: "running" } });
    expect(world.writes()).toEqual([
      `POST /user/codespaces/${id}/stop`,
      `POST /user/codespaces/${id}/start`,
    ]);
  });

  test("to a machine that isn't allowed names those that are", async () => {
    const { id, outputs } = await created();
    await expect(
      update(world.run().codespace, id, outputs, { ...declared, machine: "quantum" }),
    ).rejects.toThrow(/the machine "quantum" is not allowed there; allowed are basicLinux32gb/);
    expect(world.only().nextMachine).toBe("basicLinux32gb");
  });

  test("that fails after the PATCH keeps what was reached", async () => {
    const { id, outputs } = await created({ ...declared, desiredState: "running" });
    world.emulator.fail({ method: "POST", status: 403, path: /stop$/ });
    const news = { ...declared, displayName: "two", desiredState: "stopped" };
    const error = (await update(world.run().codespace, id, outputs, news).catch(
      (reason: unknown) => reason,
    )) as { properties: Props };
    expect(error.properties).toMatchObject({
      declared: { displayName: "two", desiredState: "running" },
    });
    world.emulator.clearRequests();
    await update(world.run().codespace, id, error.properties, news);
    expect(world.writes()).toEqual([`POST /user/codespaces/${id}/stop`]);
  });

  test("with another user's token names both users", async () => {
    const { id, outputs } = await created();
    const news = { ...declared, displayName: "two" };
    const { codespace } = world.run(tokens.hubot);
    const work = [
      () => codespace.read(id, outputs),
      () => update(codespace, id, outputs, news),
      () => codespace.delete(id, outputs),
    ];
    for (const attempt of work) {
      await expect(attempt()).rejects.toThrow(
        /belongs to the user octocat, but the token is hubot's/,
      );
    }
    expect(world.only().displayName).toBe("one");
  });
});

describe("a delete", () => {
  test("waits until it is gone", async () => {
    const { id, outputs } = await create(world.run().codespace, { repository: REPOSITORY });
    await world.run().codespace.delete(id, outputs);
    expect(world.remaining()).toEqual([]);
    await world.run().codespace.delete(id, outputs);
  });

  test.each([
    [{ hasUncommittedChanges: true }, "uncommitted changes"],
    [{ hasUnpushedChanges: true }, "unpushed changes"],
    [{ ahead: 2 }, "unpushed changes"],
    [{ hasUncommittedChanges: true, ahead: 1 }, "uncommitted and unpushed changes"],
  ])("of unsaved work (%j) is refused, unless forceDelete was applied", async (git, words) => {
    const declared = { repository: REPOSITORY };
    const { id, outputs } = await create(world.run().codespace, declared);
    world.emulator.drift.codespaces.changeGit(id, git);
    await expect(world.run().codespace.delete(id, outputs)).rejects.toThrow(
      new RegExp(`it has ${words} on main, which would be lost. Push them .* forceDelete: true`),
    );
    expect(world.only().name).toBe(id);
    const forced = await update(world.run().codespace, id, outputs, {
      ...declared,
      forceDelete: true,
    });
    await world.run().codespace.delete(id, forced);
    expect(world.remaining()).toEqual([]);
  });
});
