import { manualClock, startEmulator, type Clock, type Emulator } from "github-codespaces-emulator";
import { create, newRun, update } from "../../support/lifecycles";
import { KINDS, Scenario, type Kind } from "../../support/secret-scenario";

const HOUR = 3_600_000;

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ clock: manualClock("2026-01-01T00:00:00.400Z") });
});
beforeEach(() => {
  emulator.reset();
});
afterAll(() => emulator.close());

interface Step {
  /** Between the step before it and this one. */
  pause: number;
  act(scenario: Scenario): Promise<void>;
}

const up =
  (value: string, list?: number[], more = {}) =>
  async (scenario: Scenario): Promise<void> => {
    const names = list?.map((index) => scenario.repositories[index] ?? "");
    await scenario.secret.up(scenario.program(value, names, more));
  };
const destroy = (scenario: Scenario) => scenario.secret.destroy();

/** Each ends with the write that GitHub doesn't show yet. */
const histories: Record<string, Omit<Step, "pause">[]> = {
  create: [{ act: up("first", [0]) }],
  "value update": [{ act: up("first", [0]) }, { act: up("second", [0]) }],
  "list update": [{ act: up("first", [0]) }, { act: up("first", [1]) }],
  "two list updates": [
    { act: up("first", []) },
    { act: up("first", [0]) },
    { act: up("first", [1]) },
  ],
  "list not managed": [{ act: up("first", [0]) }, { act: up("second") }],
  "delete + re-create": [{ act: up("first", [0]) }, { act: destroy }, { act: up("first", [0, 1]) }],
};
const ofOrganizations: Record<string, Omit<Step, "pause">[]> = {
  "visibility update": [
    { act: up("first", [0]) },
    { act: up("first", undefined, { visibility: "all" }) },
  ],
  "visibility there and back": [
    { act: up("first", undefined, { visibility: "all" }) },
    { act: up("first", [0]) },
    { act: up("first", undefined, { visibility: "private" }) },
  ],
};

const cases = KINDS.flatMap((kind) =>
  Object.entries({ ...histories, ...(kind === "orgSecret" ? ofOrganizations : {}) }).flatMap(
    ([what, steps]) =>
      // An hour, within the lag, within the tolerance of stamps.
      [HOUR, 5_000, 1_000].map((pause) => ({ kind, what, pause, steps })),
  ),
);

describe.each([8_000, 45_000])("reads that lag %i ms", (readLagMs) => {
  test.each(cases)("$kind: $what, $pause ms apart", async ({ kind, steps, pause }) => {
    emulator.configure({ readLagMs });
    for (const moments of momentsOf(readLagMs)) {
      const scenario = new Scenario(emulator, kind);
      for (const { act } of steps) {
        emulator.advance(pause);
        await act(scenario);
      }
      for (const moment of moments) {
        emulator.advance(moment);
        expect({ moments, changed: await scenario.secret.refresh() }).toEqual({
          moments,
          changed: [],
        });
      }
      emulator.advance(HOUR);
      await scenario.secret.destroy();
      emulator.advance(HOUR);
    }
  });

  test.each(["orgSecret", "userSecret"] as const)("%s: one repository of it", async (kind) => {
    emulator.configure({ readLagMs });
    for (const moments of momentsOf(readLagMs)) {
      for (const pause of [HOUR, 5_000, 1_000, 0]) {
        const { secret, added, again } = await shared(kind, pause);
        for (const moment of moments) {
          emulator.advance(moment);
          const changed = [await added?.refresh(), await again?.refresh(), await secret.refresh()];
          expect({ moments, pause, changed }).toEqual({ moments, pause, changed: [[], [], []] });
        }
        emulator.advance(HOUR);
        await secret.destroy();
        emulator.advance(HOUR);
      }
    }
  });
});

/** After the last write: at once, within the lag, at its end, when the grace is over, much later. */
function momentsOf(lag: number): number[][] {
  return [
    [0, lag / 2, lag / 2, 1_000, HOUR],
    [lag - 500, 500, 500, 500, 60_000, HOUR],
    [59_000, 1_000, 1_000],
  ];
}

/** A secret whose list nobody manages, and two stacks that add to it. */
async function shared(kind: Kind, pause: number) {
  const scenario = new Scenario(emulator, kind);
  const [one = "", two = ""] = scenario.repositories;
  await scenario.secret.up(scenario.program("first"));
  emulator.advance(pause);
  const added = scenario.association(one);
  await added?.resource.up(added.inputs);
  emulator.advance(pause);
  const again = scenario.association(two);
  await again?.resource.up(again.inputs);
  return { secret: scenario.secret, added: added?.resource, again: again?.resource };
}

test("what changed by hand within the second of our write is found, but for a value", async () => {
  const scenario = new Scenario(emulator, "orgSecret");
  const { secret } = scenario;
  await secret.up(scenario.program("first", ["acme/api"]));
  scenario.byHand({ selectedRepositories: ["acme/web"] });
  expect(await secret.refresh()).toEqual([]);
  expect(secret.lines).toEqual([
    expect.stringContaining("GitHub does not show the last write yet"),
  ]);
  emulator.advance(60_000);
  expect(await secret.refresh()).toEqual(["selectedRepositories"]);

  await secret.up(scenario.program("second", ["acme/api"]));
  emulator.drift.orgSecret("acme", "TOKEN", { visibility: "private" });
  emulator.advance(60_000);
  expect(await secret.refresh()).toContain("visibility");

  await secret.up(scenario.program("third", ["acme/api"]));
  emulator.drift.deleteOrgSecret("acme", "TOKEN");
  emulator.advance(60_000);
  expect(await secret.refresh()).toBeUndefined();
});

test.each([
  [2_000, []],
  [4_000, ["valueWritten"]],
])("a value changed by hand %i ms after our write", async (later, changed) => {
  const scenario = new Scenario(emulator, "orgSecret");
  await scenario.secret.up(scenario.program("first", ["acme/api"]));
  emulator.advance(later);
  scenario.byHand({ value: "by hand" });
  emulator.advance(HOUR);
  expect(await scenario.secret.refresh()).toEqual(changed);
});

test("a secret deleted by hand a moment ago is destroyed without an error", async () => {
  const scenario = new Scenario(emulator, "orgSecret");
  await scenario.secret.up(scenario.program("first", ["acme/api"]));
  emulator.advance(HOUR);
  emulator.configure({ readLagMs: 3_000 });
  scenario.deletedByHand();
  await expect(scenario.secret.destroy()).resolves.toBeUndefined();
});

test("a repository that was taken away and added again is never false gone", async () => {
  const scenario = new Scenario(emulator, "orgSecret");
  await scenario.secret.up(scenario.program("first"));
  emulator.configure({ readLagMs: 8_000 });
  const api = scenario.association("acme/api");
  for (const pause of [HOUR, 5_000, 1_000, 0]) {
    emulator.advance(pause);
    await api?.resource.up(api.inputs);
    expect(await api?.resource.refresh()).toEqual([]);
    emulator.advance(pause);
    await api?.resource.destroy();
    emulator.advance(pause);
    await api?.resource.up(api.inputs);
    for (const moment of [0, 4_000, 4_000, 60_000]) {
      emulator.advance(moment);
      expect(await api?.resource.refresh()).toEqual([]);
    }
    await api?.resource.destroy();
  }
});

test("a list that left and came back between two refreshes looks like a value, and costs a PUT", async () => {
  const scenario = new Scenario(emulator, "orgSecret");
  await scenario.secret.up(scenario.program("first"));
  const api = scenario.association("acme/api");
  emulator.advance(HOUR);
  await api?.resource.up(api.inputs);
  emulator.advance(HOUR);
  await api?.resource.destroy();
  expect(await scenario.secret.refresh()).toEqual(["valueWritten"]);
  await scenario.secret.up(scenario.program("first"));
  expect(scenario.held).toMatchObject({ openedValue: "first", selectedRepositories: [] });
});

test("a re-created secret that a late list still shows is new", async () => {
  const scenario = new Scenario(emulator, "orgSecret");
  await scenario.secret.up(scenario.program("first", ["acme/api"]));
  emulator.advance(HOUR);
  emulator.configure({ readLagMs: 3_000 });
  await scenario.secret.destroy();
  emulator.advance(1_000);
  await scenario.secret.up(scenario.program("first", ["acme/api"]));
  expect(scenario.secret.lines).toEqual([]);
  expect(scenario.secret.outputs.createdAt).toBe(scenario.secret.outputs.updatedAt);
});

test("a new value in the run that added a repository sends that one too", async () => {
  const scenario = new Scenario(emulator, "orgSecret");
  await scenario.secret.up(scenario.program("first"));
  emulator.advance(HOUR);
  emulator.configure({ readLagMs: 10_000 });
  const run = newRun({ url: emulator.url, token: emulator.token });
  const place = { org: "acme", secretName: "TOKEN" };
  await create(run.orgSecretRepository, { ...place, repository: "api" });
  const { id, outputs } = scenario.secret;
  await update(run.orgSecret, id, outputs, scenario.program("second"));
  expect(scenario.held).toMatchObject({
    openedValue: "second",
    selectedRepositories: ["acme/api"],
  });
});

/** Time passes between any two looks at it, so also between the two requests of one refresh. */
function clockThatRuns(step: number): Clock {
  const clock = manualClock();
  return {
    now: () => {
      clock.advance(step);
      return clock.now();
    },
    advance: (ms) => {
      clock.advance(ms);
    },
  };
}

test.each([40, 150, 700])(
  "a list that changes during a refresh is no drift (%i ms)",
  async (step) => {
    const running = await startEmulator({ clock: clockThatRuns(step) });
    const scenario = new Scenario(running, "orgSecret");
    await scenario.secret.up(scenario.program("first"));
    running.advance(HOUR);
    running.configure({ readLagMs: 5_000 });
    for (let round = 0; round < 12; round++) {
      const api = scenario.association(round % 2 ? "acme/api" : "acme/web");
      await api?.resource.up(api.inputs);
      running.advance(4_000 + round * 50);
      for (let look = 0; look < 6; look++) expect(await scenario.secret.refresh()).toEqual([]);
      running.advance(HOUR);
      expect(await scenario.secret.refresh()).toEqual([]);
      scenario.byHand({ selectedRepositories: [] });
      running.advance(HOUR);
      expect(await scenario.secret.refresh()).toEqual([]);
    }
    await running.close();
  },
);
