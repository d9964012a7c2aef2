import { manualClock, seedWith } from "github-codespaces-emulator";
import {
  type CodespaceBody,
  codespaceIn,
  createdCodespace,
  namesIn,
} from "../../test/support/codespace-client";
import { clientOf, messageOf, useEmulator } from "../../test/support/emulator-client";

const plain = seedWith();
const seed = {
  ...plain,
  repositories: [
    ...plain.repositories,
    { id: 551, fullName: "octocat/small", private: false },
    { id: 552, fullName: "octocat/bare", private: false, devcontainers: [] },
  ],
};
const { emulator, send } = useEmulator({ clock: manualClock("2026-01-01T00:00:00Z"), seed });

const repo = "/repos/octocat/hello-world/codespaces";
const post = (path: string, body: unknown) => send("POST", path, { body });

describe("create", () => {
  test("answers everything that the description asks for", async () => {
    const { body } = await post(repo, {
      ref: "develop",
      geo: "EuropeWest",
      machine: "premiumLinux",
      devcontainer_path: ".devcontainer/node/devcontainer.json",
      idle_timeout_minutes: 5,
      retention_period_minutes: 60,
      display_name: "mine",
    });
    const { name, url } = body as CodespaceBody;
    expect(name).toMatch(/^octocat-[a-z]+-[a-z]+-[a-z]+-[0-9a-z]{10}$/);
    expect(url).toBe(`${emulator.url}/user/codespaces/${name}`);
    expect(body).toMatchObject({
      display_name: "mine",
      owner: { login: "octocat" },
      billable_owner: { login: "octocat", type: "User" },
      repository: { full_name: "octocat/hello-world" },
      machine: { name: "premiumLinux", cpus: 8, memory_in_bytes: 34_359_738_368 },
      devcontainer_path: ".devcontainer/node/devcontainer.json",
      location: "WestEurope",
      idle_timeout_minutes: 5,
      retention_period_minutes: 60,
      git_status: { ref: "develop", ahead: 0, has_unpushed_changes: false },
      web_url: `https://${name}.github.dev`,
      publish_url: null,
      pulls_url: null,
      created_at: "2026-01-01T00:00:00Z",
    });
  });

  test("takes the defaults for what isn't said", async () => {
    const { name } = await createdCodespace(send);
    expect(emulator.codespace(name)).toMatchObject({
      displayName: expect.stringMatching(/^[a-z]+ [a-z]+ [a-z]+$/) as unknown,
      machine: "basicLinux32gb",
      devcontainerPath: ".devcontainer/devcontainer.json",
      location: "WestUs2",
      idleTimeoutMinutes: 30,
      retentionPeriodMinutes: 43_200,
      git: { ref: "main" },
    });
    const { name: bare } = await createdCodespace(send, { in: "octocat/bare" });
    expect(emulator.codespace(bare)?.devcontainerPath).toBeNull();
  });

  test.each([
    ["an unknown machine", { machine: "hugeLinux" }, "machine type hugeLinux isn't available"],
    ["an unknown ref", { ref: "nope" }, "No ref nope"],
    ["an unknown devcontainer", { devcontainer_path: "x.json" }, "No devcontainer x.json"],
    ["an unknown geo", { geo: "Mars" }, "EuropeWest, SoutheastAsia, UsEast, UsWest"],
    ["an unknown location", { location: "Mars" }, "EastUs, SouthEastAsia, WestEurope, WestUs2"],
    ["too short an idle time", { idle_timeout_minutes: 4 }, "between 5 and 240"],
    ["too long an idle time", { idle_timeout_minutes: 241 }, "between 5 and 240"],
    ["a negative retention", { retention_period_minutes: -1 }, "between 0 and 43200"],
    ["too long a retention", { retention_period_minutes: 43_201 }, "between 0 and 43200"],
    ["a long display name", { display_name: "x".repeat(49) }, "maximum is 48"],
    ["a misspelled property", { machin: "premiumLinux" }, '"machin" is not a permitted key'],
  ])("with %s is refused", async (_what, body, message) => {
    const answer = await post(repo, body);
    expect([answer.status, messageOf(answer)]).toEqual([422, expect.stringContaining(message)]);
    expect(emulator.codespaces("octocat")).toEqual([]);
  });

  test.each([
    { display_name: "x".repeat(48) },
    { idle_timeout_minutes: 240, retention_period_minutes: 0 },
    { location: "EastUs", client_ip: "1.2.3.4", working_directory: "/workspaces" },
    { ref: "refs/heads/feature" },
  ])("takes %j", async (body) => {
    expect((await post(repo, body)).status).toBe(201);
  });

  test("by repository id or by pull request, not by both and not by none", async () => {
    const pull_request = { pull_request_number: 7, repository_id: 502 };
    expect((await post("/user/codespaces", { repository_id: 502 })).status).toBe(201);
    const { status, body } = await post("/user/codespaces", { pull_request });
    expect([status, body]).toMatchObject([
      201,
      {
        git_status: { ref: "feature" },
        pulls_url: `${emulator.url}/repos/octocat/hello-world/pulls/7`,
      },
    ]);
    expect((await post("/user/codespaces", { repository_id: 502, pull_request })).status).toBe(422);
    expect((await post("/user/codespaces", {})).status).toBe(422);
    expect((await send("POST", "/user/codespaces")).status).toBe(422);
  });

  test("is 404 for what the token can't see, and for an unknown pull request", async () => {
    const unknown = { pull_request_number: 8, repository_id: 502 };
    expect((await post("/user/codespaces", { repository_id: 505 })).status).toBe(404);
    expect((await post("/user/codespaces", { repository_id: 999 })).status).toBe(404);
    expect((await post("/user/codespaces", { pull_request: unknown })).status).toBe(404);
    expect((await post("/repos/stranger/private/codespaces", {})).status).toBe(404);
    expect((await send("POST", "/repos/octocat/hello-world/pulls/8/codespaces")).status).toBe(404);
  });

  test("of a pull request takes its branch", async () => {
    const answer = await send("POST", "/repos/octocat/hello-world/pulls/7/codespaces");
    expect([answer.status, codespaceIn(answer).git_status.ref]).toEqual([201, "feature"]);
  });

  test("stops at maxRunningCodespaces, stopped ones not counted", async () => {
    emulator.configure({ maxRunningCodespaces: 1, codespaceStepMs: 0 });
    const { path } = await createdCodespace(send);
    const refused = await send("POST", "/repos/octocat/hello-world/codespaces");
    expect([refused.status, messageOf(refused)]).toEqual([
      403,
      expect.stringContaining("You have too many running codespaces"),
    ]);
    await send("POST", `${path}/stop`);
    await createdCodespace(send);
    expect((await send("POST", `${path}/start`)).status).toBe(409);
  });

  test("stops at maxCodespaces, gone ones not counted", async () => {
    emulator.configure({ maxCodespaces: 1, codespaceStepMs: 0 });
    const { path } = await createdCodespace(send);
    expect((await post(repo, {})).status).toBe(403);
    await send("DELETE", path);
    expect((await post(repo, {})).status).toBe(201);
  });

  test("follows a renamed repository by 307, its list by 301", async () => {
    emulator.drift.renameRepository("octocat/hello-world", "octocat/hello");
    const created = await post(repo, {});
    const location = `${emulator.url}/repositories/502/codespaces`;
    expect([created.status, created.headers.get("location")]).toEqual([307, location]);
    expect((await send("GET", repo)).status).toBe(301);
    expect((await send("GET", "/repositories/502/codespaces")).status).toBe(200);
  });
});

describe("what a devcontainer asks for", () => {
  const path = ".devcontainer/cloud/devcontainer.json";
  const check = async (at: string, ref = "main") =>
    send("GET", `${repo}/permissions_check?ref=${ref}&devcontainer_path=${encodeURIComponent(at)}`);

  test("must be accepted, or opted out of", async () => {
    const refused = await post(repo, { devcontainer_path: path });
    expect([refused.status, refused.body]).toMatchObject([
      401,
      { allow_permissions_url: expect.stringContaining("octocat/hello-world") as unknown },
    ]);
    const without = { devcontainer_path: path, multi_repo_permissions_opt_out: true };
    expect((await post(repo, without)).status).toBe(201);
    emulator.drift.codespaces.acceptPermissions("octocat", {
      repository: "octocat/hello-world",
      path,
    });
    expect((await post(repo, { devcontainer_path: path })).status).toBe(201);
  });

  test("is checked: asks for nothing, asks, accepted, unknown", async () => {
    const where = { repository: "octocat/hello-world", path };
    expect((await check(".devcontainer/devcontainer.json")).body).toEqual({ accepted: true });
    expect((await check(path)).body).toEqual({ accepted: false });
    emulator.drift.codespaces.acceptPermissions("octocat", where);
    expect((await check(path)).body).toEqual({ accepted: true });
    emulator.drift.codespaces.acceptPermissions("octocat", where, false);
    expect((await check(path)).body).toEqual({ accepted: false });
    expect((await check("nope.json")).status).toBe(422);
    expect((await check(path, "nope")).status).toBe(422);
    expect((await send("GET", `${repo}/permissions_check?ref=main`)).status).toBe(422);
  });
});

describe("lists", () => {
  test("are paged, in the order of creation, and only of one repository when asked", async () => {
    const names: string[] = [];
    for (const where of ["octocat/hello-world", "octocat/small", "octocat/small"]) {
      names.push((await createdCodespace(send, { in: where })).name);
    }
    expect(namesIn(await send("GET", "/user/codespaces"))).toEqual(names);
    const page = await send("GET", "/user/codespaces?per_page=2&page=2");
    expect([namesIn(page), page.headers.get("link")]).toEqual([
      names.slice(2),
      expect.stringContaining('rel="prev"'),
    ]);
    expect(page.body).toMatchObject({ total_count: 3 });
    expect(namesIn(await send("GET", "/user/codespaces?repository_id=551"))).toEqual(
      names.slice(1),
    );
    expect(namesIn(await send("GET", "/repos/octocat/small/codespaces"))).toEqual(names.slice(1));
  });

  test("of devcontainers are paged too", async () => {
    const { body } = await send("GET", `${repo}/devcontainers?per_page=1&page=2`);
    expect(body).toEqual({
      total_count: 3,
      devcontainers: [
        { path: ".devcontainer/node/devcontainer.json", name: "Node", display_name: "Node" },
      ],
    });
  });

  test("of somebody else hold nothing of it", async () => {
    const { path } = await createdCodespace(send);
    const stranger = clientOf(emulator, "github_pat_emulator_hubot_full");
    expect((await stranger("GET", path)).status).toBe(404);
    expect((await stranger("DELETE", path)).status).toBe(404);
    expect(namesIn(await stranger("GET", repo))).toEqual([]);
  });
});

test("the defaults of a new codespace are told beforehand", async () => {
  const { body } = await send("GET", `${repo}/new?ref=main&client_ip=1.2.3.4`);
  expect(body).toMatchObject({
    billable_owner: { login: "octocat" },
    defaults: { location: "WestUs2", devcontainer_path: ".devcontainer/devcontainer.json" },
  });
  expect((await send("GET", "/repos/octocat/bare/codespaces/new")).body).toMatchObject({
    defaults: { devcontainer_path: null },
  });
  expect((await send("GET", `${repo}/new?ref=nope`)).status).toBe(404);
});
