import {
  allSwitchesFlipped,
  defaultSwitches,
  manualClock,
  type Switches,
  tokens,
} from "github-codespaces-emulator";
import { messageOf, sealedFor, useEmulator } from "../../test/support/emulator-client";

const { emulator, send } = useEmulator({ clock: manualClock() });

beforeEach(async () => {
  const org = await sealedFor(send, "/orgs/acme", "x");
  const body = { ...org, visibility: "selected", selected_repository_ids: [1001] };
  await send("PUT", orgSecret, { body });
  const user = await sealedFor(send, "/user", "x");
  await send("PUT", userSecret, { body: { ...user, selected_repository_ids: [501] } });
});

const orgSecret = "/orgs/acme/codespaces/secrets/A";
const userSecret = "/user/codespaces/secrets/A";
const access = "/orgs/acme/codespaces/access";

const set = (switches: Partial<Switches>) => {
  emulator.configure({ switches });
};
const statusOf = async (method: string, path: string, body?: unknown) =>
  (await send(method, path, { body })).status;
const orgList = () => emulator.orgSecret("acme", "A")?.selectedRepositories;
const userList = () => emulator.userSecret("octocat", "A")?.selectedRepositories;

test("every switch has another reading, and reset puts the first back", async () => {
  const same = Object.entries(defaultSwitches).filter(
    ([name, value]) => allSwitchesFlipped[name as keyof Switches] === value,
  );
  expect(same).toEqual([]);
  set(allSwitchesFlipped);
  emulator.reset();
  expect((await send("GET", orgSecret, { token: tokens.withoutOrgSecrets })).status).toBe(403);
});

test.each([
  ["keep", ["acme/api"], ["octocat/dotfiles"]],
  ["clear", [], []],
] as const)("putWithoutList: %s", async (putWithoutList, ofOrg, ofUser) => {
  set({ putWithoutList });
  await send("PUT", orgSecret, { body: { visibility: "selected" } });
  await send("PUT", userSecret, { body: await sealedFor(send, "/user", "y") });
  expect(orgList()).toEqual(ofOrg);
  expect(userList()).toEqual(ofUser);
});

test.each([
  ["ignore", 204, 204],
  ["refuse", 422, 422],
] as const)("listWithOtherVisibility: %s", async (listWithOtherVisibility, ofSecret, ofAccess) => {
  set({ listWithOtherVisibility });
  const body = { visibility: "all", selected_repository_ids: [1001] };
  expect(await statusOf("PUT", orgSecret, body)).toBe(ofSecret);
  const names = { visibility: "all_members", selected_usernames: ["hubot"] };
  expect(await statusOf("PUT", access, names)).toBe(ofAccess);
});

test.each([
  ["422", 422],
  ["404", 404],
  ["ignore", 204],
] as const)("unknownRepositoryId: %s", async (unknownRepositoryId, status) => {
  set({ unknownRepositoryId });
  const list = { selected_repository_ids: [1002, 999_999] };
  expect(await statusOf("PUT", orgSecret, { visibility: "selected", ...list })).toBe(status);
  expect(await statusOf("PUT", `${orgSecret}/repositories`, list)).toBe(status);
  expect(await statusOf("PUT", `${orgSecret}/repositories/999999`)).toBe(status);
  expect(await statusOf("DELETE", `${orgSecret}/repositories/999999`)).toBe(status);
  expect(await statusOf("PUT", `${userSecret}/repositories/999999`)).toBe(status);
  expect(orgList()).toEqual(status === 204 ? ["acme/web"] : ["acme/api"]);
});

test.each([true, false])("updatedAtMovesWithList: %s", async (updatedAtMovesWithList) => {
  set({ updatedAtMovesWithList });
  const before = emulator.orgSecret("acme", "A")?.updatedAt;
  emulator.advance(60_000);
  const after = emulator.now().toISOString().replace(".000Z", "Z");
  const updatedAt = updatedAtMovesWithList ? after : before;
  await send("PUT", `${orgSecret}/repositories`, { body: { selected_repository_ids: [1002] } });
  await send("PUT", `${userSecret}/repositories/502`);
  expect(emulator.orgSecret("acme", "A")?.updatedAt).toBe(updatedAt);
  expect(emulator.userSecret("octocat", "A")?.updatedAt).toBe(updatedAt);
});

test.each(["304", "204"] as const)("unchangedAccess: %s", async (unchangedAccess) => {
  set({ unchangedAccess });
  const body = { visibility: "selected_members", selected_usernames: ["hubot"] };
  const names = { selected_usernames: ["hubot"] };
  expect(await statusOf("PUT", access, body)).toBe(204);
  expect(await statusOf("PUT", access, body)).toBe(Number(unchangedAccess));
  expect(await statusOf("POST", `${access}/selected_users`, names)).toBe(Number(unchangedAccess));
});

test.each([
  [true, 1, true],
  [false, 2, false],
])("userListPaging: %s", async (userListPaging, length, hasLink) => {
  set({ userListPaging });
  await send("PUT", `${userSecret}/repositories/502`);
  const { body, headers } = await send("GET", `${userSecret}/repositories?per_page=1`);
  expect((body as { repositories: unknown[] }).repositories).toHaveLength(length);
  expect(headers.has("link")).toBe(hasLink);
});

test.each(["403", "404"] as const)("missingPermission: %s", async (missingPermission) => {
  set({ missingPermission });
  const answer = await send("GET", orgSecret, { token: tokens.withoutOrgSecrets });
  expect(answer.status).toBe(Number(missingPermission));
});

test.each([
  [true, "stranger is neither"],
  [false, "Users are neither"],
])("accessNamesBadUser: %s", async (accessNamesBadUser, message) => {
  set({ accessNamesBadUser });
  const body = { visibility: "selected_members", selected_usernames: ["stranger"] };
  expect(messageOf(await send("PUT", access, { body }))).toContain(message);
});

test.each([
  ["empty", 200],
  ["404", 404],
] as const)("repositoriesOfUnselected: %s", async (repositoriesOfUnselected, status) => {
  set({ repositoriesOfUnselected });
  await send("PUT", orgSecret, { body: { visibility: "private" } });
  expect(await statusOf("GET", `${orgSecret}/repositories`)).toBe(status);
});

test.each(["204", "404"] as const)(
  "removingAbsentRepository: %s",
  async (removingAbsentRepository) => {
    set({ removingAbsentRepository });
    const status = Number(removingAbsentRepository);
    expect(await statusOf("DELETE", `${orgSecret}/repositories/1002`)).toBe(status);
    expect(await statusOf("DELETE", `${userSecret}/repositories/502`)).toBe(status);
  },
);
