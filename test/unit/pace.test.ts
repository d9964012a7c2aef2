import { FULL_PACE, limitsAt, shareAt, slowedDown } from "../../provider/src/github/limits/pace";
import { WINDOW } from "../../provider/src/github/limits/spent-points";

import { defaultLimits } from "./limiter-under-test";

const now = Date.parse("2026-12-01T10:00:00Z");
const steps = { slowDownTo: 0.5, speedUpBy: 0.25 };

test("a share comes back step by step, with each window without a refusal, and is never more than all", () => {
  const pace = slowedDown(FULL_PACE, steps, { now, until: now + 10_000 });
  const shares = [0, WINDOW - 1, WINDOW, 2 * WINDOW, 9 * WINDOW].map((after) =>
    shareAt(pace, steps, now + 10_000 + after),
  );
  expect(shares).toEqual([0.5, 0.5, 0.75, 1, 1]);
});

test("a second refusal halves what is used then", () => {
  const first = slowedDown(FULL_PACE, steps, { now, until: now });
  const second = slowedDown(first, steps, { now: now + WINDOW, until: now + WINDOW });
  expect(second.share).toBe(0.375);
});

test("at the least one request goes on at a time", () => {
  expect(limitsAt(defaultLimits, 0.001)).toEqual({ pointsPerMinute: 1, concurrency: 1 });
  expect(limitsAt(defaultLimits, 1)).toEqual({ pointsPerMinute: 900, concurrency: 100 });
});
