import { seedWith } from "github-codespaces-emulator";
import type { PartlyDone } from "../../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { checked, newRun } from "../../support/lifecycles";
import { requestLines } from "../../support/world";

// `sendAgain`: the whole setting is sent again though nothing changed, since GitHub can't read it back.

const { emulator } = useEmulator({ seed: seedWith({ members: 150 }) });
const DAY = 86_400_000;
const THURSDAY = Date.parse("2026-11-26T09:00:00Z");
let now: number;
let state: { id: string; inputs: Props; outputs: Props };

beforeEach(() => {
  now = THURSDAY;
  state = { id: "", inputs: {}, outputs: {} };
});

const some = (sendAgain: string | undefined, usernames = ["octocat"]): Props => ({
  org: "acme",
  visibility: "selected_members",
  selectedUsernames: usernames,
  ...(sendAgain !== undefined && { sendAgain }),
});

/** As the engine does it: what a check changes is an update, never a replacement. Resolves with what was sent. */
async function up(news: Props): Promise<string[]> {
  emulator.clearRequests();
  const { access } = newRun({ url: emulator.url, token: emulator.token, now: () => now });
  const inputs = checked(access, news, state.inputs);
  if (state.id === "") state = { inputs, ...(await access.create(inputs)) };
  else if (JSON.stringify(inputs) !== JSON.stringify(state.inputs)) {
    expect(access.replaces(state.outputs, inputs)).toEqual([]);
    state = { ...state, inputs, outputs: await access.update(state.id, state.outputs, inputs) };
  }
  return requestLines(emulator).map((line) => line.replace("/orgs/acme/codespaces/access", "…"));
}

async function refresh(): Promise<void> {
  const { access } = newRun({ url: emulator.url, token: emulator.token, now: () => now });
  const known = await access.read(state.id, state.outputs);
  expect(known?.inputs).toEqual(state.inputs);
  if (known !== undefined) ({ inputs: state.inputs, outputs: state.outputs } = known);
}

test("always sends it with each up, and repairs what somebody changed by hand", async () => {
  expect(await up(some("always"))).toEqual(["PUT …"]);
  emulator.drift.access("acme", { visibility: "all_members" });
  expect(await up(some("always"))).toEqual(["PUT …"]);
  expect(emulator.access("acme")).toMatchObject({
    visibility: "selected_members",
    usernames: ["octocat"],
  });
  expect(state.inputs.sent).toBe("2 times");
  await refresh();
  expect(await up(some("always"))).toEqual(["PUT …"]);
  expect(state.inputs.sent).toBe("3 times");
});

test.each([
  ["daily", DAY, "on 2026-11-27"],
  ["weekly", 4 * DAY, "in the week of 2026-11-30"],
  ["monthly", 5 * DAY, "in 2026-12"],
])("%s sends it with the first up of each period", async (sendAgain, later, sent) => {
  await up(some(sendAgain));
  expect(await up(some(sendAgain))).toEqual([]);
  now += later - 1 - (now % DAY);
  expect(await up(some(sendAgain))).toEqual([]);
  now += 1;
  expect(await up(some(sendAgain))).toEqual(["PUT …"]);
  expect(state.inputs.sent).toBe(sent);
  expect(await up(some(sendAgain))).toEqual([]);
});

test("given later it sends at once, and taken out it sends nothing", async () => {
  await up(some(undefined));
  expect(await up(some("weekly"))).toEqual(["PUT …"]);
  expect(await up(some(undefined))).toEqual([]);
  expect(state.outputs).not.toHaveProperty("sent");
  expect(await up(some(undefined))).toEqual([]);
});

test("with a change of the list the whole setting is sent, not the difference", async () => {
  await up(some("always"));
  emulator.drift.access("acme", {
    visibility: "selected_members",
    usernames: ["octocat", "monalisa"],
  });
  expect(await up(some("always", ["octocat", "hubot"]))).toEqual(["PUT …"]);
  expect(emulator.access("acme").usernames).toEqual(["hubot", "octocat"]);
});

test("beyond a hundred logins the others follow", async () => {
  const members = [...(emulator.seed.organizations[0]?.members ?? [])].slice(0, 120);
  await up(some("always", members));
  expect(await up(some("always", members))).toEqual(["PUT …", "POST …/selected_users"]);
  expect(emulator.access("acme").usernames).toHaveLength(120);
});

test("a refusal leaves the state as it was, and the next up sends it again", async () => {
  await up(some("always"));
  emulator.fail({ method: "PUT", status: 422 });
  const refused: unknown = await up(some("always")).catch((error: unknown) => error);
  expect(refused).not.toHaveProperty("properties");
  expect(await up(some("always"))).toEqual(["PUT …"]);
  expect(state.inputs.sent).toBe("2 times");
});

test("a sending that got lost is uncertain, as any write", async () => {
  await up(some("weekly"));
  now += 7 * DAY;
  emulator.fail({ method: "PUT", drop: "before", times: 4 });
  const lost = (await up(some("weekly")).catch((error: unknown) => error)) as PartlyDone;
  expect(lost.properties).toMatchObject({ uncertain: true, sent: "in the week of 2026-11-23" });
  state.outputs = lost.properties;
  expect(await up(some("weekly"))).toEqual(["PUT …"]);
  expect(state.outputs).not.toHaveProperty("uncertain");
});

test("what isn't one of its words is refused", () => {
  const { access } = newRun({ url: emulator.url });
  const { failures } = access.check({}, some("hourly"));
  expect(failures.map(({ property }) => property)).toEqual(["sendAgain"]);
});
