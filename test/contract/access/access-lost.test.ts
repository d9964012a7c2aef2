import { seedWith, startEmulator, type Emulator, type Fault } from "github-codespaces-emulator";
import { PartlyDone } from "../../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../../provider/src/rules/plain";
import { checked, create, newRun, update } from "../../support/lifecycles";

// GitHub can't read the access back: where a write may or may not have had its effect, the state says so.

let emulator: Emulator;
let members: string[];

beforeAll(async () => {
  emulator = await startEmulator({ seed: seedWith({ members: 260 }) });
  members = [...(emulator.seed.organizations[0]?.members ?? [])].sort().slice(0, 250);
});
beforeEach(() => {
  emulator.reset();
});
afterAll(() => emulator.close());

const run = () => newRun({ url: emulator.url, token: emulator.token });

function selected(usernames: readonly string[]): Props {
  return { org: "acme", visibility: "selected_members", selectedUsernames: [...usernames] };
}

/** What an update throws; its outputs are what the state holds afterwards. */
async function failing(olds: Props, news: Props): Promise<Error> {
  const failed: unknown = await update(run().access, "acme", olds, news).catch(
    (error: unknown) => error,
  );
  if (failed instanceof Error) return failed;
  throw new Error("the update did not fail");
}

const stateAfter = (failed: Error, before: Props): Props =>
  failed instanceof PartlyDone ? failed.properties : before;

/** The next up, with the same program or with another one, makes GitHub what the program says. */
async function heals(state: Props, news: Props): Promise<void> {
  const { selectedUsernames } = news;
  await update(run().access, "acme", state, news);
  expect(emulator.access("acme")).toEqual({
    visibility: news.visibility,
    usernames: selectedUsernames ?? [],
  });
}

/** Five ways for a write to fail for good without telling whether it had its effect. */
const lost: [string, Fault][] = [
  ["dropped before it arrives", { drop: "before", times: 4 }],
  ["dropped after its effect", { drop: "after", times: 4 }],
  ["a bad gateway after its effect", { status: 502, afterEffect: true, times: 4 }],
  ["a time-out of a gateway", { status: 504, times: 4 }],
  ["lost, then refused for another reason", { drop: "after", times: 1 }],
];

function plant(name: string, fault: Fault, after = 0): void {
  emulator.fail({ ...fault, after });
  const { method, path } = fault;
  if (!name.includes("then refused")) return;
  emulator.fail({ ...(method && { method }), ...(path && { path }), status: 403, after });
}

describe.each(lost)("%s", (name, how) => {
  const fault = (method: string, after = 0) => {
    plant(name, { ...how, method, path: /\/access(\/selected_users)?$/ }, after);
  };

  test("the whole setting, written again after somebody changed it by hand", async () => {
    const before = await create(run().access, selected(members.slice(0, 150)));
    emulator.drift.access("acme", { visibility: "all_members" });
    fault("PUT");
    const failed = await failing(before.outputs, selected(members.slice(1, 151)));
    const state = stateAfter(failed, before.outputs);
    expect(state).toMatchObject({ visibility: "selected_members", uncertain: true });
    const known = await run().access.read("acme", state);
    expect(known?.inputs.visibility).toBe("not known, a write got lost");
    await heals(state, selected(members.slice(0, 150)));
  });

  test("the second hundred, after the whole setting was written again", async () => {
    const before = await create(run().access, selected(members.slice(0, 150)));
    emulator.drift.access("acme", { visibility: "all_members" });
    // The first two are the change, and the look whether it was changed by hand.
    fault("POST", 2);
    const failed = await failing(before.outputs, selected(members.slice(1, 151)));
    expect(stateAfter(failed, before.outputs)).toMatchObject({ uncertain: true });
    await heals(stateAfter(failed, before.outputs), selected(members.slice(0, 150)));
  });

  test.each([
    ["visibility", (): Props => ({ org: "acme", visibility: "all_members" }), "PUT"],
    ["list that grows", (): Props => selected(members.slice(0, 151)), "POST"],
    ["list that shrinks", (): Props => selected(members.slice(0, 149)), "DELETE"],
  ])("another %s, and the program is taken back", async (_, news, method) => {
    const before = await create(run().access, selected(members.slice(0, 150)));
    fault(method);
    const failed = await failing(before.outputs, news());
    expect(stateAfter(failed, before.outputs)).toMatchObject({ uncertain: true });
    await heals(stateAfter(failed, before.outputs), selected(members.slice(0, 150)));
  });

  test("a write that finishes an uncertain state leaves it uncertain", async () => {
    const before = await create(run().access, selected(members.slice(0, 150)));
    const state = { ...before.outputs, uncertain: true };
    fault("PUT");
    const failed = await failing(state, selected(members.slice(0, 150)));
    expect(stateAfter(failed, state)).toMatchObject({ uncertain: true });
    await heals(stateAfter(failed, state), selected(members.slice(0, 150)));
  });

  test("a first setting is in no state, and written whole by the next up", async () => {
    fault("PUT");
    const failed: unknown = await create(run().access, selected(members.slice(0, 150))).catch(
      (error: unknown) => error,
    );
    expect(failed).not.toBeInstanceOf(PartlyDone);
    expect(String(failed)).toContain("not known whether it is set by now: run again. If you take");
    await create(run().access, selected(members.slice(0, 150)));
    expect(emulator.access("acme").usernames).toHaveLength(150);
  });
});

test("a whole setting that is refused after a change by hand is uncertain: the state's is no longer there", async () => {
  const before = await create(run().access, selected(members.slice(0, 150)));
  emulator.drift.access("acme", { visibility: "all_members" });
  emulator.fail({ method: "PUT", status: 403 });
  const failed = await failing(before.outputs, selected(members.slice(0, 151)));
  expect(stateAfter(failed, before.outputs)).toMatchObject({ uncertain: true });
  await heals(stateAfter(failed, before.outputs), selected(members.slice(0, 150)));
});

test("a refusal that had no effect leaves the state as it was, and certain", async () => {
  const before = await create(run().access, selected(members.slice(0, 150)));
  emulator.fail({ method: "POST", status: 403 });
  const failed = await failing(before.outputs, selected(members.slice(0, 151)));
  expect(failed).not.toBeInstanceOf(PartlyDone);
});

test("a refusal after a write that got lost, as a hook tries again, leaves it uncertain", async () => {
  const before = await create(run().access, selected(members.slice(0, 2)));
  const { access } = run();
  const everybody = checked(access, { org: "acme", visibility: "all_members" }, before.outputs);
  const next = () =>
    access.update("acme", before.outputs, everybody).catch((error: unknown) => error as Error);
  emulator.fail({ method: "PUT", drop: "after", times: 4 });
  await next();
  emulator.fail({ method: "PUT", status: 403 });
  const state = stateAfter((await next()) as Error, before.outputs);
  expect(state).toMatchObject({ uncertain: true });
  await heals(state, selected(members.slice(0, 2)));
});

test("what was taken away one by one is known when the next one is refused", async () => {
  const before = await create(run().access, selected(members.slice(0, 6)));
  const [gone = ""] = members.slice(5);
  emulator.drift.removeMember("acme", gone);
  // The list is refused (400), the first one goes, the second is refused.
  emulator.fail({ method: "DELETE", status: 403, after: 2 });
  const failed = await failing(before.outputs, selected(members.slice(0, 3)));
  const state = stateAfter(failed, before.outputs);
  expect(Object.keys(state.selectedUsernames as Props)).toHaveLength(5);
  await heals(state, selected(members.slice(0, 5)));
});

test("one by one a lost answer is uncertain too", async () => {
  const before = await create(run().access, selected(members.slice(0, 6)));
  emulator.drift.removeMember("acme", members[5] ?? "");
  emulator.fail({ method: "DELETE", drop: "after", after: 2, times: 4 });
  const failed = await failing(before.outputs, selected(members.slice(0, 3)));
  expect(stateAfter(failed, before.outputs)).toMatchObject({ uncertain: true });
  await heals(stateAfter(failed, before.outputs), selected(members.slice(0, 5)));
});

test("nobody whose access was just taken away gets it back by the look for a change by hand", async () => {
  const before = await create(run().access, selected(members.slice(0, 150)));
  emulator.fail({ method: "DELETE", status: 409, after: 1 });
  const failed = await failing(before.outputs, selected(members.slice(149, 150)));
  const state = stateAfter(failed, before.outputs);
  expect(emulator.access("acme").usernames).toEqual(
    Object.keys(state.selectedUsernames as Props).sort(),
  );
  await heals(state, selected(members.slice(149, 150)));
});

test("a 400 that isn't about members takes nobody off the list", async () => {
  const before = await create(run().access, selected(members.slice(0, 3)));
  const message = "2026-03-10 is not a supported version";
  emulator.fail({ method: "DELETE", status: 400, times: 9, body: { message } });
  const failed = await failing(before.outputs, selected(members.slice(0, 2)));
  expect(failed.message).toContain(message);
  expect(emulator.access("acme").usernames).toHaveLength(3);
});

test.each(lost)("a destroy whose answer got lost says what is not known: %s", async (name, how) => {
  const { id, outputs } = await create(run().access, selected(members.slice(0, 3)));
  plant(name, { ...how, method: "PUT" });
  await expect(run().access.delete(id, outputs)).rejects.toThrow(
    /Codespaces may or may not be disabled by now.*pulumi up --replace/,
  );
});
