import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "github-codespaces-emulator";
import { useEmulator } from "../../support/emulator-client";
import { newRun } from "../../support/lifecycles";
import { Stack, type Declared } from "../../support/stack";

const { emulator } = useEmulator();

/** Real time: what waits for an answer is Node's. */
const config = { "github-codespaces:requestTimeoutSeconds": "0.1" };

const declared: Declared[] = [
  {
    name: "secret",
    kind: "orgSecret",
    args: { org: "acme", secretName: "X", value: "v", visibility: "all" },
  },
  { name: "access", kind: "access", args: { org: "acme", visibility: "all_members" } },
];

const late: Fault = { delayMs: 250 };

/** A request that nobody waits for any more still has its effect: not after the clock was moved. */
async function allAreAnswered(): Promise<void> {
  while (emulator.requests.some(({ ms }) => ms === undefined)) await sleep(10);
}

/** What is at GitHub is as declared, and stays so. */
async function isAsDeclared(stack: Stack): Promise<void> {
  await allAreAnswered();
  expect(emulator.orgSecret("acme", "X")).toMatchObject({ openedValue: "v", visibility: "all" });
  expect(emulator.access("acme").visibility).toBe("all_members");
  expect(await stack.preview(declared)).toEqual([]);
  emulator.advance(180_000);
  const changed: string[] = [];
  expect(await stack.refresh(changed)).toBeUndefined();
  expect(changed).toEqual([]);
}

const newStack = (url = emulator.url) =>
  new Stack(() => newRun({ url, token: emulator.token, config }));

test.each([0, 1, 2, 3])("a request (%i) without an answer in time is sent again", async (after) => {
  const stack = newStack();
  emulator.fail({ ...late, after });
  expect(await stack.up(declared)).toBeUndefined();
  await isAsDeclared(stack);
});

test.each([0, 2, 3])("no answer from request %i on: the next up finishes", async (after) => {
  const stack = newStack();
  const fault = emulator.fail({ ...late, after, times: Infinity });
  expect(await stack.up(declared)).toMatch(
    /^Org\w+ acme\S* could not be created: .*no answer within/,
  );
  fault.remove();
  expect(await stack.up(declared)).toBeUndefined();
  await isAsDeclared(stack);
});

test("where nobody listens the run ends with an error, and leaves the state as it was", async () => {
  let url = "http://127.0.0.1:9";
  const stack = new Stack(() => newRun({ url, token: emulator.token, config }));
  expect(await stack.up(declared)).toMatch(/^OrgCodespacesSecret acme\/X could not be created: /);
  expect(stack.entries).toEqual([]);
  url = emulator.url;
  expect(await stack.up(declared)).toBeUndefined();
  await isAsDeclared(stack);
});
