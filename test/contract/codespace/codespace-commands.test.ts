import type { Props } from "../../../provider/src/rules/plain";
import { failureOf, REPOSITORY, useCodespaces } from "../../support/codespace-world";
import { create, update } from "../../support/lifecycles";

const world = useCodespaces();
const stopped = { repository: REPOSITORY, desiredState: "stopped" };
const running = { repository: REPOSITORY, desiredState: "running" };
const TOO_MANY = "You have too many running codespaces. You'll need to stop some before you start";

async function made(inputs: Props) {
  const { id, outputs } = await create(world.run().codespace, inputs);
  world.emulator.clearRequests();
  return { id, outputs };
}

const commands = () => world.writes().map((line) => line.replace(/.*\//, ""));

describe("a start or a stop that GitHub took", () => {
  test("without effect is sent again", async () => {
    const { id, outputs } = await made(stopped);
    world.emulator.drift.codespaces.ignoreNextStart();
    const run = world.run();
    const now = await update(run.codespace, id, outputs, running);
    expect(world.only().state).toBe("Available");
    expect(commands()).toEqual(["start", "start"]);
    expect(run.waited()).toBeLessThan(60_000);
    expect(run.lines).toContain(
      `Codespace ${id}: still Shutdown, although GitHub accepted the start; trying again.`,
    );
    world.emulator.clearRequests();
    world.emulator.drift.codespaces.ignoreNextStop();
    await update(world.run().codespace, id, now, stopped);
    expect(world.only().state).toBe("Shutdown");
    expect(commands()).toEqual(["stop", "stop"]);
  });

  test("and that takes its time is sent once", async () => {
    const { id, outputs } = await made(stopped);
    world.emulator.configure({ codespaceStepMs: 90_000 });
    await update(world.run().codespace, id, outputs, running);
    expect(commands()).toEqual(["start"]);
  });

  test("without effect, for ever, ends with the time, and was not sent at each look", async () => {
    const { id, outputs } = await made(stopped);
    for (let index = 0; index < 99; index++) world.emulator.drift.codespaces.ignoreNextStart();
    const news = { ...running, timeouts: { update: "5m" } };
    const { message } = await failureOf(update(world.run().codespace, id, outputs, news));
    expect(message).toContain("it is still Shutdown, and the time limit has passed");
    expect(commands().length).toBeLessThan(25);
  });
});

describe("a start that GitHub refuses", () => {
  test("since too many run is told at once, in GitHub's words, with what to do", async () => {
    const { id, outputs } = await made(stopped);
    world.emulator.configure({ maxRunningCodespaces: 0 });
    const run = world.run();
    const failure = await failureOf(update(run.codespace, id, outputs, running));
    expect(failure.message).toContain(`(${TOO_MANY} a new codespace`);
    expect(failure.message).toMatch(/Stop or delete codespaces that nobody needs.*run again\.$/);
    expect(failure).not.toHaveProperty("properties");
    expect(run.waited()).toBe(0);
    expect(commands()).toEqual(["start"]);
  });

  test.each([409, 422])("with %d for a while is tried again", async (status) => {
    const { id, outputs } = await made(stopped);
    const body = { message: "your codespace has an operation pending: please wait" };
    world.emulator.fail({ method: "POST", path: /start$/, status, body, times: 3 });
    await update(world.run().codespace, id, outputs, running);
    expect(world.only().state).toBe("Available");
  });

  test("with 409 again and again, in words that we don't know, is told after half a minute", async () => {
    const { id, outputs } = await made(stopped);
    const body = { message: "No." };
    world.emulator.fail({ method: "POST", path: /start$/, status: 409, body, times: 99 });
    const run = world.run();
    const { message } = await failureOf(update(run.codespace, id, outputs, running));
    expect(message).toMatch(/answered 409 to POST \S+\/start \(No; request id \S+\)\.$/);
    expect(run.waited()).toBeLessThan(60_000);
  });

  test("in a creation is in the state, and the next up goes on", async () => {
    world.emulator.drift.codespaces.ignoreNextStop();
    const body = { message: TOO_MANY };
    world.emulator.fail({ method: "POST", path: /stop$/, status: 409, body });
    const { id = "", properties } = await failureOf(create(world.run().codespace, stopped));
    await update(world.run().codespace, id, properties, stopped);
    expect(world.only().state).toBe("Shutdown");
  });
});

describe("GitHub's own words have no other advice beside them", () => {
  test.each<[number, string]>([
    [403, "You have reached the maximum number of codespaces."],
    [400, "You have reached the limit of codespaces that you can create."],
    [409, TOO_MANY],
    [403, TOO_MANY],
  ])("a creation that is one too many: %d %s", async (status, message) => {
    world.emulator.fail({ method: "POST", status, body: { message } });
    const run = world.run();
    const failure = await failureOf(create(run.codespace, { repository: REPOSITORY }));
    expect(failure.message).toContain(message.replace(/\.$/, ""));
    expect(failure.message).toMatch(/Stop or delete codespaces that nobody needs.*run again\.$/);
    expect(run.waited()).toBe(0);
  });

  test.each<[number, string]>([
    [400, "display_name is too long (maximum is 48 characters)"],
    [403, "Codespaces are not enabled for this repository"],
    [409, "Another one is being made"],
    [422, "No ref nope in octocat/hello-world"],
  ])("a creation that is refused with %d: %s", async (status, message) => {
    world.emulator.fail({ method: "POST", status, body: { message } });
    const failure = await failureOf(create(world.run().codespace, { repository: REPOSITORY }));
    expect(failure.message).toContain(`(${message}; request id `);
    expect(failure.message).not.toMatch(
      /Check the branch|needs|lacks|Another operation|Stop or delete/,
    );
  });

  test("but a missing right is named", async () => {
    const body = { message: "Must have admin rights to Repository." };
    world.emulator.fail({ method: "POST", status: 403, body });
    const failure = await failureOf(create(world.run().codespace, { repository: REPOSITORY }));
    expect(failure.message).toContain("or the classic scope codespace");
  });

  test("and where there are none, the advice is there", async () => {
    world.emulator.fail({ method: "POST", status: 422, body: { message: "Validation Failed" } });
    const failure = await failureOf(create(world.run().codespace, { repository: REPOSITORY }));
    expect(failure.message).toContain("Check the branch, the devcontainer, the machine");
  });
});
