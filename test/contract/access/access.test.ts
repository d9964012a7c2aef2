import { seedWith, startEmulator, type Emulator } from "github-codespaces-emulator";
import type { PartlyDone } from "../../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../../provider/src/rules/plain";
import { create, newRun, update } from "../../support/lifecycles";

let emulator: Emulator;
let members: string[];

beforeAll(async () => {
  emulator = await startEmulator({ seed: seedWith({ members: 260 }) });
  members = [...(emulator.seed.organizations[0]?.members ?? [])].slice(0, 250);
});

beforeEach(() => {
  emulator.reset();
});

afterAll(() => emulator.close());

function run() {
  return newRun({ url: emulator.url, token: emulator.token });
}

function selected(usernames: string[]): Props {
  return { org: "acme", visibility: "selected_members", selectedUsernames: usernames };
}

/** Method and number of logins of each request since the last call. */
function sent(): string[] {
  const lines = emulator.requests.map(({ method, body }) => {
    const { selected_usernames: names } = body as { selected_usernames?: string[] };
    return names === undefined ? method : `${method} ${names.length}`;
  });
  emulator.clearRequests();
  return lines;
}

test.each([
  { users: 0, requests: ["PUT 0"] },
  { users: 1, requests: ["PUT 1"] },
  { users: 100, requests: ["PUT 100"] },
  { users: 101, requests: ["PUT 100", "POST 1"] },
  { users: 250, requests: ["PUT 100", "POST 100", "POST 50"] },
])("$users users are sent in steps of a hundred", async ({ users, requests }) => {
  await create(run().access, selected(members.slice(0, users)));
  expect(sent()).toEqual(requests);
  expect(emulator.access("acme").usernames).toHaveLength(users);
});

test("later only the difference is sent", async () => {
  const { id, outputs } = await create(run().access, selected(members.slice(0, 200)));
  sent();
  const after = await update(run().access, id, outputs, selected(members.slice(50)));
  expect(sent()).toEqual(["POST 50", "DELETE 50"]);
  expect(emulator.access("acme").usernames).toEqual(members.slice(50).sort());
  await update(run().access, id, after, { org: "acme", visibility: "all_members" });
  expect(sent()).toEqual(["PUT"]);
});

test("a failure after the first hundred keeps what was reached, and the next run finishes", async () => {
  const fault = emulator.fail({ method: "POST", status: 400, times: 1 });
  const declared = selected(members);
  const failed = (await create(run().access, declared).catch(
    (error: unknown) => error,
  )) as PartlyDone;
  expect(fault.hits).toBe(1);
  expect(failed.message).toMatch(
    /OrgCodespacesAccess acme could not be created: GitHub answered 400/,
  );
  expect(Object.keys(failed.properties.selectedUsernames as Props)).toHaveLength(100);
  sent();
  await update(run().access, failed.id, failed.properties, declared);
  expect(sent()).toEqual(["POST 100", "POST 50"]);
  expect(emulator.access("acme").usernames).toHaveLength(250);
});

test("GitHub's 304 is success", async () => {
  emulator.configure({ switches: { unchangedAccess: "304" } });
  await create(run().access, selected(["octocat"]));
  await create(run().access, selected(["octocat"]));
  expect(emulator.requests.at(-1)?.status).toBe(304);
});

test("who is no member is named by GitHub's answer", async () => {
  const failed = create(run().access, selected(["octocat", "stranger"]));
  await expect(failed).rejects.toThrow(/GitHub answered 400 .*stranger/);
});

test("deleting disables, and says so; onDestroy: leave sends nothing", async () => {
  const provider = run();
  const { id, outputs } = await create(provider.access, selected(["octocat"]));
  sent();
  await run().access.delete(id, { ...outputs, onDestroy: "leave" });
  expect(sent()).toEqual([]);
  const deleting = run();
  await deleting.access.delete(id, outputs);
  expect(emulator.access("acme").visibility).toBe("disabled");
  expect(deleting.lines).toEqual([expect.stringContaining("disabled for everybody")]);
});

test("a visibility set by hand is healed by the next change of the list", async () => {
  const { id, outputs } = await create(run().access, selected(["octocat"]));
  emulator.drift.access("acme", { visibility: "all_members" });
  await update(run().access, id, outputs, selected(["octocat", "hubot"]));
  expect(emulator.access("acme")).toMatchObject({
    visibility: "selected_members",
    usernames: ["hubot", "octocat"],
  });
});

test("a login that is refused takes access from nobody else", async () => {
  const { id, outputs } = await create(run().access, selected(members.slice(0, 150)));
  emulator.fail({ method: "POST", status: 422 });
  const added = update(run().access, id, outputs, selected(members.slice(0, 151)));
  await expect(added).rejects.toThrow(/GitHub answered 422 to POST/);
  expect(emulator.access("acme").usernames).toHaveLength(150);
});

test("who has left the organization can be taken off the list, with others", async () => {
  const { id, outputs } = await create(run().access, selected(members.slice(0, 4)));
  emulator.drift.removeMember("acme", members[3] ?? "");
  await update(run().access, id, outputs, selected(members.slice(0, 2)));
  expect(emulator.access("acme").usernames).toEqual(members.slice(0, 2).sort());
});

test("a write whose answer got lost for good is written again, also when the program is reverted", async () => {
  const { id, outputs } = await create(run().access, selected(["octocat"]));
  emulator.fail({ method: "PUT", drop: "after", times: 4 });
  const all = { org: "acme", visibility: "all_members" };
  const lost = (await update(run().access, id, outputs, all).catch(
    (error: unknown) => error,
  )) as PartlyDone;
  expect(emulator.access("acme").visibility).toBe("all_members");
  const known = await run().access.read(id, lost.properties);
  expect(known?.inputs.visibility).toBe("not known, a write got lost");
  await update(run().access, id, lost.properties, selected(["octocat"]));
  expect(emulator.access("acme")).toMatchObject({
    visibility: "selected_members",
    usernames: ["octocat"],
  });
});

test.each([404, 410])("a write that is answered %i says where else it is set", async (status) => {
  emulator.fail({ path: "/orgs/acme/codespaces/access", status });
  const made = create(run().access, { org: "acme", visibility: "all_members" });
  await expect(made).rejects.toThrow("If they have ended, set the access at GitHub itself");
});
