import { createSign } from "node:crypto";
import { manualClock, tokens } from "github-codespaces-emulator";
import { clientOf, messageOf, sealedFor, useEmulator } from "../../test/support/emulator-client";

const { emulator, send } = useEmulator({ clock: manualClock("2026-01-01T00:00:00Z") });

const org = "/orgs/acme/codespaces/secrets";
const user = "/user/codespaces/secrets";
const repo = "/repos/acme/api/codespaces/secrets";
const access = "/orgs/acme/codespaces/access";

test.each([
  [tokens.full, "GET", org, 200],
  [tokens.classic, "GET", org, 200],
  [tokens.userToServer, "GET", org, 200],
  [tokens.installation, "GET", org, 200],
  [tokens.readOnly, "GET", org, 200],
  [tokens.readOnly, "DELETE", `${org}/A`, 403],
  [tokens.withoutOrgSecrets, "GET", org, 403],
  [tokens.classicWithoutScopes, "GET", org, 403],
  [tokens.hubot, "GET", org, 403],
  [tokens.full, "GET", repo, 200],
  [tokens.classic, "GET", repo, 200],
  [tokens.installation, "GET", repo, 200],
  [tokens.hubot, "GET", repo, 200],
  [tokens.readOnly, "GET", repo, 403],
  [tokens.full, "GET", user, 200],
  [tokens.classic, "GET", user, 200],
  [tokens.hubot, "GET", user, 200],
  [tokens.userToServer, "GET", user, 200],
  [tokens.installation, "GET", user, 403],
  [tokens.classicWithoutScopes, "GET", user, 403],
  [tokens.readOnly, "PUT", access, 403],
  [tokens.hubot, "GET", "/repos/octocat/dotfiles/codespaces/secrets", 404],
  [tokens.hubot, "GET", "/repos/octocat/hello-world/codespaces/secrets", 403],
  [tokens.full, "GET", "/orgs/free-org/codespaces/secrets", 404],
  [tokens.installation, "GET", "/orgs/free-org/codespaces/secrets", 404],
  [tokens.installation, "GET", "/user", 403],
])("%s: %s %s is %d", async (token, method, path, status) => {
  expect((await send(method, path, { token })).status).toBe(status);
});

test("a 403 names the permission that a fine-grained token needs", async () => {
  const answer = await send("DELETE", `${org}/A`, { token: tokens.readOnly });
  expect(messageOf(answer)).toBe("Resource not accessible by personal access token");
  expect(answer.headers.get("x-accepted-github-permissions")).toBe(
    "organization_codespaces_secrets=write",
  );
});

test("a 403 names the scopes that a classic token has and needs", async () => {
  const { headers } = await send("GET", org, { token: tokens.classicWithoutScopes });
  expect(headers.get("x-oauth-scopes")).toBe("");
  expect(headers.get("x-accepted-oauth-scopes")).toBe("admin:org");
  const accepted = await send("GET", org, { token: tokens.classic });
  expect(accepted.headers.get("x-oauth-scopes")).toBe("admin:org, codespace, repo");
});

test("the owner's right is needed for an organization's secrets, and said", async () => {
  const answer = await send("GET", org, { token: tokens.hubot });
  expect(messageOf(answer)).toContain("organization owner");
});

test("each user has secrets of its own", async () => {
  const hubot = clientOf(emulator, tokens.hubot);
  await send("PUT", `${user}/A`, { body: await sealedFor(send, "/user", "octocat's") });
  await hubot("PUT", `${user}/A`, { body: await sealedFor(hubot, "/user", "hubot's") });
  expect(emulator.userSecret("octocat", "A")?.openedValue).toBe("octocat's");
  expect(emulator.userSecret("hubot", "A")?.openedValue).toBe("hubot's");
});

describe("a GitHub App", () => {
  const now = () => Math.floor(emulator.now().getTime() / 1000);

  const jwt = (claims: Record<string, unknown> = {}) => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const all = { iat: now() - 30, exp: now() + 540, iss: "3001", ...claims };
    const text = `${part({ alg: "RS256", typ: "JWT" })}.${part(all)}`;
    const signature = createSign("RSA-SHA256").update(text).sign(emulator.appPrivateKey(3001));
    return `${text}.${signature.toString("base64url")}`;
  };

  const newToken = async (body?: unknown) => {
    const path = "/app/installations/4001/access_tokens";
    const answer = await send("POST", path, { token: jwt(), body });
    return { ...answer, body: answer.body as { token: string; expires_at: string } };
  };

  test("finds its installations", async () => {
    const token = jwt();
    const list = await send("GET", "/app/installations", { token });
    expect(list.body).toMatchObject([{ id: 4001, app_id: 3001, account: { login: "acme" } }]);
    const one = await send("GET", "/orgs/acme/installation", { token });
    expect(one.body).toMatchObject({ id: 4001 });
    expect((await send("GET", "/orgs/free-org/installation", { token })).status).toBe(404);
  });

  test("is known by its client id too", async () => {
    const token = jwt({ iss: "Iv23emulatorAcme" });
    expect((await send("GET", "/app/installations", { token })).status).toBe(200);
  });

  test("gets a token that works for an hour", async () => {
    const { status, body } = await newToken();
    expect([status, body.expires_at]).toEqual([201, "2026-01-01T01:00:00.000Z"]);
    expect((await send("GET", org, { token: body.token })).status).toBe(200);
    emulator.advance(3_600_000);
    expect((await send("GET", org, { token: body.token })).status).toBe(401);
  });

  test("gets a token of fewer permissions, not of more", async () => {
    const permissions = { organization_codespaces_secrets: "read" };
    const { body } = await newToken({ permissions });
    expect((await send("GET", org, { token: body.token })).status).toBe(200);
    expect((await send("DELETE", `${org}/A`, { token: body.token })).status).toBe(403);
    expect((await newToken({ permissions: { members: "write" } })).status).toBe(422);
  });

  test.each([
    ["a clock that is ahead", () => jwt({ iat: now() + 1 }), /'Issued at' claim \('iat'\)/],
    ["an old JWT", () => jwt({ exp: now() - 1 }), /'Expiration time' claim \('exp'\)/],
    ["a JWT of an hour", () => jwt({ exp: now() + 601 }), /too far in the future/],
    ["a wrong signature", () => `${jwt().slice(0, -8)}AAAAAAAA`, /could not be decoded/],
    ["no JWT", () => "a.b.c", /could not be decoded/],
    ["a token", () => tokens.full, /could not be decoded/],
  ])("is refused with %s", async (_what, token, message) => {
    const answer = await send("GET", "/app/installations", { token: token() });
    expect([answer.status, messageOf(answer)]).toEqual([401, expect.stringMatching(message)]);
  });

  test("that GitHub doesn't have is not found", async () => {
    const answer = await send("GET", "/app/installations", { token: jwt({ iss: "1" }) });
    expect([answer.status, messageOf(answer)]).toEqual([404, "Integration not found"]);
  });

  test("gets no token for an installation that is suspended", async () => {
    emulator.drift.suspendInstallation(4001);
    const { body } = await send("GET", "/orgs/acme/installation", { token: jwt() });
    expect(body).toMatchObject({ suspended_at: emulator.now().toISOString() });
    const answer = await newToken();
    expect([answer.status, messageOf(answer)]).toEqual([
      403,
      "This installation has been suspended",
    ]);
  });

  test("can't use its JWT for anything else", async () => {
    expect((await send("GET", org, { token: jwt() })).status).toBe(401);
  });
});
