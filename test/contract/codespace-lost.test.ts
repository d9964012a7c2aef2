import type { Props } from "../../provider/src/lifecycle/plain";
import { failureOf, REPOSITORY, useCodespaces } from "../support/codespace-world";
import { create } from "../support/lifecycles";

const world = useCodespaces();
const POST = { method: "POST", path: /codespaces$/ } as const;
const LIST = { method: "GET", path: "/user/codespaces" } as const;

describe("creations whose answers get lost", () => {
  const byName = { repository: REPOSITORY };

  test.each<[Props, Props]>([
    [byName, { repository: 502 }],
    [byName, { pullRequest: `${REPOSITORY}#7` }],
    [{ repository: 502 }, { pullRequest: "502#7" }],
  ])("are kept apart: %j and %j", async (one, other) => {
    world.emulator.fail({ ...POST, drop: "after", times: 2 });
    const { codespace } = world.run();
    const made = await Promise.all([create(codespace, one), create(codespace, other)]);
    expect(new Set(made.map(({ id }) => id)).size).toBe(2);
    expect(world.remaining().sort()).toEqual(made.map(({ id }) => id).sort());
  });

  test("are not taken for another's, where one had its effect and one had none", async () => {
    world.emulator.fail({ ...POST, drop: "before" });
    world.emulator.fail({ ...POST, drop: "after" });
    const { codespace } = world.run();
    const [first, second] = await Promise.allSettled([
      create(codespace, byName),
      create(codespace, { repository: 502 }),
    ]);
    expect([first.status, second.status]).toEqual(["rejected", "fulfilled"]);
    expect(world.remaining()).toHaveLength(1);
  });

  test("are found also when the network is down for a while", async () => {
    world.emulator.fail({ ...POST, drop: "after" });
    world.emulator.fail({ ...LIST, drop: "before", times: 6 });
    const { id } = await create(world.run().codespace, byName);
    expect(world.remaining()).toEqual([id]);
  });

  test("say that one may have been made, when the network stays down", async () => {
    world.emulator.fail({ ...POST, drop: "after" });
    world.emulator.fail({ ...LIST, drop: "before", times: 99 });
    const { message } = await failureOf(create(world.run().codespace, byName));
    expect(message).toContain("GitHub did not answer POST");
    expect(message).toContain("It may have been made all the same");
    expect(message).toContain("Looking for it failed: GitHub did not answer GET /user/codespaces");
  });

  test("or can't be read, are looked for as well", async () => {
    world.emulator.fail({ ...POST, status: 202, afterEffect: true, body: {} });
    const { id } = await create(world.run().codespace, byName);
    expect(world.remaining()).toEqual([id]);
  });

  test.each<[string, Props, Props]>([
    ["branch", { ref: "main" }, { ref: "develop" }],
    ["machine", { machine: "basicLinux32gb" }, { machine: "premiumLinux" }],
    ["devcontainer", {}, { devcontainerPath: ".devcontainer/node/devcontainer.json" }],
    ["display name", { displayName: "theirs" }, { displayName: "mine" }],
  ])("are not taken for one of another %s, made at the same time", async (_, theirs, mine) => {
    world.emulator.configure({ codespaceStepMs: 0 });
    await create(world.run().codespace, { ...byName, ...theirs });
    world.emulator.fail({ ...POST, drop: "before" });
    const { message } = await failureOf(create(world.run().codespace, { ...byName, ...mine }));
    expect(message).toContain("no new codespace of octocat/hello-world was found");
  });

  test("are not taken for one of the repository's pull request, nor of another repository", async () => {
    world.emulator.configure({ codespaceStepMs: 0 });
    await create(world.run().codespace, { pullRequest: `${REPOSITORY}#7` });
    await create(world.run().codespace, { repository: 501 });
    for (const mine of [byName, { repository: 502 }]) {
      world.emulator.fail({ ...POST, drop: "before" });
      const { message } = await failureOf(create(world.run().codespace, mine));
      expect(message).toContain("It was not asked for twice");
    }
  });
});
