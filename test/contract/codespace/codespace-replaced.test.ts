import type { Props } from "../../../provider/src/rules/plain";
import { decide, RENAMED, replace, useReplacing } from "../../support/codespace-replacing";
import { failureOf, REPOSITORY } from "../../support/codespace-world";
import { create, update } from "../../support/lifecycles";

const { world, made, rename } = useReplacing();

describe("a codespace is replaced", () => {
  test.each<[string, Props, Props]>([
    ["another repository", { repository: REPOSITORY }, { repository: "octocat/dotfiles" }],
    ["another one by its id", { repository: REPOSITORY }, { repository: 501 }],
    [
      "a branch of the renamed one",
      { repository: REPOSITORY },
      { repository: RENAMED, ref: "develop" },
    ],
    [
      "a pull request of the renamed one",
      { repository: REPOSITORY },
      { pullRequest: `${RENAMED}#7` },
    ],
  ])("for %s", async (_, before, after) => {
    const held = await made(before);
    rename();
    const now = await replace(world.run(), held, after);
    expect(world.remaining()).toEqual([now.id]);
    expect(now.id).not.toBe(held.id);
  });

  test("for the renamed repository, if it has failed and so has nothing to keep", async () => {
    world.emulator.drift.codespaces.failNextProvisioning();
    const { id = "", properties } = await failureOf(
      create(world.run().codespace, { repository: REPOSITORY }),
    );
    rename();
    const now = await replace(
      world.run(),
      { id, outputs: properties },
      {
        repository: RENAMED,
      },
    );
    expect(world.remaining()).toEqual([now.id]);
  });

  test("not while a new name can't be looked up: nothing is deleted", async () => {
    const held = await made({ repository: REPOSITORY });
    const { message } = await failureOf(
      replace(world.run(), held, { repository: "octocat/no-such-thing" }),
    );
    expect(message).toContain("could not be found: octocat/no-such-thing");
    expect(world.remaining()).toEqual([held.id]);
  });
});

test("a destroy and one that is taken out of the program are deleted, whatever its repository is called", async () => {
  const held = await made({ repository: REPOSITORY });
  rename();
  await world.run().codespace.delete(held.id, held.outputs);
  expect(world.remaining()).toEqual([]);
});

test("after a refresh the new name is an update that sends nothing", async () => {
  const held = await made({ repository: REPOSITORY });
  rename();
  const known = await world.run().codespace.read(held.id, held.outputs);
  world.emulator.clearRequests();
  const outputs = known?.outputs ?? {};
  const run = world.run();
  expect(decide(run, { id: held.id, outputs }, { repository: RENAMED }).replaces).toEqual([]);
  await update(run.codespace, held.id, outputs, { repository: RENAMED });
  expect(world.emulator.requests).toEqual([]);
});
