import { tokens } from "github-codespaces-emulator";
import { boxOf, messageOf, sealedFor, useEmulator } from "../../test/support/emulator-client";

const { emulator, send } = useEmulator();

const org = "/orgs/acme/codespaces/secrets";
const user = "/user/codespaces/secrets";
const repo = "/repos/acme/api/codespaces/secrets";

const put = async (path: string, body: unknown) => send("PUT", path, { body });
const sealed = (value: string | Uint8Array) => sealedFor(send, "/orgs/acme", value);

describe("sealed values", () => {
  test("are opened, byte for byte", async () => {
    const value = " ünï\n\0code ";
    await put(`${org}/TOKEN`, { ...(await sealed(value)), visibility: "all" });
    expect(emulator.orgSecret("acme", "token")?.openedValue).toBe(value);
  });

  test("sealed with a wrong key are refused", async () => {
    const { key_id } = await sealed("x");
    const other = (await send("GET", `${user}/public-key`)).body as { key: string };
    const encrypted_value = boxOf("x", other.key);
    const answer = await put(`${org}/A`, { encrypted_value, key_id, visibility: "all" });
    expect([answer.status, messageOf(answer)]).toEqual([
      422,
      expect.stringContaining("isn't a box sealed with this public key"),
    ]);
  });

  test.each(["not base64!", "", "AAAA"])("that are no boxes (%j) are refused", async (text) => {
    const { key_id } = await sealed("x");
    const answer = await put(`${org}/A`, { encrypted_value: text, key_id, visibility: "all" });
    expect(answer.status).toBe(422);
  });

  test.each([
    [48 * 1024, 201],
    [48 * 1024 + 1, 422],
  ])("of %d bytes are answered with %d", async (length, status) => {
    const body = { ...(await sealed(new Uint8Array(length))), visibility: "all" };
    expect((await put(`${org}/A`, body)).status).toBe(status);
  });

  test("with a wrong or no key_id are refused, at all three kinds", async () => {
    const wrong = { encrypted_value: (await sealed("x")).encrypted_value, key_id: "1" };
    const without = { encrypted_value: wrong.encrypted_value };
    expect((await put(`${org}/A`, { ...wrong, visibility: "all" })).status).toBe(422);
    expect((await put(`${org}/A`, { ...without, visibility: "all" })).status).toBe(422);
    expect((await put(`${repo}/A`, wrong)).status).toBe(422);
    expect((await put(`${repo}/A`, without)).status).toBe(422);
    expect((await put(`${user}/A`, wrong)).status).toBe(422);
    expect((await put(`${user}/A`, without)).status).toBe(422);
  });

  test("are needed to create a secret of any kind", async () => {
    const key_id = (await sealedFor(send, "/user", "x")).key_id;
    expect((await put(`${org}/A`, { visibility: "all" })).status).toBe(422);
    expect((await put(`${repo}/A`, {})).status).toBe(422);
    expect((await put(`${user}/A`, { key_id })).status).toBe(422);
  });

  test("aren't needed to change an organization's secret, nor a user's beside its key_id", async () => {
    const ofUser = await sealedFor(send, "/user", "old");
    await put(`${org}/A`, { ...(await sealed("old")), visibility: "all" });
    await put(`${user}/A`, ofUser);
    const { key_id } = ofUser;
    expect((await put(`${org}/A`, { visibility: "private" })).status).toBe(204);
    expect((await put(`${user}/A`, { key_id, selected_repository_ids: [501] })).status).toBe(204);
    expect(emulator.orgSecret("acme", "A")).toMatchObject({
      openedValue: "old",
      visibility: "private",
    });
    expect(emulator.userSecret("octocat", "A")).toMatchObject({
      openedValue: "old",
      selectedRepositories: ["octocat/dotfiles"],
    });
  });

  test("of the old key are refused once it was rotated", async () => {
    const scopes = [
      [{ org: "acme" }, "/orgs/acme", { visibility: "all" }],
      [{ user: "octocat" }, "/user", {}],
      [{ repository: "acme/api" }, "/repos/acme/api", {}],
    ] as const;
    for (const [name, scope, more] of scopes) {
      const old = await sealedFor(send, scope, "x");
      emulator.rotateKey(name);
      expect((await put(`${scope}/codespaces/secrets/A`, { ...old, ...more })).status).toBe(422);
      const fresh = await sealedFor(send, scope, "x");
      expect(fresh.key_id).not.toBe(old.key_id);
      expect((await put(`${scope}/codespaces/secrets/A`, { ...fresh, ...more })).status).toBe(201);
    }
  });

  test("never show in the log of requests", async () => {
    await put(`${org}/A`, { ...(await sealed("s3cret")), visibility: "all" });
    expect(JSON.stringify(emulator.requests)).not.toContain("s3cret");
  });
});

describe("names", () => {
  test.each(["1A", "GITHUB_A", "github_a", "A-B", "A.B", "Ä"])("%s is refused", async (name) => {
    const body = { ...(await sealed("x")), visibility: "all" };
    expect((await put(`${org}/${encodeURIComponent(name)}`, body)).status).toBe(422);
  });

  test("are one in any case, and shown in upper case", async () => {
    const body = { ...(await sealed("x")), visibility: "all" };
    expect((await put(`${org}/Npm_Token`, body)).status).toBe(201);
    expect((await put(`${org}/NPM_token`, body)).status).toBe(204);
    expect((await send("GET", `${org}/npm_token`)).body).toMatchObject({ name: "NPM_TOKEN" });
    expect((await send("DELETE", `${org}/npm_TOKEN`)).status).toBe(204);
    expect((await send("DELETE", `${org}/npm_TOKEN`)).status).toBe(404);
  });

  test("beyond maxSecrets are refused, and only new ones", async () => {
    emulator.configure({ maxSecrets: 1 });
    const body = { ...(await sealed("x")), visibility: "all" };
    expect((await put(`${org}/A`, body)).status).toBe(201);
    expect((await put(`${org}/B`, body)).status).toBe(422);
    expect((await put(`${org}/A`, body)).status).toBe(204);
  });
});

describe("repository lists", () => {
  test("of an organization's secret that isn't selected are 409 to change, not to read", async () => {
    await put(`${org}/A`, { ...(await sealed("x")), visibility: "all" });
    const list = { selected_repository_ids: [1001] };
    expect((await put(`${org}/A/repositories`, list)).status).toBe(409);
    expect((await put(`${org}/A/repositories/1001`, undefined)).status).toBe(409);
    expect((await send("DELETE", `${org}/A/repositories/1001`)).status).toBe(409);
    expect((await send("GET", `${org}/A/repositories`)).body).toEqual({
      total_count: 0,
      repositories: [],
    });
  });

  test("take no repository of another owner", async () => {
    const body = { ...(await sealed("x")), visibility: "selected", selected_repository_ids: [501] };
    const answer = await put(`${org}/A`, body);
    expect([answer.status, messageOf(answer)]).toEqual([422, "Unknown repository id: 501."]);
  });

  test("of a user's secret take own and organizations' repositories, no stranger's", async () => {
    await put(`${user}/A`, await sealedFor(send, "/user", "x"));
    const set = (ids: number[]) => put(`${user}/A/repositories`, { selected_repository_ids: ids });
    expect((await set([501, 1001])).status).toBe(204);
    expect((await set([505])).status).toBe(422);
  });

  test("may be empty, and are 404 for a secret that isn't there", async () => {
    await put(`${org}/A`, { ...(await sealed("x")), visibility: "selected" });
    const none = { selected_repository_ids: [] };
    expect((await put(`${org}/A/repositories`, none)).status).toBe(204);
    expect((await put(`${org}/B/repositories`, none)).status).toBe(404);
    expect((await put(`${user}/B/repositories`, none)).status).toBe(404);
    expect((await send("GET", `${user}/B/repositories`)).status).toBe(404);
  });

  test("are gone once the secret is for all", async () => {
    const body = {
      ...(await sealed("x")),
      visibility: "selected",
      selected_repository_ids: [1001],
    };
    await put(`${org}/A`, body);
    await put(`${org}/A`, { visibility: "all" });
    await put(`${org}/A`, { visibility: "selected" });
    expect(emulator.orgSecret("acme", "A")?.selectedRepositories).toEqual([]);
  });
});

describe("access", () => {
  const access = "/orgs/acme/codespaces/access";
  const users = `${access}/selected_users`;
  const selected = (...selected_usernames: string[]) => ({
    visibility: "selected_members",
    selected_usernames,
  });

  test("is written and kept, logins in any case", async () => {
    await put(access, selected("Hubot", "monalisa", "contractor-001"));
    expect(emulator.access("acme")).toEqual({
      visibility: "selected_members",
      usernames: ["contractor-001", "hubot", "monalisa"],
    });
  });

  test("needs its names with selected_members", async () => {
    expect((await put(access, { visibility: "selected_members" })).status).toBe(422);
  });

  test("refuses a stranger with 400 and names the first", async () => {
    const answer = await put(access, selected("hubot", "stranger", "nobody"));
    expect([answer.status, messageOf(answer)]).toEqual([
      400,
      "stranger is neither members nor collaborators of this organization.",
    ]);
    expect(emulator.access("acme").visibility).toBe("disabled");
  });

  test("refuses more than 100 names", async () => {
    const names = Array.from({ length: 101 }, () => "hubot");
    expect((await put(access, selected(...names))).status).toBe(422);
    expect((await put(access, selected(...names.slice(1)))).status).toBe(204);
  });

  test("adds and removes people only with selected_members", async () => {
    const body = { selected_usernames: ["hubot"] };
    expect((await send("POST", users, { body })).status).toBe(422);
    expect((await send("DELETE", users, { body })).status).toBe(422);
    await put(access, selected("monalisa"));
    expect((await send("POST", users, { body })).status).toBe(204);
    expect((await send("POST", users, { body })).status).toBe(304);
    expect((await send("DELETE", users, { body })).status).toBe(204);
    expect((await send("DELETE", users, { body })).status).toBe(304);
    expect(emulator.access("acme").usernames).toEqual(["monalisa"]);
  });

  test("is marked as deprecated in the headers, as octokit reads them", async () => {
    const { headers } = await put(access, { visibility: "disabled" });
    expect(headers.get("deprecation")).toBeTruthy();
    expect(headers.get("link")).toContain('rel="deprecation"');
  });
});

describe("requests", () => {
  test.each([
    ["a property that isn't described", { visibility: "all", visiblity: "all" }, 422],
    ["a missing property", {}, 422],
    ["a value outside the choice", { visibility: "everyone" }, 422],
    ["a wrong type", { visibility: "selected", selected_repository_ids: ["1001"] }, 422],
    ["no body", undefined, 422],
    ["no JSON", "{", 400],
    ["no object", "[]", 400],
  ])("with %s are refused", async (_what, body, status) => {
    expect((await put(`${org}/A`, body)).status).toBe(status);
  });

  test("with a body or a query that nobody reads are refused", async () => {
    expect((await send("DELETE", `${org}/A`, { body: { x: 1 } })).status).toBe(422);
    expect((await send("GET", `${org}?visibility=all`)).status).toBe(422);
    expect((await send("GET", `${org}?per_page=many`)).status).toBe(422);
    expect((await put(`${org}/A/repositories/api`, undefined)).status).toBe(404);
  });

  test("without User-Agent are 403, of an unknown version 400, with a strange path 404 or 400", async () => {
    // fetch puts a User-Agent in by itself, but not an empty one.
    expect((await send("GET", org, { headers: { "user-agent": "" } })).status).toBe(403);
    const version = (value: string) =>
      send("GET", org, { headers: { "x-github-api-version": value } });
    expect((await version("2026-03-10")).status).toBe(200);
    expect((await version("2022-11-28")).status).toBe(200);
    expect((await version("2025-01-01")).status).toBe(400);
    expect((await send("PATCH", org)).status).toBe(404);
    expect((await send("GET", `${org}/%E0%A4%A`)).status).toBe(400);
  });

  test("without a good token are 401", async () => {
    const bad = await send("GET", org, { token: "ghp_nope" });
    expect([bad.status, messageOf(bad)]).toEqual([401, "Bad credentials"]);
    const none = await send("GET", org, { headers: { authorization: "" } });
    expect([none.status, messageOf(none)]).toEqual([401, "Requires authentication"]);
    const old = await send("GET", org, { headers: { authorization: `token ${tokens.full}` } });
    expect(old.status).toBe(200);
    emulator.drift.revokeToken(tokens.full);
    expect((await send("GET", org)).status).toBe(401);
  });
});
