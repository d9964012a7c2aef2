import type { Props } from "../../../provider/src/rules/plain";
import { failureOf, REPOSITORY, useCodespaces } from "../../support/codespace-world";
import { create } from "../../support/lifecycles";

const world = useCodespaces();
const POST = { method: "POST", path: /codespaces$/ } as const;
const LIST = { method: "GET", path: "/user/codespaces" } as const;

const byName = { repository: REPOSITORY };

describe("creations whose answers get lost", () => {
  test.each<[Props, Props]>([
    [byName, { repository: 502 }],
    [byName, { pullRequest: `${REPOSITORY}#7` }],
    [{ repository: 502 }, { pullRequest: `${REPOSITORY}#7` }],
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
    expect(message).toContain("It may have been created anyway");
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
      expect(message).toContain("The request was not repeated");
    }
  });
});

describe("a codespace that somebody else made while our POST got lost", () => {
  const OTHERS = { repository: REPOSITORY, displayName: "mine" };

  /** A person in the browser, or another program, in these seconds. */
  const theirs = (wishes: object = {}) =>
    world.emulator.drift.codespaces.create("octocat", { repository: REPOSITORY, ...wishes });

  test.each<[string, Props, object]>([
    ["of the same repository", byName, {}],
    ["of the same repository by its id", { repository: 502 }, {}],
    ["of the same branch, in other words", { ...byName, ref: "heads/main" }, {}],
    ["of the same pull request", { pullRequest: `${REPOSITORY}#7` }, { pullNumber: 7 }],
    ["of the same pull request by id", { pullRequest: "502#7" }, { pullNumber: 7 }],
    ["of the same display name", OTHERS, { displayName: "mine" }],
  ])("is never taken for ours, and named: %s", async (_, inputs, wishes) => {
    world.emulator.fail({ ...POST, status: 502 });
    const name = theirs(wishes);
    const failure = await failureOf(create(world.run().codespace, inputs));
    expect(failure).not.toHaveProperty("id");
    expect(failure.message).toContain("It may have been created anyway");
    expect(failure.message).toContain(`may be somebody else's: ${name} (created `);
    expect(failure.message).toContain("None was taken over, and the request was not repeated.");
    expect(world.writes().filter((line) => !line.startsWith("POST"))).toEqual([]);
    expect(world.remaining()).toEqual([name]);
  });

  test("stays theirs where ours was made as well, and ours is found", async () => {
    world.emulator.fail({ ...POST, status: 502, afterEffect: true });
    const name = theirs();
    const { id } = await create(world.run().codespace, byName);
    expect(id).not.toBe(name);
    expect(world.remaining().sort()).toEqual([name, id].sort());
  });

  test.each([byName, OTHERS, { pullRequest: "502#7" }])(
    "is not ours either where it is another stack's, whose answer got lost as well: %j",
    async (inputs) => {
      world.emulator.fail({ ...POST, drop: "after" });
      world.emulator.fail({ ...POST, drop: "before" });
      const stacks = [world.run(), world.run()];
      const made = await Promise.allSettled(
        stacks.map(({ codespace }) => create(codespace, inputs)),
      );
      const ids = made.flatMap((each) => (each.status === "fulfilled" ? [each.value.id] : []));
      expect(ids.length).toBeLessThan(2);
      expect(world.remaining()).toHaveLength(1);
    },
  );
});

test("where the program gives no name to show, a codespace gets one of its own, of at most 48 characters", async () => {
  const { codespace } = world.run();
  const long = `octocat/${"x".repeat(80)}`;
  world.emulator.drift.createRepository(long);
  for (const repository of [REPOSITORY, REPOSITORY, 502, long]) {
    await create(codespace, { repository });
  }
  const names = world.emulator.codespaces("octocat").map(({ displayName }) => displayName);
  expect(names).toEqual([
    expect.stringMatching(/^hello-world [\da-f]{10}$/),
    expect.stringMatching(/^hello-world [\da-f]{10}$/),
    expect.stringMatching(/^codespace [\da-f]{10}$/),
    expect.stringMatching(/^x{37} [\da-f]{10}$/),
  ]);
  expect(new Set(names).size).toBe(4);
});

describe("a POST that GitHub's limits refused, or kept from being sent", () => {
  test("was not made: each says so at once, and nobody looks for it", async () => {
    const headers = { "retry-after": "3600" };
    world.emulator.fail({ ...POST, status: 429, headers });
    const run = world.run();
    const refused = await failureOf(create(run.codespace, byName));
    const unsent = [{ repository: 502 }, { pullRequest: "502#7" }].map((inputs) =>
      failureOf(create(run.codespace, inputs)),
    );
    const all = [refused, ...(await Promise.all(unsent))];
    for (const { message } of all) {
      expect(message).toContain(
        "requires a wait of 60 minutes, longer than github-codespaces:maxWaitSeconds allows",
      );
      expect(message).not.toContain("It may have been created");
    }
    expect(world.writes()).toHaveLength(1);
    // The list is read before it only.
    expect(world.emulator.requests.at(-1)).toMatchObject(POST);
    expect(run.waited()).toBe(0);
  });

  test("by a wait that is allowed, is sent when that is over", async () => {
    world.emulator.fail({ ...POST, status: 403, headers: { "retry-after": "20" } });
    const { id } = await create(world.run().codespace, byName);
    expect(world.remaining()).toEqual([id]);
  });
});

test("ten creations without an answer are looked for side by side, not one after another", async () => {
  world.emulator.fail({ ...POST, status: 502, times: 10 });
  const { codespace } = world.run();
  const all = Array.from({ length: 10 }, () => failureOf(create(codespace, byName)));
  await Promise.all(all);
  const order = world.emulator.requests.map(({ method }) => method);
  const looks = order.slice(0, order.lastIndexOf("POST")).filter((method) => method === "GET");
  // Each looks seven times: one after another, nine of them had done so by then. Side by side it is a third of that, give or
  // take which of an answer and a wait ends first.
  expect(looks.length).toBeLessThan((9 * 7) / 2);
  expect(world.writes()).toHaveLength(10);
});

test("the looking ends with the time that timeouts allows", async () => {
  world.emulator.fail({ ...POST, drop: "before" });
  const run = world.run();
  await failureOf(create(run.codespace, { ...byName, timeouts: { create: "10s" } }));
  expect(run.waited()).toBeLessThanOrEqual(10_000);
});
