import type { GitStatus } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { failureOf, REPOSITORY, useCodespaces } from "../../support/codespace-world";
import { create, update } from "../../support/lifecycles";

const world = useCodespaces();
const declared = { repository: REPOSITORY };

/** Nothing is known but the branch. */
const NOTHING: Partial<GitStatus> = {
  ahead: undefined,
  behind: undefined,
  hasUncommittedChanges: undefined,
  hasUnpushedChanges: undefined,
};

describe("a delete of what GitHub doesn't know to be saved", () => {
  test.each<[string, Partial<GitStatus>, string]>([
    ["nothing at all", NOTHING, "uncommitted or unpushed"],
    ["has_uncommitted_changes", { hasUncommittedChanges: undefined }, "uncommitted"],
    ["has_unpushed_changes", { hasUnpushedChanges: undefined }, "unpushed"],
    ["ahead", { ahead: undefined }, "unpushed"],
  ])(
    "(%s) is refused, and nothing is sent, unless forceDelete was applied",
    async (_, git, words) => {
      const { id, outputs } = await create(world.run().codespace, declared);
      world.emulator.drift.codespaces.changeGit(id, git);
      world.emulator.clearRequests();
      const { message } = await failureOf(world.run().codespace.delete(id, outputs));
      expect(message).toContain(`GitHub does not say whether it has ${words} changes on main`);
      expect(world.writes()).toEqual([]);
      const news = { ...declared, forceDelete: true };
      const forced = await update(world.run().codespace, id, outputs, news);
      await world.run().codespace.delete(id, forced);
      expect(world.remaining()).toEqual([]);
    },
  );

  test("names both what is unsaved and what is not known", async () => {
    const { id, outputs } = await create(world.run().codespace, declared);
    const git = { hasUncommittedChanges: true, hasUnpushedChanges: undefined };
    world.emulator.drift.codespaces.changeGit(id, git);
    const { message } = await failureOf(world.run().codespace.delete(id, outputs));
    expect(message).toContain("it has uncommitted changes on main, which would be lost");
    expect(message).toContain("GitHub does not say whether it has unpushed changes");
  });

  test("is refused also for one that runs, stopped or is at work", async () => {
    const { id, outputs } = await create(world.run().codespace, declared);
    world.emulator.drift.codespaces.changeGit(id, NOTHING);
    world.emulator.configure({ codespaceStepMs: 60_000 });
    for (const change of ["stop", "none", "start"] as const) {
      if (change !== "none") world.emulator.drift.codespaces[change](id);
      await expect(world.run().codespace.delete(id, outputs)).rejects.toThrow(/does not say/);
      if (change === "stop") world.emulator.advance(60_000);
    }
    expect(world.remaining()).toEqual([id]);
  });
});

describe("one that never left its creation has nothing to lose", () => {
  async function unfinished(inputs: Props) {
    const { id = "", properties } = await failureOf(create(world.run().codespace, inputs));
    world.emulator.drift.codespaces.changeGit(id, NOTHING);
    return { id, outputs: properties };
  }

  test("where it is still queued", async () => {
    world.emulator.configure({ codespaceStepMs: 3_600_000 });
    const { id, outputs } = await unfinished({ ...declared, timeouts: { create: "5s" } });
    world.emulator.configure({ codespaceStepMs: 0 });
    await world.run().codespace.delete(id, outputs);
    expect(world.remaining()).toEqual([]);
  });

  test("where it failed, before and after a refresh", async () => {
    world.emulator.drift.codespaces.failNextProvisioning();
    const { id, outputs } = await unfinished(declared);
    const known = await world.run().codespace.read(id, outputs);
    await world.run().codespace.delete(id, known?.outputs ?? {});
    expect(world.remaining()).toEqual([]);
  });

  test("but one that was ready by then has", async () => {
    world.emulator.configure({ codespaceStepMs: 60_000 });
    const { id, outputs } = await unfinished({ ...declared, timeouts: { create: "5s" } });
    world.emulator.advance(600_000);
    await expect(world.run().codespace.delete(id, outputs)).rejects.toThrow(/does not say/);
    const finished = await update(world.run().codespace, id, outputs, declared);
    expect(finished).not.toHaveProperty("creating");
  });
});
