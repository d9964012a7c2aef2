import { manualClock } from "github-codespaces-emulator";
import { neverBack } from "../../../provider/src/clock";
import { useEmulator } from "../../support/emulator-client";
import { checked, create, newRun, type ProviderRun } from "../../support/lifecycles";
import { requestLines } from "../../support/world";

// While a program goes on without a secret, another stack takes it over, and this machine's clock is put back or forward.

const HOUR = 3_600_000;
const { emulator } = useEmulator({ clock: manualClock() });
const secret = { org: "acme", secretName: "KEEP", value: "v", visibility: "all" };
let skew = 0;

/** A process, which began now. */
function start(): ProviderRun {
  const began = emulator.now().getTime();
  const { url, token } = emulator;
  const passed = () => emulator.now().getTime() - began;
  const wall = () => emulator.now().getTime() + skew;
  const onWait = (ms: number) => {
    emulator.advance(ms);
    if (ms > 20_000) takenOver();
  };
  return newRun({ url, token, now: neverBack({ wall, passed, began }), onWait });
}

let takenOver: () => void;

async function goingOn() {
  const { id, outputs } = await create(start().orgSecret, secret);
  emulator.advance(HOUR);
  const { orgSecret } = start();
  checked(orgSecret, { ...secret, secretName: "OTHER" });
  emulator.advance(60_000);
  emulator.clearRequests();
  return { remove: () => orgSecret.delete(id, outputs) };
}

beforeEach(() => {
  skew = 0;
  takenOver = () => undefined;
});

test.each([-HOUR / 6, HOUR / 6])("by %i ms before its deletion: it stays", async (by) => {
  const { remove } = await goingOn();
  emulator.drift.orgSecret("acme", "KEEP", { value: "theirs" });
  emulator.advance(10_000);
  skew = by;
  await remove();
  expect(requestLines(emulator).filter((line) => line.startsWith("DELETE"))).toEqual([]);
});

test("back while the deletion waits for GitHub's limits: it stays", async () => {
  const { remove } = await goingOn();
  emulator.fail({ method: "DELETE", status: 429, headers: { "retry-after": "60" } });
  takenOver = () => {
    takenOver = () => undefined;
    emulator.drift.orgSecret("acme", "KEEP", { value: "theirs" });
    skew = -HOUR / 6;
  };
  await remove();
  expect(emulator.orgSecret("acme", "KEEP")?.openedValue).toBe("theirs");
});

test("back: its own secret goes all the same where nobody has taken it over", async () => {
  const { remove } = await goingOn();
  skew = -HOUR / 6;
  await remove();
  expect(emulator.orgSecret("acme", "KEEP")).toBeUndefined();
});

test("the time goes on while the machine sleeps, and never goes back", () => {
  const times = { wall: 1_000, passed: 0 };
  const now = neverBack({ wall: () => times.wall, passed: () => times.passed, began: 1_000 });
  const at = (wall: number, passed: number) => {
    Object.assign(times, { wall, passed });
    return now();
  };
  expect([at(1_100, 100), at(9_100, 100), at(200, 200), at(300, 300)]).toEqual([
    1_100, 9_100, 9_200, 9_300,
  ]);
});
