import { manualClock, seedWith } from "github-codespaces-emulator";
import { codespaceIn, createdCodespace, machinesIn } from "../../test/support/codespace-client";
import { messageOf, stampOf, useEmulator } from "../../test/support/emulator-client";

const plain = seedWith();
const small = { id: 551, fullName: "octocat/small", private: false, machines: ["basicLinux32gb"] };
const seed = { ...plain, repositories: [...plain.repositories, small] };
const { emulator, send } = useEmulator({ clock: manualClock("2026-01-01T00:00:00Z"), seed });

const repo = "/repos/octocat/hello-world/codespaces";
const patch = (path: string, body?: unknown) => send("PATCH", path, { body });

describe("machines", () => {
  const all = [
    ...["basicLinux32gb", "standardLinux32gb", "premiumLinux"],
    ...["largePremiumLinux", "xLargePremiumLinux"],
  ];

  test("of a repository are the catalogue, or what its configuration leaves", async () => {
    expect(machinesIn(await send("GET", `${repo}/machines`))).toEqual(all);
    expect(machinesIn(await send("GET", "/repos/octocat/small/codespaces/machines"))).toEqual([
      "basicLinux32gb",
    ]);
    expect((await send("GET", `${repo}/machines?ref=nope`)).status).toBe(404);
    const created = await send("POST", "/repos/octocat/small/codespaces", {
      body: { machine: "premiumLinux" },
    });
    expect(created.status).toBe(422);
  });

  test("of a codespace are those that hold what it holds", async () => {
    const { path } = await createdCodespace(send, { machine: "premiumLinux" });
    expect(machinesIn(await send("GET", `${path}/machines`))).toEqual(all.slice(2));
    expect((await patch(path, { machine: "basicLinux32gb" })).status).toBe(422);
    expect((await patch(path, { machine: "hugeLinux" })).status).toBe(422);
  });

  test.each([
    ["atStart", "basicLinux32gb"],
    ["atOnce", "premiumLinux"],
  ] as const)("change at the next start, and show it %s", async (patchedMachineShows, shown) => {
    emulator.configure({ codespaceStepMs: 0, switches: { patchedMachineShows } });
    const { name, path } = await createdCodespace(send);
    const changed = codespaceIn(await patch(path, { machine: "premiumLinux" }));
    expect([changed.machine.name, emulator.codespace(name)?.nextMachine]).toEqual([
      shown,
      "premiumLinux",
    ]);
    await send("POST", `${path}/stop`);
    const started = codespaceIn(await send("POST", `${path}/start`));
    expect(started.machine.name).toBe("premiumLinux");
  });
});

describe("change", () => {
  test("renames and keeps recent folders, and moves the stamp", async () => {
    const { path } = await createdCodespace(send);
    emulator.advance(60_000);
    const answer = await patch(path, { display_name: "new", recent_folders: ["/workspaces/a"] });
    expect((await send("GET", path)).body).toEqual(answer.body);
    expect(answer.body).toMatchObject({
      display_name: "new",
      recent_folders: ["/workspaces/a"],
      updated_at: stampOf(emulator),
    });
  });

  test("refuses a long name and what can't be changed; nothing to change is no fault", async () => {
    const { path } = await createdCodespace(send);
    expect((await patch(path, { display_name: "x".repeat(49) })).status).toBe(422);
    expect((await patch(path, { idle_timeout_minutes: 60 })).status).toBe(422);
    expect((await patch(path)).status).toBe(200);
    expect((await patch(path, {})).status).toBe(200);
  });

  test("is refused while the codespace is being deleted", async () => {
    const { path } = await createdCodespace(send);
    await send("DELETE", path);
    const answer = await patch(path, { display_name: "late" });
    expect([answer.status, messageOf(answer)]).toEqual([
      422,
      expect.stringContaining("pending operation"),
    ]);
  });
});

describe("creation by hand", () => {
  const byHand = () =>
    emulator.drift.codespaces.create("octocat", {
      ...{ repository: "octocat/hello-world", ref: "develop", displayName: "by hand" },
    });

  test("is under GitHub's rules and in its answers, without a request", async () => {
    const name = byHand();
    expect(emulator.requests).toEqual([]);
    expect((await send("GET", `/user/codespaces/${name}`)).body).toMatchObject({
      ...{ name, display_name: "by hand", git_status: { ref: "develop" } },
    });
    const machine = "hugeLinux";
    const { codespaces } = emulator.drift;
    expect(() => codespaces.create("octocat", { repository: "octocat/small", machine })).toThrow();
    expect(() => codespaces.create("octocat", { repository: "octocat/none" })).toThrow(
      "no repository octocat/none",
    );
  });

  test("gives the first codespace of an emulator the name that a request gives it", async () => {
    const name = byHand();
    emulator.reset();
    expect((await createdCodespace(send)).name).toBe(name);
  });
});
