import { ok, refused, setUp } from "./limiter-under-test";
import type { VirtualClock } from "./virtual-clock";

describe("GraphQL and REST have hours of their own", () => {
  const nothingLeft = (clock: VirtualClock, resource: string) => ({
    "x-ratelimit-resource": resource,
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(clock.now() / 1000 + 29),
  });

  test.each<[string, object]>([
    ["within a 200", { status: 200, within: "limit" }],
    ["with 403", { status: 403 }],
  ])("GraphQL's, said %s, holds up no request of REST", async (_, more) => {
    const { clock, leave, counts, enter } = setUp();
    await enter(1, "POST /graphql");
    const answer = { ...ok, ...more, headers: nothingLeft(clock, "graphql") };
    expect(leave(answer)).toBe(true);
    await enter(3, "GET");
    await enter(1, "PUT");
    expect(counts.entered).toBe(5);
    await enter(1, "POST /graphql");
    expect(counts.entered).toBe(5);
    await clock.advance(30_000);
    expect(counts.entered).toBe(6);
  });

  test("REST's holds up no query", async () => {
    const { clock, leave, counts, enter } = setUp();
    await enter(1, "GET");
    leave(refused(nothingLeft(clock, "core")));
    await enter(2, "POST /graphql");
    await enter(1, "GET");
    expect(counts.entered).toBe(3);
    await clock.advance(30_000);
    expect(counts.entered).toBe(4);
  });

  test("a success that leaves GraphQL nothing holds up the next query alone", async () => {
    const { clock, leave, counts, enter } = setUp();
    await enter(1, "POST /graphql");
    expect(leave({ ...ok, headers: nothingLeft(clock, "graphql") })).toBe(false);
    await enter(1, "POST /graphql");
    await enter(1, "GET");
    expect(counts.entered).toBe(2);
  });

  test("a secondary limit of GraphQL leaves REST its pace", async () => {
    const { leave, lines, counts, enter } = setUp();
    await enter(1, "POST /graphql");
    leave({ ...ok, within: "limit", headers: { "retry-after": "30" } });
    await enter(50, "PUT");
    expect(counts.entered).toBe(51);
    expect(lines).toEqual([]);
  });

  test.each(["POST /graphql", "GET"])(
    "a secondary limit that names no resource holds up all: %s",
    async (route) => {
      const { clock, leave, counts, enter } = setUp();
      await enter(1, route);
      leave(refused({ "retry-after": "20" }));
      await enter(1, "GET");
      await enter(1, "POST /graphql");
      expect(counts.entered).toBe(1);
      await clock.advance(20_000);
      expect(counts.entered).toBe(3);
    },
  );

  test("places are shared", async () => {
    const { counts, enter } = setUp({ concurrency: 2 });
    await enter(3, "POST /graphql");
    await enter(1, "GET");
    expect(counts.entered).toBe(2);
  });
});
