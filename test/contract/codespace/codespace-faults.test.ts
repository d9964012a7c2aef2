import type { Props } from "../../../provider/src/rules/plain";
import { failureOf, REPOSITORY, useCodespaces } from "../../support/codespace-world";
import { create, update } from "../../support/lifecycles";

const world = useCodespaces();
const LIST = { method: "GET", path: "/user/codespaces" } as const;
const ONE = { method: "GET", path: /^\/user\/codespaces\/[^/]+$/ } as const;

/** A request beside the provider's. */
async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const { url, token } = world.emulator;
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  return answer.json();
}

test("GitHub may not show at once what it has made", async () => {
  world.emulator.fail({ ...ONE, status: 404, times: 3 });
  const { outputs } = await create(world.run().codespace, { repository: REPOSITORY });
  expect(outputs.state).toBe("Available");
  expect(world.emulator.unusedFaults()).toEqual([]);
});

describe("one that was never ready, or is lost", () => {
  async function failed() {
    world.emulator.drift.codespaces.failNextProvisioning();
    return failureOf(create(world.run().codespace, { repository: REPOSITORY }));
  }

  test("is drift after a refresh, and each update says so", async () => {
    const { id = "", properties } = await failed();
    const known = await world.run().codespace.read(id, properties);
    expect(known?.inputs).toMatchObject({ readiness: "Failed" });
    const again = update(world.run().codespace, id, known?.outputs ?? {}, {
      repository: REPOSITORY,
    });
    expect((await failureOf(again)).message).toMatch(/it is Failed, and won't recover/);
  });

  test("is waited for after a refresh, where it is on its way", async () => {
    world.emulator.configure({ codespaceStepMs: 60_000 });
    const declared = { repository: REPOSITORY, timeouts: { create: "10s" } };
    const { id = "", properties } = await failureOf(create(world.run().codespace, declared));
    const known = await world.run().codespace.read(id, properties);
    expect(known?.inputs).toMatchObject({ readiness: "Queued" });
    const outputs = await update(world.run().codespace, id, known?.outputs ?? {}, declared);
    expect(outputs).toMatchObject({ state: "Available" });
    const settled = await world.run().codespace.read(id, outputs);
    expect(settled?.inputs).toMatchObject({ readiness: "ready" });
  });

  test("can be told to go with unsaved work", async () => {
    const { id = "", properties } = await failed();
    world.emulator.drift.codespaces.changeGit(id, { hasUncommittedChanges: true });
    const news = { repository: REPOSITORY, forceDelete: true };
    const told = await failureOf(update(world.run().codespace, id, properties, news));
    await world.run().codespace.delete(id, told.properties);
    expect(world.remaining()).toEqual([]);
  });
});

describe("while GitHub is at work on it", () => {
  test("a change waits", async () => {
    const declared = { repository: REPOSITORY, displayName: "one" };
    const { id, outputs } = await create(world.run().codespace, declared);
    await ask("POST", `/user/codespaces/${id}/exports`, {});
    const news = { ...declared, displayName: "two" };
    await update(world.run().codespace, id, outputs, news);
    expect(world.only().displayName).toBe("two");
  });

  test("a start that is refused is tried again", async () => {
    const declared = { repository: REPOSITORY, desiredState: "stopped" };
    const { id, outputs } = await create(world.run().codespace, declared);
    world.emulator.fail({ method: "POST", path: /start$/, status: 409 });
    await update(world.run().codespace, id, outputs, { ...declared, desiredState: "running" });
    expect(world.only().state).toBe("Available");
  });
});

test("an answer without a machine is no change of it", async () => {
  const declared = { repository: REPOSITORY, machine: "basicLinux32gb" };
  const { id, outputs } = await create(world.run().codespace, declared);
  const seen = (await ask("GET", `/user/codespaces/${id}`)) as object;
  const body = { ...seen, machine: null };
  world.emulator.fail({ method: "PATCH", status: 200, afterEffect: true, body });
  const news = { ...declared, machine: "premiumLinux" };
  const updated = await update(world.run().codespace, id, outputs, news);
  world.emulator.fail({ ...LIST, status: 200, body: { total_count: 1, codespaces: [body] } });
  const known = await world.run().codespace.read(id, updated);
  expect(known?.inputs.machine).toBe("premiumLinux");
});

test("a deletion whose answer got lost is done", async () => {
  world.emulator.configure({ codespaceStepMs: 0 });
  const { id, outputs } = await create(world.run().codespace, { repository: REPOSITORY });
  world.emulator.fail({ method: "DELETE", drop: "after" });
  await world.run().codespace.delete(id, outputs);
  expect(world.remaining()).toEqual([]);
});

test("a token that sees neither it nor its repository is no evidence that it is gone", async () => {
  const { id, outputs } = await create(world.run().codespace, { repository: REPOSITORY });
  const blind = () => {
    world.emulator.fail({
      ...LIST,
      status: 200,
      body: { total_count: 0, codespaces: [] },
      times: 2,
    });
    world.emulator.fail({ ...ONE, status: 404 });
    world.emulator.fail({ method: "GET", path: "/repositories/502/codespaces", status: 404 });
  };
  blind();
  const refresh = await failureOf(world.run().codespace.read(id, outputs));
  expect(refresh.message).toContain("the token may no longer see it");
  world.emulator.reset();
  blind();
  const destroy = await failureOf(world.run().codespace.delete(id, outputs));
  expect(destroy.message).toContain("the token may no longer see it");
});

test("the whole of a create keeps within its time", async () => {
  world.emulator.configure({ codespaceStepMs: 10_000 });
  const declared = { repository: REPOSITORY, desiredState: "stopped", timeouts: { create: "25s" } };
  const run = world.run();
  const { message } = await failureOf(create(run.codespace, declared));
  expect(message).toContain("the time limit has passed");
  expect(run.waited()).toBeLessThanOrEqual(25_000);
  expect(run.waited()).toBeGreaterThan(24_000);
});

test("permissions that nobody has accepted are told with the place to accept them", async () => {
  const declared = {
    repository: REPOSITORY,
    devcontainerPath: ".devcontainer/cloud/devcontainer.json",
  };
  const { message } = await failureOf(create(world.run().codespace, declared));
  expect(message).toMatch(/asks for permissions: accept them at https:\/\/\S+, or set multiRepo/);
  const optedOut = { ...declared, multiRepoPermissionsOptOut: true };
  await create(world.run().codespace, optedOut);
  expect(world.remaining()).toHaveLength(1);
});

test.each<Props>([
  { repository: 502 },
  { pullRequest: "502#7" },
  { pullRequest: `${REPOSITORY}#7` },
])("an unknown machine names those that are allowed, also for %j", async (place) => {
  const { message } = await failureOf(create(world.run().codespace, { ...place, machine: "x" }));
  expect(message).toMatch(/the machine "x" is not allowed there; allowed are basicLinux32gb, /);
});

test("each input has GitHub's name in the request, for each operation", async () => {
  const shared = {
    geo: "UsEast",
    machine: "basicLinux32gb",
    devcontainerPath: ".devcontainer/devcontainer.json",
    workingDirectory: "/w",
    idleTimeoutMinutes: 10,
  };
  const more = {
    displayName: "x",
    clientIp: "192.0.2.1",
    retentionPeriodMinutes: 60,
    multiRepoPermissionsOptOut: true,
  };
  const places: Props[] = [
    { repository: REPOSITORY, ref: "main", ...shared, ...more },
    { pullRequest: `${REPOSITORY}#7`, ...shared, ...more },
    { repository: 502, ref: "main", ...shared, ...more },
    { pullRequest: "502#7", ...shared },
  ];
  for (const inputs of places) await create(world.run().codespace, inputs);
  const names = {
    geo: "UsEast",
    machine: "basicLinux32gb",
    devcontainer_path: ".devcontainer/devcontainer.json",
    working_directory: "/w",
    idle_timeout_minutes: 10,
  };
  const moreNames = {
    display_name: "x",
    client_ip: "192.0.2.1",
    retention_period_minutes: 60,
    multi_repo_permissions_opt_out: true,
  };
  const posts = world.emulator.requests.filter(({ method }) => method === "POST");
  expect(posts.map(({ path, body }) => [path, body])).toEqual([
    [`/repos/${REPOSITORY}/codespaces`, { ref: "main", ...names, ...moreNames }],
    [`/repos/${REPOSITORY}/pulls/7/codespaces`, { ...names, ...moreNames }],
    ["/user/codespaces", { repository_id: 502, ref: "main", ...names, ...moreNames }],
    [
      "/user/codespaces",
      { pull_request: { pull_request_number: 7, repository_id: 502 }, ...names },
    ],
  ]);
});
