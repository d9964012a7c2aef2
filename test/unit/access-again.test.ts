import { sendingOf } from "../../provider/src/lifecycle/access/again";
import { unknown, type Plain } from "../../provider/src/rules/plain";

// Which sending of an organization's access this is.

const at = (time: string, sendAgain: Plain, before?: Plain) =>
  sendingOf(sendAgain, { before, now: Date.parse(time) });

test("always counts, whatever the state said before", () => {
  const now = "2026-11-26T18:00:00Z";
  expect(at(now, "always")).toBe("1 time");
  expect(at(now, "always", "1 time")).toBe("2 times");
  expect(at(now, "always", "9 times")).toBe("10 times");
  expect(at(now, "always", "in 2026-11")).toBe("1 time");
});

test.each([
  ["2026-11-26T00:00:00Z", "on 2026-11-26", "in the week of 2026-11-23", "in 2026-11"],
  ["2026-11-29T23:59:59Z", "on 2026-11-29", "in the week of 2026-11-23", "in 2026-11"],
  ["2026-11-30T00:00:00Z", "on 2026-11-30", "in the week of 2026-11-30", "in 2026-11"],
  ["2027-01-01T12:00:00Z", "on 2027-01-01", "in the week of 2026-12-28", "in 2027-01"],
])("at %s it is %s, %s, %s", (now, ...periods) => {
  expect(["daily", "weekly", "monthly"].map((each) => at(now, each))).toEqual(periods);
});

test("without it there is none, and an unknown one stays so", () => {
  expect(at("2026-11-26T18:00:00Z", undefined, "2 times")).toBeUndefined();
  expect(at("2026-11-26T18:00:00Z", unknown, "2 times")).toBe(unknown);
});
