import { readFileSync } from "node:fs";

import { sealedFor, useEmulator } from "../../test/support/emulator-client";

interface Operation {
  id: string;
  method: string;
  path: string;
  tags: string[];
  responses: Record<string, unknown>;
}

const { emulator, send } = useEmulator();

const descriptionFile = require.resolve("github-codespaces-emulator/dist/description.json");
const { operations } = JSON.parse(readFileSync(descriptionFile, "utf8")) as {
  operations: Operation[];
};
const ofTag = operations.filter(({ tags }) => tags.includes("codespaces"));

test("the excerpt holds all 48 codespaces operations of GitHub's description", () => {
  expect(ofTag).toHaveLength(48);
});

test("each of the 26 operations of secrets and access is answered as the description says", async () => {
  const org = "/orgs/acme/codespaces/secrets";
  const user = "/user/codespaces/secrets";
  const repo = "/repos/acme/api/codespaces/secrets";
  const access = "/orgs/acme/codespaces/access";
  const ofOrg = await sealedFor(send, "/orgs/acme", "s3cret");
  const ofUser = await sealedFor(send, "/user", "s3cret");
  const ofRepo = await sealedFor(send, "/repos/acme/api", "s3cret");
  const steps: [string, string, number, unknown?][] = [
    ["PUT", `${org}/A`, 201, { ...ofOrg, visibility: "selected", selected_repository_ids: [1001] }],
    ["PUT", `${org}/A`, 204, { visibility: "selected" }],
    ["GET", org, 200],
    ["GET", `${org}/A`, 200],
    ["PUT", `${org}/A/repositories`, 204, { selected_repository_ids: [1001, 1002] }],
    ["PUT", `${org}/A/repositories/1003`, 204],
    ["DELETE", `${org}/A/repositories/1001`, 204],
    ["GET", `${org}/A/repositories`, 200],
    ["DELETE", `${org}/A`, 204],
    ["PUT", `${repo}/A`, 201, ofRepo],
    ["PUT", `${repo}/A`, 204, ofRepo],
    ["GET", repo, 200],
    ["GET", `${repo}/A`, 200],
    ["DELETE", `${repo}/A`, 204],
    ["PUT", `${user}/A`, 201, { ...ofUser, selected_repository_ids: ["501", 1001] }],
    ["PUT", `${user}/A`, 204, ofUser],
    ["GET", user, 200],
    ["GET", `${user}/A`, 200],
    ["PUT", `${user}/A/repositories`, 204, { selected_repository_ids: [501] }],
    ["PUT", `${user}/A/repositories/502`, 204],
    ["DELETE", `${user}/A/repositories/501`, 204],
    ["GET", `${user}/A/repositories`, 200],
    ["DELETE", `${user}/A`, 204],
    ["PUT", access, 204, { visibility: "selected_members", selected_usernames: ["hubot"] }],
    ["POST", `${access}/selected_users`, 204, { selected_usernames: ["monalisa"] }],
    ["DELETE", `${access}/selected_users`, 204, { selected_usernames: ["hubot"] }],
  ];
  for (const [method, path, status, body] of steps) {
    const answer = await send(method, path, { body });
    expect([method, path, answer.status]).toEqual([method, path, status]);
  }
  const exercised = new Set(emulator.requests.map(({ operationId }) => operationId));
  const wanted = ofTag.filter(({ path }) => /\/(secrets|access)/.test(path)).map(({ id }) => id);
  expect(wanted).toHaveLength(26);
  expect([...exercised].sort()).toEqual(wanted.sort());
  expect(emulator.violations).toEqual([]);
});

test("every status in the list of unlisted ones is really not in the description", () => {
  const { unlistedStatuses } = jest.requireActual<{
    unlistedStatuses: Record<string, number[]>;
  }>("../../emulator/src/description/unlisted-statuses");
  for (const [id, statuses] of Object.entries(unlistedStatuses)) {
    const operation = operations.find((each) => each.id === id);
    expect({ id, isKnown: operation !== undefined }).toEqual({ id, isKnown: true });
    const listed = Object.keys(operation?.responses ?? {}).map(Number);
    expect({ id, stale: statuses.filter((status) => listed.includes(status)) }).toEqual({
      id,
      stale: [],
    });
  }
});

test("each of the 22 operations of codespaces is answered as the description says", async () => {
  emulator.reset();
  emulator.configure({ codespaceStepMs: 0 });
  emulator.drift.access("acme", { visibility: "all_members" });
  const create = async (path: string, body: unknown) =>
    ((await send("POST", path, { body })).body as { name: string }).name;
  const own = await create("/repos/octocat/hello-world/codespaces", {});
  const billed = await create("/user/codespaces", { repository_id: 1001 });
  const blank = await create("/user/codespaces", { repository_id: 506 });
  await send("POST", "/repos/acme/api/pulls/7/codespaces");
  const repo = "/repos/acme/api/codespaces";
  const path = encodeURIComponent(".devcontainer/devcontainer.json");
  const ofMember = `/orgs/acme/members/octocat/codespaces`;
  const steps: [string, string, number, unknown?][] = [
    ["GET", "/user/codespaces?repository_id=1001", 200],
    ["GET", repo, 200],
    ["GET", `${repo}/devcontainers`, 200],
    ["GET", `${repo}/machines?ref=develop`, 200],
    ["GET", `${repo}/new?ref=main&client_ip=1.2.3.4`, 200],
    ["GET", `${repo}/permissions_check?ref=main&devcontainer_path=${path}`, 200],
    ["GET", `/user/codespaces/${own}`, 200],
    ["PATCH", `/user/codespaces/${own}`, 200, { display_name: "mine" }],
    ["GET", `/user/codespaces/${own}/machines`, 200],
    ["POST", `/user/codespaces/${own}/exports`, 202],
    ["GET", `/user/codespaces/${own}/exports/latest`, 200],
    ["POST", `/user/codespaces/${own}/stop`, 200],
    ["POST", `/user/codespaces/${own}/start`, 200],
    ["POST", `/user/codespaces/${blank}/publish`, 201, { name: "fresh" }],
    ["DELETE", `/user/codespaces/${own}`, 202],
    ["GET", "/orgs/acme/codespaces", 200],
    ["GET", ofMember, 200],
    ["POST", `${ofMember}/${billed}/stop`, 200],
    ["DELETE", `${ofMember}/${billed}`, 202],
  ];
  for (const [method, at, status, body] of steps) {
    const answer = await send(method, at, { body });
    expect([method, at, answer.status, answer.body]).toEqual([
      method,
      at,
      status,
      expect.anything(),
    ]);
  }
  const exercised = new Set(emulator.requests.map(({ operationId }) => operationId));
  const wanted = ofTag.filter(({ path: at }) => !/\/(secrets|access)/.test(at)).map(({ id }) => id);
  expect(wanted).toHaveLength(22);
  expect([...exercised].sort()).toEqual(wanted.sort());
  expect(emulator.violations).toEqual([]);
});

test.each([
  ["/user", { login: "octocat", id: 1 }],
  ["/users/HUBOT", { login: "hubot", id: 2 }],
  ["/orgs/acme", { login: "acme", id: 9001, plan: { name: "team" } }],
  ["/orgs/acme/memberships/octocat", { role: "admin", state: "active" }],
  ["/repos/acme/api", { id: 1001, full_name: "acme/api", private: true }],
  ["/repositories/1001", { id: 1001, full_name: "acme/api" }],
])("GET %s answers as the description says", async (path, expected) => {
  const answer = await send("GET", path);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject(expected);
});

test("members, outside collaborators and repositories are listed by id", async () => {
  const logins = async (path: string) =>
    ((await send("GET", path)).body as { login: string }[]).map(({ login }) => login);
  expect((await logins("/orgs/acme/members")).slice(0, 3)).toEqual([
    "octocat",
    "hubot",
    "monalisa",
  ]);
  expect(await logins("/orgs/acme/members?role=admin")).toEqual(["octocat"]);
  expect(await logins("/orgs/acme/outside_collaborators")).toEqual(["contractor-001"]);
  const { body } = await send("GET", "/orgs/acme/repos?type=public");
  expect((body as { full_name: string }[]).map((each) => each.full_name)).toEqual(["acme/docs"]);
});

test("membership is 204 or 404", async () => {
  expect((await send("GET", "/orgs/acme/members/hubot")).status).toBe(204);
  expect((await send("GET", "/orgs/acme/members/stranger")).status).toBe(404);
  expect((await send("GET", "/orgs/acme/memberships/stranger")).status).toBe(404);
});

test("what a token can't see is 404", async () => {
  for (const path of ["/repos/stranger/private", "/repositories/505", "/orgs/nope", "/nope"]) {
    const answer = await send("GET", path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.body).toMatchObject({ message: "Not Found", status: "404" });
  }
});

test("asking for the rate limit costs nothing", async () => {
  const used = async () =>
    ((await send("GET", "/rate_limit")).body as { rate: { used: number } }).rate.used;
  expect(await used()).toBe(await used());
});

test("a renamed repository redirects reads with 301, writes with 307, to its id", async () => {
  emulator.drift.renameRepository("acme/repo-005", "acme/moved");
  const read = await send("GET", "/repos/acme/repo-005");
  expect(read.status).toBe(301);
  expect(read.headers.get("location")).toBe(`${emulator.url}/repositories/1005`);
  const write = await send("DELETE", "/repos/acme/repo-005/codespaces/secrets/A");
  expect(write.status).toBe(307);
  expect(write.headers.get("location")).toMatch(/\/repositories\/1005\/codespaces\/secrets\/A$/);
  const followed = await send("GET", "/repositories/1005");
  expect(followed.body).toMatchObject({ full_name: "acme/moved" });
  expect(emulator.violations).toEqual([]);
});
