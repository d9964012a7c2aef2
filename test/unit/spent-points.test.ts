import { SpentPoints, WINDOW } from "../../provider/src/github/limits/spent-points";

const now = Date.parse("2026-12-01T10:00:00Z");

function spent(entries: { at: number; points: number }[]): SpentPoints {
  const points = new SpentPoints();
  for (const entry of entries) {
    points.start(entry.points);
    points.end(entry.points, entry.at);
  }
  return points;
}

test.each([
  ["there is room", [{ at: now - 1000, points: 5 }], 0],
  ["the last points are taken", [{ at: now - 1000, points: 6 }], WINDOW - 1000],
  ["what was spent is just out of the window", [{ at: now - WINDOW, points: 10 }], 0],
  [
    "only the second makes room",
    [
      { at: now - 3000, points: 1 },
      { at: now - 2000, points: 9 },
    ],
    WINDOW - 2000,
  ],
  ["nothing was spent", [], 0],
])("a write waits for room in the window where %s", (_, entries, wait) => {
  expect(spent(entries).roomFor(5, 10, now) - now).toBe(wait);
});

test("a request that costs more than the limit starts once nothing else was spent", () => {
  expect(spent([{ at: now, points: 1 }]).roomFor(5, 3, now) - now).toBe(WINDOW);
  expect(spent([]).roomFor(5, 3, now)).toBe(now);
});

test("what has left the window is forgotten, what is in it is not", () => {
  const points = spent([1, 2, 3, 4, 5].map((second) => ({ at: now + second * 1000, points: 5 })));
  const later = now + 4_500 + WINDOW;

  expect(points.roomFor(5, 10, later)).toBe(later);
  expect(points.roomFor(10, 10, later)).toBe(now + 5_000 + WINDOW);
});

test("a request counts from when it has ended, since nobody knows when it arrived", () => {
  const points = new SpentPoints();
  points.start(5);
  points.start(5);
  expect(points.roomFor(5, 10, now)).toBe(Infinity);
  points.end(5, now + 3_000);
  expect(points.roomFor(5, 10, now + 4_000)).toBe(now + 3_000 + WINDOW);
});

test("the window is not shorter than GitHub's", () => {
  expect(WINDOW).toBeGreaterThan(60_000);
});
