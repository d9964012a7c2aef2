import { tokens } from "github-codespaces-emulator";
import { unknown, type Props } from "../../../provider/src/rules/plain";
import { decide, RENAMED, replace, useReplacing } from "../../support/codespace-replacing";
import { failureOf, REPOSITORY } from "../../support/codespace-world";
import { checked } from "../../support/lifecycles";

const { world, made, rename } = useReplacing();

describe("a codespace whose repository was renamed, with the new name in the program", () => {
  test.each<[string, Props, Props]>([
    ["a repository", { repository: REPOSITORY }, { repository: RENAMED }],
    ["a repository given by its id before", { repository: 502 }, { repository: RENAMED }],
    ["a pull request", { pullRequest: `${REPOSITORY}#7` }, { pullRequest: `${RENAMED}#7` }],
    ["a pull request by id before", { pullRequest: "502#7" }, { pullRequest: `${RENAMED}#7` }],
  ])("stays, without a refresh before: %s", async (_, before, after) => {
    const held = await made(before);
    rename();
    const run = world.run();
    const now = await replace(run, held, after);
    expect(now.id).toBe(held.id);
    expect(now.outputs).toMatchObject({ declared: after, repositoryFullName: RENAMED });
    expect(world.writes()).toEqual(["POST /graphql"]);
    expect(world.remaining()).toEqual([held.id]);
    expect(run.lines.join("\n")).toContain(`Codespace ${held.id} stays: `);
    expect(decide(world.run(), now, after).replaces).toEqual([]);
  });

  test("stays with its unsaved work, and gets what else has changed in the program", async () => {
    const held = await made({ repository: REPOSITORY, displayName: "one" });
    world.emulator.drift.codespaces.changeGit(held.id, { hasUncommittedChanges: true });
    rename();
    const news = { repository: RENAMED, displayName: "two" };
    const now = await replace(world.run(), held, news);
    expect(now).toMatchObject({ id: held.id, outputs: { displayName: "two", declared: news } });
    expect(world.writes()).toEqual(["POST /graphql", `PATCH /user/codespaces/${held.id}`]);
  });

  test("stays where the engine creates first, and is not deleted afterwards", async () => {
    const held = await made({ repository: REPOSITORY });
    rename();
    const { codespace } = world.run();
    const { inputs } = decide({ ...world.run(), codespace }, held, { repository: RENAMED });
    const now = await codespace.create(inputs);
    await codespace.delete(held.id, held.outputs);
    expect(now.id).toBe(held.id);
    expect(world.writes()).toEqual(["POST /graphql"]);
  });

  test("is not deleted by the next run either, where that deletion was cut off", async () => {
    const held = await made({ repository: REPOSITORY });
    rename();
    const { codespace } = world.run();
    const { inputs } = decide({ ...world.run(), codespace }, held, { repository: RENAMED });
    const now = await codespace.create(inputs);
    const next = world.run();
    decide(next, now, { repository: RENAMED });
    await next.codespace.delete(held.id, held.outputs);
    expect(next.lines).toEqual([
      `Codespace ${held.id} stays: an earlier run took it over for the program.`,
    ]);
    expect(world.remaining()).toEqual([held.id]);
    // A destroy deletes it all the same.
    await world.run().codespace.delete(now.id, now.outputs);
    expect(world.remaining()).toEqual([]);
  });

  test("stays where the run was cut off between the two: the engine then only creates", async () => {
    const held = await made({ repository: REPOSITORY });
    rename();
    const first = world.run();
    decide(first, held, { repository: RENAMED });
    await first.codespace.delete(held.id, held.outputs);
    const { codespace } = world.run();
    const { inputs } = decide({ ...first, codespace }, held, { repository: RENAMED });
    expect(await codespace.create(inputs)).toMatchObject({ id: held.id });
    expect(world.remaining()).toEqual([held.id]);
  });

  test("stays in the state also when something fails after it was taken over", async () => {
    const held = await made({ repository: REPOSITORY });
    rename();
    world.emulator.fail({ method: "PATCH", status: 500, times: 9 });
    const news = { repository: RENAMED, displayName: "two" };
    const failure = await failureOf(replace(world.run(), held, news));
    expect(failure).toMatchObject({ id: held.id, properties: { repositoryFullName: RENAMED } });
    world.emulator.reset();
  });

  test("keeps two of one repository apart, also from a new one for the same place", async () => {
    const one = await made({ repository: REPOSITORY, displayName: "one" });
    const two = await made({ repository: REPOSITORY, displayName: "two" });
    rename();
    const run = world.run();
    const inputs = [one, two].map(
      (held, index) =>
        decide(run, held, { repository: RENAMED, displayName: ["one", "two"][index] }).inputs,
    );
    const third = checked(run.codespace, { repository: RENAMED, displayName: "three" });
    await Promise.all([one, two].map(({ id, outputs }) => run.codespace.delete(id, outputs)));
    const all = await Promise.all(
      [third, inputs[1], inputs[0]].map((each) => run.codespace.create(each ?? {})),
    );
    expect(all.map(({ id }) => id).slice(1)).toEqual([two.id, one.id]);
    expect(world.remaining()).toHaveLength(3);
  });

  test("stays where ignoreChanges hid an input from the first check alone", async () => {
    const held = await made({ repository: REPOSITORY, machine: "basicLinux32gb" });
    rename();
    const { codespace } = world.run();
    const honoured = { repository: RENAMED, machine: "basicLinux32gb" };
    const { declared } = held.outputs as { declared: Props };
    codespace.replaces(held.outputs, checked(codespace, honoured, declared));
    const inputs = checked(codespace, { repository: RENAMED, machine: "premiumLinux" });
    await codespace.delete(held.id, held.outputs);
    expect(await codespace.create(inputs)).toMatchObject({ id: held.id });
    expect(world.remaining()).toEqual([held.id]);
  });

  test("stays where a policy of the stack wrote the new name in other letters after the check", async () => {
    const held = await made({ repository: REPOSITORY });
    rename();
    const { codespace } = world.run();
    const inputs = { repository: RENAMED.toUpperCase(), readiness: "ready" };
    expect(codespace.replaces(held.outputs, inputs)).toEqual(["repository"]);
    await codespace.delete(held.id, held.outputs);
    expect(await codespace.create(inputs)).toMatchObject({ id: held.id });
    expect(world.remaining()).toEqual([held.id]);
  });

  test("is told of before: what may be a new name, and what finds out", async () => {
    const held = await made({ repository: REPOSITORY });
    const { codespace, lines } = world.run();
    decide({ ...world.run(), codespace }, held, { repository: RENAMED });
    decide({ ...world.run(), codespace }, held, { repository: RENAMED });
    expect(lines).toEqual([
      `Codespace ${held.id}: if ${RENAMED} is ${REPOSITORY} under a new name, it stays; if not, it is replaced. ` +
        "The `up` asks GitHub; after a `pulumi refresh` the preview shows a new name as an update.",
    ]);
    expect(world.emulator.requests).toEqual([]);
  });
});

test("a place that is not known yet is said to be open, and replaces nothing", async () => {
  const held = await made({ repository: REPOSITORY });
  const run = world.run();
  const unknowns = { repository: unknown, ref: unknown };
  for (let index = 0; index < 2; index++) {
    expect(decide(run, held, unknowns).replaces).toEqual([]);
  }
  expect(run.lines).toEqual([
    `Codespace ${held.id}: repository, ref are not known yet. If the \`up\` ` +
      "finds a different one there, it replaces the codespace.",
  ]);
});

describe("nor do more than one move at GitHub lose it", () => {
  test("where the repository was transferred to another owner", async () => {
    const held = await made({ repository: REPOSITORY });
    world.emulator.drift.renameRepository(REPOSITORY, "acme/hello-world");
    const now = await replace(world.run(), held, { repository: "acme/hello-world" });
    expect([now.id, ...world.remaining()]).toEqual([held.id, held.id]);
  });

  test("where two repositories changed names, and the program follows", async () => {
    const one = await made({ repository: REPOSITORY });
    const other = await made({ repository: "octocat/dotfiles" });
    const { drift } = world.emulator;
    drift.renameRepository(REPOSITORY, "octocat/aside");
    drift.renameRepository("octocat/dotfiles", REPOSITORY);
    drift.renameRepository("octocat/aside", "octocat/dotfiles");
    const run = world.run();
    const moved = await replace(run, one, { repository: "octocat/dotfiles" });
    expect(moved.id).toBe(one.id);
    expect((await replace(run, other, { repository: REPOSITORY })).id).toBe(other.id);
    expect(world.writes().filter((line) => line !== "POST /graphql")).toEqual([]);
  });

  test("where another repository has the old name by now", async () => {
    const held = await made({ repository: REPOSITORY });
    rename();
    world.emulator.drift.createRepository(REPOSITORY);
    expect(decide(world.run(), held, { repository: REPOSITORY }).replaces).toEqual([]);
    expect((await replace(world.run(), held, { repository: RENAMED })).id).toBe(held.id);
  });

  test("where it is deleted at GitHub in between: it is then made anew", async () => {
    const held = await made({ repository: REPOSITORY });
    rename();
    world.emulator.configure({ codespaceStepMs: 0 });
    world.emulator.drift.codespaces.delete(held.id);
    const now = await replace(world.run(), held, { repository: RENAMED });
    expect(now.id).not.toBe(held.id);
    expect(world.remaining()).toEqual([now.id]);
  });

  test("where the token is another user's: nothing is taken over or made", async () => {
    const held = await made({ repository: REPOSITORY });
    rename();
    const run = world.run(tokens.hubot);
    const { inputs } = decide(run, held, { repository: RENAMED });
    await expect(run.codespace.delete(held.id, held.outputs)).rejects.toThrow(
      /belongs to the user/,
    );
    await expect(run.codespace.create(inputs)).rejects.toThrow(/belongs to the user octocat/);
    expect(world.remaining()).toEqual([held.id]);
  });
});
