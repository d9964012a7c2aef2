import { WaitTooLong } from "../../provider/src/github/limits/limiter";
import { WINDOW } from "../../provider/src/github/limits/spent-points";
import { ok, refused, setUp } from "./limiter-under-test";
import { settle } from "./virtual-clock";

test("only so many requests are under way at once", async () => {
  const { leave, counts, enter } = setUp({ concurrency: 2 });
  await enter(5, "GET");
  expect(counts.entered).toBe(2);

  leave(ok);
  await settle();
  expect(counts.entered).toBe(3);
});

test("of 200 writes 180 start at once, and the rest a minute after those have ended", async () => {
  const { clock, leave, counts, enter } = setUp({ concurrency: 1000 });
  await enter(200);
  await clock.advance(WINDOW);
  expect(counts.entered).toBe(180);

  for (let index = 0; index < 180; index++) leave(ok);
  await clock.advance(WINDOW - 1);
  expect(counts.entered).toBe(180);
  await clock.advance(1);
  expect(counts.entered).toBe(200);
});

test("900 reads start at once", async () => {
  const { counts, enter } = setUp({ concurrency: 1000 });
  await enter(901, "GET");
  expect(counts.entered).toBe(900);
});

test("an answer with retry-after pauses everybody, and that request is to be sent again", async () => {
  const { clock, leave, counts, enter } = setUp();
  await enter(1);
  const again = leave(refused({ "retry-after": "20" }));
  await enter(3, "GET");
  await clock.advance(19_999);

  expect(again).toBe(true);
  expect(counts.entered).toBe(1);
  await clock.advance(1);
  expect(counts.entered).toBe(4);
});

test("a longer pause that comes in during a pause counts", async () => {
  const { clock, leave, counts, enter } = setUp();
  await enter(2);
  leave(refused({ "retry-after": "10" }));
  await enter(1);
  leave(refused({ "retry-after": "30" }));
  await clock.advance(29_000);
  expect(counts.entered).toBe(2);

  await clock.advance(1_000);
  expect(counts.entered).toBe(3);
});

test("a success that leaves nothing pauses until the reset, and is not sent again", async () => {
  const { clock, leave, counts, enter } = setUp();
  await enter(1);
  const reset = String(clock.now() / 1000 + 30);
  const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };

  expect(leave({ ...ok, headers })).toBe(false);
  await enter(1);
  await clock.advance(30_000);
  expect(counts.entered).toBe(1);
  await clock.advance(1_000);
  expect(counts.entered).toBe(2);
});

test("no more requests start than are left of the hour", async () => {
  const { clock, leave, counts, enter } = setUp();
  const hour = (remaining: number, reset: number) => ({
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(clock.now() / 1000 + reset),
  });
  await enter(1, "GET");
  leave({ ...ok, headers: hour(3, 30) });
  await enter(10, "GET");
  expect(counts.entered - 1).toBe(3);

  for (const remaining of [2, 1, 0]) leave({ ...ok, headers: hour(remaining, 30) });
  await settle();
  expect(counts.entered - 1).toBe(3);
  await clock.advance(31_000);
  leave({ ...ok, headers: hour(5000, 3600) });
  await settle();
  expect(counts.entered - 1).toBe(10);
});

test("a pause without a time is a minute, doubles with each refusal in a row, and begins anew", async () => {
  const { clock, leave, counts, enter } = setUp({ longestWait: 1_000_000 });
  const waits: number[] = [];
  for (const answer of [refused(), refused(), refused(), ok, refused()]) {
    await enter(1);
    const start = clock.now();
    leave(answer);
    const { entered } = counts;
    await enter(1);
    while (counts.entered === entered) await clock.advance(1_000);
    waits.push((clock.now() - start) / 1000);
    leave();
  }

  expect(waits).toEqual([60, 120, 240, 0, 60]);
});

test("refusals that come in together count as one", async () => {
  const { clock, leave, counts, enter } = setUp();
  await enter(10);
  for (let index = 0; index < 10; index++) leave(refused());
  await enter(1);
  await clock.advance(60_000);

  expect(counts.entered).toBe(11);
});

test("a wait longer than allowed refuses everybody who waits, and names the time to come back", async () => {
  const { leave, counts, enter } = setUp({ longestWait: 60_000 });
  await enter(1);
  leave(refused({ "retry-after": "121" }));
  await enter(2);

  expect(counts.entered).toBe(1);
  expect(counts.failed).toHaveLength(2);
  expect(counts.failed[0]).toBeInstanceOf(WaitTooLong);
  expect(String(counts.failed[0])).toContain(
    "GitHub's secondary rate limit requires a wait of 3 minutes, longer than github-codespaces:maxWaitSeconds allows. Run again after 2026-12-01T10:02:01.000Z",
  );
});

test("a long wait is said once, with its reason, however many wait", async () => {
  const { clock, leave, lines, enter } = setUp({ slowDownTo: 1 });
  await enter(2);
  leave(refused({ "retry-after": "20" }));
  await enter(50);
  leave(refused({ "retry-after": "20" }));
  await clock.advance(30_000);

  expect(lines).toEqual([
    "GitHub: waiting 20 s (until 2026-12-01T10:00:20.000Z) with 1 request because of GitHub's secondary rate limit.",
  ]);
});

test("a short wait is not said", async () => {
  const { clock, leave, lines, counts, enter } = setUp({ slowDownTo: 1 });
  await enter(1);
  leave(refused({ "retry-after": "3" }));
  await enter(1);
  await clock.advance(3_000);

  expect(counts.entered).toBe(2);
  expect(lines).toEqual([]);
});

/** What starts when only one request at a time may; each ends before the next starts. */
async function orderOf(methods: string[]): Promise<string> {
  const { limiter } = setUp({ concurrency: 1, pointsPerMinute: 1_000_000 });
  const order: string[] = [];
  const all = methods.map(async (method) => {
    const leave = await limiter.enter(method);
    order.push(method);
    leave(ok);
  });
  await Promise.all(all);
  return order.join(" ");
}

test("reads and writes take turns by points: five reads, which cost as much as a write, for each", async () => {
  const asked = [...Array<string>(3).fill("PUT"), ...Array<string>(8).fill("GET")];
  expect(await orderOf(asked)).toBe("PUT GET PUT GET GET GET GET GET PUT GET GET");
});

test("a read that comes in behind a thousand writes is the next to start", async () => {
  const { limiter, leave, counts, enter } = setUp({ concurrency: 1 });
  await enter(1000);
  let read = false;
  void limiter.enter("GET").then(() => (read = true));
  leave(ok);
  await settle();

  expect(read).toBe(true);
  expect(counts.entered).toBe(1);
});

test("after a refusal of a secondary limit half of the points and places are used, a quarter more each minute", async () => {
  const { clock, leave, counts, enter } = setUp({ concurrency: 8 });
  await enter(1, "GET");
  leave(refused({ "retry-after": "10" }));
  await enter(1000, "GET");
  await clock.advance(10_000);
  expect(counts.entered - 1).toBe(4);

  const places: number[] = [];
  for (let minute = 1; minute <= 3; minute++) {
    await clock.advance(WINDOW);
    const before = counts.entered;
    leave(ok);
    await settle();
    places.push(counts.entered - before - 1);
  }
  expect(places).toEqual([2, 2, 0]);
});

test("the points after a refusal are half as many in a minute", async () => {
  const { clock, leave, counts, enter } = setUp();
  await enter(1, "GET");
  leave(refused({ "retry-after": "60" }));
  await clock.advance(WINDOW);
  for (let index = 0; index < 200; index++) {
    await enter(1);
    leave(ok);
  }
  expect(counts.entered - 1).toBe(90);
});

test("slowing down is said once, and not for the hourly limit", async () => {
  const { clock, leave, lines, enter } = setUp();
  const reset = String(clock.now() / 1000 + 1);
  for (const headers of [
    { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset },
    { "retry-after": "1" },
    { "retry-after": "1" },
  ]) {
    await enter(1);
    leave(refused(headers));
    await clock.advance(3_000);
  }

  expect(lines).toEqual([
    "GitHub's secondary rate limit refused a request: continuing with 450 points a minute and 50 requests at once, and speeding up with each minute that goes well.",
  ]);
});

test("who sets slowing down to nothing goes on as before", async () => {
  const { clock, leave, lines, counts, enter } = setUp({ slowDownTo: 1, concurrency: 4 });
  await enter(1);
  leave(refused({ "retry-after": "1" }));
  await enter(5);
  await clock.advance(1_000);

  expect(counts.entered).toBe(5);
  expect(lines).toEqual([]);
});
