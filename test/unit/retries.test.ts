import type { Outcome } from "../../provider/src/github/answer";
import { retryWait } from "../../provider/src/github/retries";

const lost: Outcome = { kind: "lost", reason: "socket hang up" };
const refused = (status: number): Outcome => ({ kind: "refused", status, headers: {}, data: {} });
const first = { outcome: lost, attempt: 1, retries: 3, repeatable: true, fresh: false, random: 0 };

test("a broken connection is tried again after 1, 2 and 4 s, and then no more", () => {
  const waits = [1, 2, 3, 4].map((attempt) => retryWait({ ...first, attempt }));
  expect(waits).toEqual([1_000, 2_000, 4_000, undefined]);
});

test("with many retries the waits end at a minute each", () => {
  const waits = [6, 7, 50, 99].map((attempt) => retryWait({ ...first, attempt, retries: 100 }));
  expect(waits).toEqual([32_000, 60_000, 60_000, 60_000]);
});

test("chance adds up to a quarter", () => {
  expect(retryWait({ ...first, random: 0.5 })).toBe(1_125);
});

test.each([500, 502, 503, 504])("%i is tried again", (status) => {
  expect(retryWait({ ...first, outcome: refused(status) })).toBe(1_000);
});

test.each([400, 401, 403, 404, 409, 422, 429])("%i is not tried again", (status) => {
  expect(retryWait({ ...first, outcome: refused(status) })).toBeUndefined();
});

test("a query that GitHub had trouble with is tried again, and one that a limit refused is not", () => {
  const within = (why: "limit" | "trouble"): Outcome => ({
    kind: "refused",
    status: 200,
    headers: {},
    data: {},
    within: why,
  });
  expect(retryWait({ ...first, outcome: within("trouble") })).toBe(1_000);
  expect(retryWait({ ...first, outcome: within("limit") })).toBeUndefined();
});

test("what must not happen twice is not tried again", () => {
  expect(retryWait({ ...first, repeatable: false })).toBeUndefined();
});

test("with no retries nothing is tried again", () => {
  expect(retryWait({ ...first, retries: 0 })).toBeUndefined();
});

describe("a 401 to a token that was made moments ago", () => {
  const fresh = { ...first, outcome: refused(401), fresh: true };

  test("had no effect, and is tried again after 1, 2 and 3 s, also what must not happen twice", () => {
    const waits = [1, 2, 3, 4].map((attempt) =>
      retryWait({ ...fresh, attempt, repeatable: false, retries: 0 }),
    );
    expect(waits).toEqual([1_000, 2_000, 3_000, undefined]);
  });

  test("is not what any other refusal is", () => {
    expect(retryWait({ ...fresh, outcome: refused(403) })).toBeUndefined();
  });
});
