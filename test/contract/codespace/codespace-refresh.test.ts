import type { Props } from "../../../provider/src/rules/plain";
import { REPOSITORY, useCodespaces } from "../../support/codespace-world";
import { checked, create, update } from "../../support/lifecycles";

const world = useCodespaces();

describe("a refresh", () => {
  async function refreshed(inputs: Props, change: (name: string) => void) {
    const { id, outputs } = await create(world.run().codespace, inputs);
    change(id);
    world.emulator.clearRequests();
    const known = await world.run().codespace.read(id, outputs);
    return { id, known, inputs: checked(world.run().codespace, inputs) };
  }

  test("finds no change after create", async () => {
    const { known, inputs } = await refreshed(
      {
        repository: REPOSITORY,
        ref: "develop",
        machine: "basicLinux32gb",
        displayName: "x",
        idleTimeoutMinutes: 10,
        desiredState: "running",
      },
      () => undefined,
    );
    expect(known?.inputs).toEqual(inputs);
    expect(world.emulator.requests.map(({ path }) => path).sort()).toEqual([
      "/user",
      "/user/codespaces",
    ]);
  });

  test("shows what somebody changed by hand, of what is declared", async () => {
    const declared = { repository: REPOSITORY, machine: "basicLinux32gb", displayName: "x" };
    const { known } = await refreshed(declared, (name) => {
      world.emulator.drift.codespaces.rename(name, "theirs");
      world.emulator.drift.codespaces.changeMachine(name, "premiumLinux");
    });
    expect(known?.inputs).toMatchObject({ machine: "premiumLinux", displayName: "theirs" });
    const silent = await refreshed({ repository: REPOSITORY }, (name) => {
      world.emulator.drift.codespaces.rename(name, "theirs");
    });
    expect(silent.known?.inputs).toEqual({ repository: REPOSITORY, readiness: "ready" });
  });

  test.each([
    [undefined, undefined],
    ["running", "stopped"],
    ["stopped", "stopped"],
  ])("of one that has stopped, declared %s, reads %s", async (desiredState, seen) => {
    const declared = { repository: REPOSITORY, ...(desiredState && { desiredState }) };
    const { known } = await refreshed(declared, () => {
      world.emulator.advance(31 * 60_000);
    });
    expect(known?.outputs.state).toBe("Shutdown");
    expect(known?.inputs.desiredState).toBe(seen);
  });

  test.each(["atStart", "atOnce"] as const)(
    "does not take a machine for a change that is there from the next start on (shown %s)",
    async (patchedMachineShows) => {
      world.emulator.configure({ switches: { patchedMachineShows } });
      const declared = { repository: REPOSITORY, machine: "basicLinux32gb" };
      const made = await create(world.run().codespace, declared);
      const news = { ...declared, machine: "premiumLinux", readiness: "ready" };
      const outputs = await update(world.run().codespace, made.id, made.outputs, news);
      const before = await world.run().codespace.read(made.id, outputs);
      expect(before?.inputs).toEqual(news);
      world.emulator.drift.codespaces.stop(made.id);
      world.emulator.advance(10_000);
      world.emulator.drift.codespaces.start(made.id);
      world.emulator.advance(10_000);
      const after = await world.run().codespace.read(made.id, before?.outputs ?? {});
      expect(after?.inputs).toEqual(news);
      expect(after?.outputs).not.toHaveProperty("pendingMachine");
      world.emulator.drift.codespaces.changeMachine(made.id, "basicLinux32gb");
      const drifted = await world.run().codespace.read(made.id, after?.outputs ?? {});
      expect(drifted?.inputs.machine).toBe("basicLinux32gb");
    },
  );

  test("of one that was deleted, or that retention deleted, finds it gone", async () => {
    const byHand = await refreshed({ repository: REPOSITORY }, (name) => {
      world.emulator.drift.codespaces.delete(name);
      world.emulator.advance(60_000);
    });
    const declared = { repository: REPOSITORY, retentionPeriodMinutes: 60 };
    const retention = await refreshed(declared, () => {
      world.emulator.advance(24 * 3_600_000);
    });
    expect([byHand.known, retention.known]).toEqual([undefined, undefined]);
  });

  test("with a token that may not see them is an error, not a deletion", async () => {
    const { id, outputs } = await create(world.run().codespace, { repository: REPOSITORY });
    world.emulator.fail({ method: "GET", path: /codespaces/, status: 404, times: 9 });
    await expect(world.run().codespace.read(id, outputs)).rejects.toThrow(/answered 404/);
  });

  test("of a hundred and one asks for two pages", async () => {
    world.emulator.configure({ maxCodespaces: 200 });
    const { codespace } = world.run();
    const made = await Promise.all(
      Array.from({ length: 101 }, (_, index) =>
        create(codespace, { repository: index % 2 ? 501 : REPOSITORY }),
      ),
    );
    world.emulator.clearRequests();
    const fresh = world.run();
    const known = await Promise.all(
      made.map(({ id, outputs }) => fresh.codespace.read(id, outputs)),
    );
    expect(known).not.toContain(undefined);
    expect(world.emulator.requests).toHaveLength(3);
  });
});
