import { Limiter, type Leave } from "../../provider/src/github/limits/limiter";
import { readSettings, type RateLimits } from "../../provider/src/settings/reading";
import { sayInto } from "./offline-session";
import { settle, VirtualClock } from "./virtual-clock";

export const ok = { status: 200, headers: {}, message: "" };
export const refused = (headers: Record<string, string> = {}) => ({
  status: 403,
  headers,
  message: "You have exceeded a secondary rate limit",
});

/** Those of a program that sets none. */
export const defaultLimits: RateLimits = readSettings(() => undefined, {}).limits;

/** A limiter on a virtual clock, and what came of who asked it. */
export function setUp(limits: Partial<RateLimits> = {}) {
  const clock = new VirtualClock();
  const lines: string[] = [];
  const limiter = new Limiter({ ...defaultLimits, ...limits }, clock, sayInto(lines));
  const counts = { entered: 0, failed: [] as unknown[] };
  const passes: Leave[] = [];
  /** Whoever entered first leaves. */
  const leave: Leave = (answer) => passes.shift()?.(answer) ?? false;
  const enter = (count: number, method = "PUT") => {
    for (let index = 0; index < count; index++) {
      limiter.enter(method).then(
        (pass) => {
          passes.push(pass);
          counts.entered++;
        },
        (error: unknown) => counts.failed.push(error),
      );
    }
    return settle();
  };
  return { clock, lines, limiter, counts, enter, leave };
}
