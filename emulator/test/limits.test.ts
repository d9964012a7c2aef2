import { manualClock, tokens } from "github-codespaces-emulator";
import { messageOf, useEmulator } from "../../test/support/emulator-client";

const { emulator, send } = useEmulator({ clock: manualClock("2026-01-01T00:00:00Z") });

const org = "/orgs/acme/codespaces/secrets";
const user = "/user/codespaces/secrets";

test("limits are counted on every answer, with a resource of its own for GraphQL", async () => {
  await send("GET", org);
  const { headers } = await send("GET", org);
  expect(Object.fromEntries(headers)).toMatchObject({
    "x-ratelimit-limit": "5000",
    "x-ratelimit-used": "2",
    "x-ratelimit-remaining": "4998",
    "x-ratelimit-resource": "core",
    "x-github-request-id": expect.any(String) as unknown,
  });
  const body = { query: "{ viewer { login } }" };
  const graphql = await send("POST", "/graphql", { body });
  expect(graphql.headers.get("x-ratelimit-resource")).toBe("graphql");
  expect(graphql.headers.get("x-ratelimit-used")).toBe("1");
});

test("limits of points a minute slide: a read is one, a write five", async () => {
  emulator.configure({ limits: { pointsPerMinute: 7 } });
  await send("GET", org);
  emulator.advance(10_000);
  await send("DELETE", `${org}/A`);
  expect((await send("GET", org)).status).toBe(200);
  const refused = await send("GET", org);
  expect(refused.status).toBe(403);
  expect(messageOf(refused)).toContain("You have exceeded a secondary rate limit");
  expect(refused.headers.get("retry-after")).toBe("50");
  emulator.advance(50_000);
  expect((await send("GET", org)).status).toBe(200);
  expect((await send("DELETE", `${org}/A`)).status).toBe(403);
});

test("limits can answer 429, without retry-after, in a quicker time", async () => {
  const limits = {
    pointsPerMinute: 1,
    status: 429,
    omitRetryAfter: true,
    timeScale: 60,
  } as const;
  emulator.configure({ limits });
  await send("GET", org);
  const refused = await send("GET", org);
  expect([refused.status, refused.headers.has("retry-after")]).toEqual([429, false]);
  emulator.advance(1000);
  expect((await send("GET", org)).status).toBe(200);
});

test("limits of an hour say when it starts again", async () => {
  emulator.configure({ limits: { perHour: 1 } });
  await send("GET", org);
  const { status, headers } = await send("GET", org);
  const reset = Math.ceil((emulator.now().getTime() + 3_600_000) / 1000);
  expect([status, headers.get("x-ratelimit-remaining"), headers.get("x-ratelimit-reset")]).toEqual([
    403,
    "0",
    String(reset),
  ]);
  expect((await send("GET", user, { token: tokens.hubot })).status).toBe(200);
  emulator.advance(3_600_000);
  expect((await send("GET", org)).status).toBe(200);
});

test("limits of content a minute count writes only", async () => {
  emulator.configure({ limits: { contentPerMinute: 1 } });
  await send("DELETE", `${org}/A`);
  expect((await send("GET", org)).status).toBe(200);
  const { status, headers } = await send("DELETE", `${org}/A`);
  expect([status, headers.get("retry-after")]).toEqual([403, "60"]);
});

test("limits of requests at once refuse one too many; the log knows how many there were", async () => {
  emulator.configure({ limits: { concurrent: 2 }, latencyMs: 50 });
  const answers = await Promise.all([1, 2, 3].map(() => send("GET", org)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 403]);
  expect(emulator.requests.map(({ concurrent }) => concurrent)).toEqual([1, 2, 3]);
});

test("limits of GraphQL come within a 200, or as REST's do", async () => {
  const body = { query: "{ viewer { login } }" };
  const ask = () => send("POST", "/graphql", { body });
  emulator.configure({ limits: { graphqlPointsPerMinute: 1 } });
  await ask();
  const refused = await ask();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([200, "60"]);
  expect(refused.body).toEqual({
    errors: [
      { type: "RATE_LIMITED", message: expect.stringContaining("secondary rate") as unknown },
    ],
  });
  emulator.configure({ limits: { graphqlPointsPerMinute: 1, graphqlStatus: 403 } });
  const refusedAgain = await ask();
  expect([refusedAgain.status, messageOf(refusedAgain)]).toEqual([
    403,
    expect.stringContaining("secondary rate limit"),
  ]);
});
