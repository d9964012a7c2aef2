import { manualClock } from "github-codespaces-emulator";
import { codespaceIn, createdCodespace, namesIn } from "../../test/support/codespace-client";
import { clientOf, messageOf, stampOf, useEmulator } from "../../test/support/emulator-client";

const { emulator, send } = useEmulator({ clock: manualClock("2026-01-01T00:00:00Z") });

const step = 1000;
const minutes = 60_000;
const stampIn = (ms: number) => stampOf(emulator, ms);
const stateOf = async (path: string) => {
  const answer = await send("GET", path);
  return answer.status === 404 ? "gone" : codespaceIn(answer).state;
};
/** The state now, and after each further step. */
const statesOf = async (path: string, count: number) => {
  const states = [await stateOf(path)];
  while (states.length < count) {
    emulator.advance(step);
    states.push(await stateOf(path));
  }
  return states;
};
const available = async (body: Record<string, unknown> = {}) => {
  const codespace = await createdCodespace(send, body);
  emulator.advance(2 * step);
  return codespace;
};
const stopped = async (body: Record<string, unknown> = {}) => {
  const codespace = await available(body);
  await send("POST", `${codespace.path}/stop`);
  emulator.advance(step);
  return codespace;
};

describe("a new codespace", () => {
  test("is queued, provisioned and available", async () => {
    const { path } = await createdCodespace(send);
    expect(await statesOf(path, 4)).toEqual(["Queued", "Provisioning", "Available", "Available"]);
  });

  test("is available at once when a step takes no time", async () => {
    emulator.configure({ codespaceStepMs: 0 });
    const answer = await send("POST", "/repos/octocat/hello-world/codespaces");
    expect([answer.status, codespaceIn(answer).state]).toEqual([201, "Available"]);
  });

  test("may fail, and can then only be deleted", async () => {
    emulator.drift.codespaces.failNextProvisioning();
    const { path } = await createdCodespace(send);
    expect(await statesOf(path, 3)).toEqual(["Queued", "Provisioning", "Failed"]);
    expect((await send("POST", `${path}/start`)).status).toBe(400);
    expect(codespaceIn(await send("POST", `${path}/stop`)).state).toBe("Failed");
    expect((await send("DELETE", path)).status).toBe(202);
    expect(await statesOf((await createdCodespace(send)).path, 3)).toContain("Available");
  });

  test("that is retried in the background is a 202, and takes longer", async () => {
    emulator.configure({ switches: { createdCodespace: "202" } });
    const answer = await send("POST", "/repos/octocat/hello-world/codespaces", { body: {} });
    expect([answer.status, codespaceIn(answer).state]).toEqual([202, "Queued"]);
    const path = `/user/codespaces/${codespaceIn(answer).name}`;
    const waiting = ["Queued", "Queued", "Queued", "Queued"];
    expect(await statesOf(path, 6)).toEqual([...waiting, "Provisioning", "Available"]);
  });

  test("exists when only its answer was lost", async () => {
    emulator.fail({ method: "POST", drop: "after" });
    await expect(createdCodespace(send)).rejects.toThrow("fetch failed");
    expect(emulator.codespaces("octocat")).toHaveLength(1);
  });
});

describe("stop and start", () => {
  test("go through ShuttingDown and Starting, and say when it was last used", async () => {
    const { path } = await available();
    const stop = codespaceIn(await send("POST", `${path}/stop`));
    expect([stop.state, stop.last_used_at]).toEqual(["ShuttingDown", stampIn(0)]);
    expect(await statesOf(path, 2)).toEqual(["ShuttingDown", "Shutdown"]);
    emulator.advance(5 * minutes);
    const start = codespaceIn(await send("POST", `${path}/start`));
    expect([start.state, start.last_used_at]).toEqual(["Starting", stampIn(0)]);
    expect(await statesOf(path, 2)).toEqual(["Starting", "Available"]);
  });

  test("stop of one that is down changes nothing", async () => {
    const { path } = await stopped();
    const before = (await send("GET", path)).body;
    const again = await send("POST", `${path}/stop`);
    expect([again.status, again.body]).toEqual([200, before]);
  });

  test("stop of one that isn't there yet ends its creation", async () => {
    const { path } = await createdCodespace(send);
    await send("POST", `${path}/stop`);
    expect(await statesOf(path, 4)).toEqual(["ShuttingDown", "Shutdown", "Shutdown", "Shutdown"]);
  });

  test.each([
    ["409", 409],
    ["304", 304],
  ] as const)("start of one that runs is %s", async (startingRunning, status) => {
    emulator.configure({ switches: { startingRunning } });
    const { path } = await available();
    expect((await send("POST", `${path}/start`)).status).toBe(status);
  });

  test("start is 409 on the way from one state to another", async () => {
    const { path } = await createdCodespace(send);
    const answer = await send("POST", `${path}/start`);
    expect([answer.status, messageOf(answer)]).toEqual([409, expect.stringContaining("Queued")]);
    emulator.advance(2 * step);
    await send("POST", `${path}/stop`);
    expect((await send("POST", `${path}/start`)).status).toBe(409);
  });

  test("start is 402 while the payer has reached the spending limit, and so is a new one", async () => {
    const { path } = await stopped();
    emulator.drift.codespaces.setSpendingLimitReached("octocat");
    expect((await send("POST", `${path}/start`)).status).toBe(402);
    expect((await send("POST", "/repos/octocat/hello-world/codespaces")).status).toBe(402);
    emulator.drift.codespaces.setSpendingLimitReached("octocat", false);
    expect((await send("POST", `${path}/start`)).status).toBe(200);
  });
});

describe("delete", () => {
  test("is accepted, shows Deleted for a step, then it is gone everywhere", async () => {
    const { name, path } = await available();
    const answer = await send("DELETE", path);
    expect([answer.status, answer.body]).toEqual([202, {}]);
    expect(codespaceIn(await send("GET", path))).toMatchObject({
      state: "Deleted",
      pending_operation: true,
    });
    expect(namesIn(await send("GET", "/user/codespaces"))).toEqual([name]);
    expect((await send("DELETE", path)).status).toBe(304);
    emulator.advance(step);
    expect(await stateOf(path)).toBe("gone");
    expect((await send("DELETE", path)).status).toBe(404);
    expect((await send("GET", "/user/codespaces")).body).toMatchObject({ total_count: 0 });
    expect(emulator.codespace(name)).toBeUndefined();
  });

  test("goes with the repository", async () => {
    const { path } = await available();
    emulator.drift.deleteRepository("octocat/hello-world");
    expect(await stateOf(path)).toBe("gone");
  });
});

describe("idle time", () => {
  test("stops a codespace that nobody uses", async () => {
    const { path } = await available({ idle_timeout_minutes: 5 });
    emulator.advance(5 * minutes - 1);
    expect(await stateOf(path)).toBe("Available");
    emulator.advance(1);
    expect(await statesOf(path, 2)).toEqual(["ShuttingDown", "Shutdown"]);
  });

  test("begins anew when somebody uses it, and when it is started", async () => {
    const { name, path } = await available({ idle_timeout_minutes: 5 });
    emulator.advance(4 * minutes);
    emulator.drift.codespaces.use(name);
    emulator.advance(4 * minutes);
    expect(await stateOf(path)).toBe("Available");
    emulator.advance(2 * minutes);
    await send("POST", `${path}/start`);
    emulator.advance(4 * minutes);
    expect(await stateOf(path)).toBe("Available");
  });
});

describe("retention", () => {
  test("deletes a codespace that is down so long after its last use", async () => {
    const { path } = await stopped({ retention_period_minutes: 60 });
    const end = stampIn(60 * minutes - step);
    expect(codespaceIn(await send("GET", path)).retention_expires_at).toBe(end);
    emulator.advance(60 * minutes - step - 1);
    expect(await stateOf(path)).toBe("Shutdown");
    emulator.advance(1);
    expect(await stateOf(path)).toBe("gone");
  });

  test("doesn't end while it runs, and is forgotten by a start", async () => {
    const body = { retention_period_minutes: 60, idle_timeout_minutes: 240 };
    const { path } = await stopped(body);
    emulator.advance(59 * minutes);
    await send("POST", `${path}/start`);
    emulator.advance(120 * minutes);
    expect(codespaceIn(await send("GET", path))).toMatchObject({
      state: "Available",
      retention_expires_at: null,
    });
  });

  test("of no minutes deletes what stops", async () => {
    const { path } = await available({ retention_period_minutes: 0 });
    await send("POST", `${path}/stop`);
    expect(await statesOf(path, 2)).toEqual(["ShuttingDown", "gone"]);
  });
});

describe("by hand", () => {
  test("a start and a stop are taken without effect, and git_status is left out in part", async () => {
    const { name, path } = await available();
    const { codespaces } = emulator.drift;
    codespaces.changeGit(name, { hasUncommittedChanges: undefined });
    const body = codespaceIn(await send("GET", path));
    expect(body.git_status).not.toHaveProperty("has_uncommitted_changes");
    expect(body.git_status).toHaveProperty("has_unpushed_changes");
    codespaces.ignoreNextStop();
    expect(codespaceIn(await send("POST", `${path}/stop`)).state).toBe("Available");
    await send("POST", `${path}/stop`);
    emulator.advance(step);
    codespaces.ignoreNextStart();
    expect(codespaceIn(await send("POST", `${path}/start`)).state).toBe("Shutdown");
    expect(codespaceIn(await send("POST", `${path}/start`)).state).toBe("Starting");
  });

  test("a codespace is stopped, started, renamed, changed and deleted", async () => {
    const { name, path } = await available();
    const { codespaces } = emulator.drift;
    codespaces.rename(name, "by hand");
    codespaces.changeMachine(name, "premiumLinux");
    codespaces.changeGit(name, { hasUncommittedChanges: true, ahead: 2, ref: "develop" });
    expect((await send("GET", path)).body).toMatchObject({
      display_name: "by hand",
      machine: { name: "premiumLinux" },
      git_status: { has_uncommitted_changes: true, ahead: 2, ref: "develop" },
    });
    codespaces.stop(name);
    emulator.advance(step);
    expect(emulator.codespace(name)?.state).toBe("Shutdown");
    codespaces.start(name);
    emulator.advance(step);
    expect(emulator.codespace(name)?.state).toBe("Available");
    codespaces.delete(name);
    emulator.advance(step);
    expect(emulator.codespaces("octocat")).toEqual([]);
    expect(emulator.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
  });

  test("what isn't there is an error", () => {
    expect(() => {
      emulator.drift.codespaces.stop("nope");
    }).toThrow("the emulator has no codespace nope");
  });
});

test("a known ETag is answered with 304 until the state moves", async () => {
  const { path } = await createdCodespace(send);
  const { headers } = await send("GET", path);
  const known = { "if-none-match": headers.get("etag") ?? "" };
  expect((await send("GET", path, { headers: known })).status).toBe(304);
  emulator.advance(step);
  expect((await send("GET", path, { headers: known })).status).toBe(200);
});

test("reset brings the same names again", async () => {
  const first = await createdCodespace(send);
  emulator.reset();
  expect(await createdCodespace(clientOf(emulator))).toEqual(first);
});
