import {
  hourLeft,
  isPrimaryLimit,
  isRateLimited,
  pauseAfter,
  pointsOf,
} from "../../provider/src/github/limits/rate-limits";

const now = Date.parse("2026-12-01T10:00:00Z");
const refused = (headers: Record<string, string>, message = "", status = 403) => ({
  status,
  headers,
  message,
});
const inSeconds = (seconds: number) => String(now / 1000 + seconds);

test.each([
  ["GET", 1],
  ["HEAD", 1],
  ["GET /user", 1],
  ["POST /graphql", 1],
  ["POST /user/codespaces", 5],
  ["PUT", 5],
  ["POST", 5],
  ["DELETE", 5],
])("%s costs %i", (method, points) => {
  expect(pointsOf(method)).toBe(points);
});

test.each([
  ["any 429", refused({}, "", 429), true],
  ["a 403 that says when to come back", refused({ "retry-after": "1" }), true],
  ["a 403 with nothing remaining", refused({ "x-ratelimit-remaining": "0" }), true],
  ["a 403 that speaks of it", refused({}, "You have exceeded a secondary rate limit."), true],
  [
    "a 403 for a missing right",
    refused({ "x-ratelimit-remaining": "4999" }, "Resource not accessible"),
    false,
  ],
  ["GraphQL's, within a 200", { ...refused({}, "", 200), within: "limit" as const }, true],
  ["GraphQL's trouble", { ...refused({}, "", 200), within: "trouble" as const }, false],
  ["a 404", refused({ "x-ratelimit-remaining": "0" }, "Not Found", 404), false],
])("a limit refused it, or not: %s", (_, answer, limited) => {
  expect(isRateLimited(answer)).toBe(limited);
});

test.each([
  ["the first answer", {}, undefined, { requests: 9, reset: 100 }],
  ["an answer that was overtaken", {}, { requests: 8, reset: 100 }, { requests: 8, reset: 100 }],
  ["less of the same hour", {}, { requests: 12, reset: 100 }, { requests: 9, reset: 100 }],
  ["a new hour", {}, { requests: 0, reset: 60 }, { requests: 9, reset: 100 }],
  ["an old hour", {}, { requests: 5, reset: 160 }, { requests: 5, reset: 160 }],
  [
    "GraphQL's own hour",
    { "x-ratelimit-resource": "graphql" },
    { requests: 20, reset: 100 },
    { requests: 20, reset: 100 },
  ],
])(
  "what is left of the hour after %s",
  (_, more, known = { requests: Infinity, reset: 0 }, left) => {
    const headers = { "x-ratelimit-remaining": "9", "x-ratelimit-reset": "100", ...more };
    expect(hourLeft(known, { status: 200, headers, message: "" })).toEqual(left);
  },
);

test("an answer that says nothing of the hour leaves it as it is", () => {
  const known = { requests: 4, reset: 100 };
  expect(hourLeft(known, { status: 200, headers: {}, message: "" })).toBe(known);
});

test("a refusal comes from the hourly limit where nothing is left of it, else from a secondary one", () => {
  expect(isPrimaryLimit(refused({ "x-ratelimit-remaining": "0" }))).toBe(true);
  expect(isPrimaryLimit(refused({ "x-ratelimit-remaining": "4000", "retry-after": "9" }))).toBe(
    false,
  );
  expect(isPrimaryLimit(refused({}))).toBe(false);
});

test.each([
  [
    "retry-after",
    { "retry-after": "7", "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(99) },
    1,
    7,
  ],
  ["retry-after of nothing", { "retry-after": "0" }, 1, 1],
  ["the reset", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(99) }, 1, 100],
  [
    "a reset that is over",
    { "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(-99) },
    1,
    1,
  ],
  [
    "a reset while some remain",
    { "x-ratelimit-remaining": "5", "x-ratelimit-reset": inSeconds(99) },
    1,
    60,
  ],
  ["nothing named", {}, 1, 60],
  ["nothing named, twice in a row", {}, 2, 120],
  ["nothing named, four times in a row", {}, 4, 480],
])("how long to wait: %s", (_, headers, refusals, seconds) => {
  expect(pauseAfter(refused(headers), refusals, now).until - now).toBe(seconds * 1000);
});

test.each([-1200, 1200])(
  "a clock that is %i s wrong does not change the wait for a reset",
  (wrong) => {
    const answer = refused({
      date: new Date(now).toUTCString(),
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": inSeconds(99),
    });
    const ours = now + wrong * 1000;

    expect(pauseAfter(answer, 1, ours).until - ours).toBe(100_000);
  },
);
