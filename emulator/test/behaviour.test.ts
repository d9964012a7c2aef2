import { manualClock, seedWith, startEmulator, tokens } from "github-codespaces-emulator";
import {
  clientOf,
  messageOf,
  sealedFor,
  stampOf,
  useEmulator,
} from "../../test/support/emulator-client";

const seed = seedWith({ members: 250, repositories: 250, organizations: 10 });
const clock = manualClock("2026-01-01T00:00:00.400Z");
const { emulator, send } = useEmulator({ clock, seed });

const org = "/orgs/acme/codespaces/secrets";
const stampNow = () => stampOf(emulator);
const named = (body: unknown) =>
  (body as { secrets: { name: string }[] }).secrets.map(({ name }) => name);
const create = async (name: string, more: object = { visibility: "all" }) =>
  send("PUT", `${org}/${name}`, {
    body: { ...(await sealedFor(send, "/orgs/acme", "x")), ...more },
  });

describe("paging", () => {
  const rels = (link: string | null) =>
    Object.fromEntries(
      [...(link ?? "").matchAll(/<([^>]+)>; rel="(\w+)"/g)].map(([, url = "", rel = ""]) => [
        rel,
        new URL(url).search,
      ]),
    );

  test("is 30 a page unless it is said, 100 at most, and noted in the log when capped", async () => {
    const count = async (query: string) =>
      ((await send("GET", `/orgs/acme/members${query}`)).body as unknown[]).length;
    expect(await count("")).toBe(30);
    expect(await count("?per_page=7")).toBe(7);
    expect(await count("?per_page=100&page=3")).toBe(50);
    expect(await count("?per_page=250")).toBe(100);
    expect(await count("?page=99")).toBe(0);
    expect(emulator.requests.at(3)?.notes).toEqual(["per_page 250 was capped at 100"]);
  });

  test("links to its neighbours and ends", async () => {
    const links = async (page: number) => {
      const { headers } = await send("GET", `/orgs/acme/members?per_page=100&page=${page}`);
      return rels(headers.get("link"));
    };
    const at = (page: number) => `?per_page=100&page=${page}`;
    expect(await links(1)).toEqual({ next: at(2), last: at(3) });
    expect(await links(2)).toEqual({ prev: at(1), next: at(3), last: at(3), first: at(1) });
    expect(await links(3)).toEqual({ prev: at(2), first: at(1) });
  });

  test("has no link when everything fits, and counts everything", async () => {
    await create("B");
    await create("A");
    const { body, headers } = await send("GET", org);
    expect([named(body), headers.has("link")]).toEqual([["A", "B"], false]);
    expect((await send("GET", `${org}?per_page=1`)).body).toMatchObject({ total_count: 2 });
  });
});

describe("the clock", () => {
  test("gives stamps of whole seconds and the Date header", async () => {
    const { headers } = await create("A");
    expect(headers.get("date")).toBe(emulator.now().toUTCString());
    expect(emulator.orgSecret("acme", "A")?.createdAt).toBe(stampNow());
    const createdAt = stampNow();
    emulator.advance(90_000);
    await send("PUT", `${org}/A`, { body: { visibility: "private" } });
    expect((await send("GET", `${org}/A`)).body).toMatchObject({
      created_at: createdAt,
      updated_at: stampNow(),
    });
  });

  test("decides how far reads lag behind writes", async () => {
    emulator.configure({ readLagMs: 5000 });
    await create("A", { visibility: "selected" });
    expect(named((await send("GET", org)).body)).toEqual([]);
    expect((await send("GET", `${org}/A`)).status).toBe(404);
    emulator.advance(5000);
    expect(named((await send("GET", org)).body)).toEqual(["A"]);
    await send("PUT", `${org}/A/repositories/1001`);
    const total = async () => (await send("GET", `${org}/A/repositories`)).body;
    expect(await total()).toMatchObject({ total_count: 0 });
    emulator.advance(5000);
    expect(await total()).toMatchObject({ total_count: 1 });
    await send("DELETE", `${org}/A`);
    expect((await send("GET", `${org}/A`)).status).toBe(200);
  });
});

describe("faults", () => {
  test("answer instead, some times, after some requests, and know their hits", async () => {
    const fault = emulator.fail({ method: "GET", path: org, status: 502, times: 2, after: 1 });
    const statuses = [];
    for (let round = 0; round < 4; round += 1) statuses.push((await send("GET", org)).status);
    expect(statuses).toEqual([200, 502, 502, 200]);
    expect(fault.hits).toBe(2);
    expect(emulator.requests.map(({ status }) => status)).toEqual(statuses);
  });

  test("carry a body and headers, match by pattern, and can be removed", async () => {
    const body = { message: "wait" };
    const headers = { "retry-after": "7" };
    const fault = emulator.fail({ path: /secrets/, status: 403, times: Infinity, body, headers });
    const answer = await send("GET", org);
    expect([answer.status, answer.body, answer.headers.get("retry-after")]).toEqual([
      403,
      body,
      "7",
    ]);
    fault.remove();
    expect((await send("GET", org)).status).toBe(200);
  });

  test("drop the connection before or after the effect, or fail after it", async () => {
    const body = { ...(await sealedFor(send, "/orgs/acme", "x")), visibility: "all" };
    emulator.fail({ path: `${org}/A`, drop: "before" });
    emulator.fail({ path: `${org}/B`, drop: "after" });
    emulator.fail({ path: `${org}/C`, status: 500, afterEffect: true });
    await expect(send("PUT", `${org}/A`, { body })).rejects.toThrow("fetch failed");
    await expect(send("PUT", `${org}/B`, { body })).rejects.toThrow("fetch failed");
    expect((await send("PUT", `${org}/C`, { body })).status).toBe(500);
    expect(emulator.orgSecrets("acme").map(({ name }) => name)).toEqual(["B", "C"]);
    expect(emulator.requests.map(({ status }) => status)).toEqual([200, 0, 0, 500]);
  });

  test("that no request met are told", () => {
    emulator.fail({ path: "/never", status: 500 });
    expect(emulator.unusedFaults()).toEqual([{ path: "/never", status: 500 }]);
  });

  test("and latency delay an answer", async () => {
    emulator.configure({ latencyMs: 20 });
    emulator.fail({ path: org, delayMs: 30 });
    expect((await send("GET", org)).status).toBe(200);
    expect(emulator.requests[0]?.ms).toBeGreaterThanOrEqual(48);
  });
});

describe("drift", () => {
  test("changes secrets past the API, and moves their stamps", async () => {
    await create("A");
    emulator.advance(60_000);
    const change = { value: "by hand", selectedRepositories: ["api", "acme/web"] };
    emulator.drift.orgSecret("acme", "A", change);
    expect(emulator.orgSecret("acme", "A")).toMatchObject({
      openedValue: "by hand",
      visibility: "selected",
      selectedRepositories: ["acme/api", "acme/web"],
      selectedRepositoryIds: [1001, 1002],
      updatedAt: stampNow(),
    });
    emulator.drift.deleteOrgSecret("acme", "A");
    expect(emulator.orgSecrets("acme")).toEqual([]);
    expect(emulator.requests).toHaveLength(2);
  });

  test("creates and deletes secrets of repositories and users, and changes access", () => {
    emulator.drift.repoSecret("acme/api", "r", { value: "1" });
    emulator.drift.userSecret("octocat", "u", { value: "2", selectedRepositories: ["dotfiles"] });
    emulator.drift.access("acme", { visibility: "selected_members", usernames: ["hubot"] });
    expect(emulator.repoSecret("acme/api", "R")?.openedValue).toBe("1");
    expect(emulator.userSecrets("octocat")[0]?.selectedRepositories).toEqual(["octocat/dotfiles"]);
    emulator.drift.removeMember("acme", "hubot");
    expect(emulator.access("acme")).toEqual({ visibility: "selected_members", usernames: [] });
    emulator.drift.deleteRepoSecret("acme/api", "R");
    emulator.drift.deleteUserSecret("octocat", "U");
    const { organizations, repositories, users } = emulator.state;
    expect(repositories["acme/api"]).toEqual({ id: 1001, private: true, secrets: [] });
    expect(users.octocat).toEqual({ secrets: [] });
    expect(organizations.acme?.secrets).toEqual([]);
  });

  test("renames, deletes and creates repositories; secrets keep ids and lose what is gone", async () => {
    await create("A", { visibility: "selected", selected_repository_ids: [1001, 1002] });
    emulator.drift.renameRepository("acme/api", "acme/core");
    emulator.drift.deleteRepository("acme/web");
    const id = emulator.drift.createRepository("acme/new");
    expect(emulator.orgSecret("acme", "A")?.selectedRepositories).toEqual(["acme/core"]);
    expect(emulator.repositoryId("acme/new")).toBe(id);
    expect(emulator.repositoryId("acme/web")).toBeUndefined();
  });
});

test("a known ETag is answered with 304, which costs nothing", async () => {
  const { headers } = await send("GET", org);
  const known = { "if-none-match": headers.get("etag") ?? "" };
  const again = await send("GET", org, { headers: known });
  expect([again.status, again.body, again.headers.get("x-ratelimit-used")]).toEqual([
    304,
    undefined,
    "1",
  ]);
  await create("A");
  expect((await send("GET", org, { headers: known })).status).toBe(200);
});

test("the log shows each request without its credential", async () => {
  await send("GET", `${org}?per_page=5`);
  expect(emulator.requests).toMatchObject([
    {
      method: "GET",
      path: org,
      query: { per_page: "5" },
      body: undefined,
      status: 200,
      operationId: "codespaces/list-org-secrets",
      headers: { authorization: "Bearer ***" },
    },
  ]);
  expect(JSON.stringify(emulator.requests)).not.toContain(tokens.full);
  emulator.clearRequests();
  expect(emulator.requests).toEqual([]);
});

test("ten organizations have secrets of their own", async () => {
  const body = { ...(await sealedFor(send, "/orgs/acme-10", "x")), visibility: "all" };
  await send("PUT", "/orgs/acme-10/codespaces/secrets/A", { body });
  expect(emulator.orgSecrets("acme-10")).toHaveLength(1);
  expect(emulator.orgSecrets("acme-9")).toEqual([]);
});

test("one that leaves answers nobody, and comes back at its address with all that it has", async () => {
  const body = { ...(await sealedFor(send, "/orgs/acme", "x")), visibility: "all" };
  await send("PUT", "/orgs/acme/codespaces/secrets/A", { body });
  const { url } = emulator;
  emulator.leave();
  await expect(send("GET", "/user")).rejects.toThrow();
  await expect(send("GET", "/user")).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  await emulator.comeBack();
  expect(emulator.url).toBe(url);
  expect((await send("GET", "/orgs/acme/codespaces/secrets/A")).status).toBe(200);
});

test("a violation of the description is a 500 that says so, and is kept", async () => {
  const broken = { ...seedWith(), users: [{ login: "octocat", id: 0.5 }] };
  const other = await startEmulator({ seed: broken });
  const answer = await clientOf(other)("GET", "/user");
  expect([answer.status, other.violations.length]).toEqual([500, 1]);
  expect(messageOf(answer)).toContain("violates GitHub's description");
  await other.close();
});
