import { seedWith, tokens } from "github-codespaces-emulator";
import { useEmulator } from "../../test/support/emulator-client";

const seed = seedWith({ teams: { platform: ["monalisa", "hubot"] } });
const { send } = useEmulator({ seed });

const path = "/orgs/acme/teams/platform/members";

test("a team's members are listed by page, as GitHub lists people", async () => {
  const first = await send("GET", `${path}?per_page=1`);
  expect(first).toMatchObject({ status: 200, body: [{ login: "hubot" }] });
  expect(first.headers.get("link")).toContain('rel="next"');
  expect((await send("GET", path)).body).toMatchObject([{ login: "hubot" }, { login: "monalisa" }]);
});

test.each([
  [tokens.full, "/orgs/acme/teams/absent/members", 404],
  [tokens.full, "/orgs/absent/teams/platform/members", 404],
  [tokens.hubot, path, 200],
  [tokens.classicWithoutScopes, path, 403],
])("%s gets of %s a %d", async (token, asked, status) => {
  expect((await send("GET", asked, { token })).status).toBe(status);
});
