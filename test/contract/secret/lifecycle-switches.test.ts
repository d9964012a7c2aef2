import {
  allSwitchesFlipped,
  defaultSwitches,
  manualClock,
  startEmulator,
  type Emulator,
  type Switches,
} from "github-codespaces-emulator";
import { newRun, checked } from "../../support/lifecycles";
import { KINDS, Scenario } from "../../support/secret-scenario";

const HOUR = 3_600_000;

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ clock: manualClock() });
});
beforeEach(() => {
  emulator.reset();
});
afterEach(() => {
  expect(emulator.violations).toEqual([]);
});
afterAll(() => emulator.close());

const flipped = Object.entries(allSwitchesFlipped).map(
  ([name, value]): [string, Partial<Switches>] => [`${name}: ${value}`, { [name]: value }],
);
const readings: [string, Partial<Switches>][] = [
  ["GitHub as the documents suggest", defaultSwitches],
  ...flipped,
  ['unknownRepositoryId: "404"', { unknownRepositoryId: "404" }],
  ["all flipped", allSwitchesFlipped],
  [
    'all flipped, unknownRepositoryId: "404"',
    { ...allSwitchesFlipped, unknownRepositoryId: "404" },
  ],
];

describe.each(readings)("%s", (_, switches) => {
  beforeEach(() => {
    emulator.configure({ switches });
  });

  test.each(KINDS)("%s: create, change, drift, repair, delete", async (kind) => {
    const scenario = new Scenario(emulator, kind);
    const { secret, repositories } = scenario;
    const [one = "", two = ""] = repositories;
    const list = (...names: string[]) => (scenario.hasList ? names : []);
    const clean = async () => {
      emulator.advance(HOUR);
      expect(await secret.refresh()).toEqual([]);
      emulator.advance(HOUR);
    };

    await secret.up(scenario.program("first", [one]));
    await clean();
    await secret.up(scenario.program("second", [one]));
    expect(scenario.held).toMatchObject({ openedValue: "second" });
    expect(scenario.held?.selectedRepositories).toEqual(list(one));
    await clean();
    await secret.up(scenario.program("second", [two, one]));
    expect(scenario.held?.selectedRepositories).toEqual(list(one, two));
    await clean();

    scenario.byHand({ value: "by hand" });
    expect(await secret.refresh()).toEqual(["valueWritten"]);
    await secret.up(scenario.program("second", [two, one]));
    expect(scenario.held?.openedValue).toBe("second");
    expect(scenario.held?.selectedRepositories).toEqual(list(one, two));
    await clean();

    scenario.deletedByHand();
    expect(await secret.refresh()).toBeUndefined();
    secret.id = "";
    await secret.up(scenario.program("third", []));
    expect(scenario.held?.selectedRepositories).toEqual(list());
    await clean();
    await secret.destroy();
    expect(scenario.held).toBeUndefined();
  });

  test.each(["orgSecret", "userSecret"] as const)(
    "%s: its list, by hand and shared",
    async (kind) => {
      const scenario = new Scenario(emulator, kind);
      const { secret, repositories } = scenario;
      const [one = "", two = ""] = repositories;
      await secret.up(scenario.program("first", [one]));
      emulator.advance(HOUR);
      scenario.byHand({ selectedRepositories: [two] });
      expect(await secret.refresh()).toEqual(["selectedRepositories"]);
      await secret.up(scenario.program("first", [one]));
      expect(scenario.held?.selectedRepositories).toEqual([one]);

      // Not managed any more: what is there stays, through values and other stacks' repositories.
      await secret.up(scenario.program("first"));
      emulator.advance(HOUR);
      const added = scenario.association(two);
      await added?.resource.up(added.inputs);
      emulator.advance(HOUR);
      expect(await secret.refresh()).toEqual([]);
      await secret.up(scenario.program("second"));
      expect(scenario.held).toMatchObject({
        openedValue: "second",
        selectedRepositories: [one, two],
      });
      emulator.advance(HOUR);
      expect(await added?.resource.refresh()).toEqual([]);
      await added?.resource.destroy();
      expect(scenario.held?.selectedRepositories).toEqual([one]);
      emulator.advance(HOUR);
      expect(await secret.refresh()).toEqual([]);
      await secret.destroy();
    },
  );

  test("visibility: there and back, with and without a list", async () => {
    const scenario = new Scenario(emulator, "orgSecret");
    const { secret } = scenario;
    for (const [visibility, list] of [
      ["all", undefined],
      ["selected", ["acme/api"]],
      ["private", undefined],
      ["selected", undefined],
      ["selected", ["acme/web"]],
      ["all", undefined],
    ] as const) {
      await secret.up(scenario.program("first", list, { visibility }));
      expect(scenario.held).toMatchObject({
        openedValue: "first",
        visibility,
        selectedRepositories: list ?? [],
      });
      emulator.advance(HOUR);
      expect(await secret.refresh()).toEqual([]);
      emulator.advance(HOUR);
    }
    emulator.drift.orgSecret("acme", "TOKEN", { visibility: "private" });
    expect(await secret.refresh()).toContain("visibility");
    await secret.up(scenario.program("first", undefined, { visibility: "all" }));
    expect(scenario.held).toMatchObject({ visibility: "all", openedValue: "first" });
    await secret.destroy();
  });

  test("one repository: taken away by hand, gone with its secret, of a secret for all", async () => {
    const scenario = new Scenario(emulator, "orgSecret");
    await scenario.secret.up(scenario.program("first"));
    const api = scenario.association("acme/api");
    await api?.resource.up(api.inputs);
    emulator.advance(HOUR);
    scenario.byHand({ selectedRepositories: [] });
    await api?.resource.destroy();
    await api?.resource.up(api.inputs);
    emulator.advance(HOUR);
    emulator.drift.orgSecret("acme", "TOKEN", { visibility: "all" });
    expect(await api?.resource.refresh()).toBeUndefined();
    await expect(scenario.association("acme/web")?.resource.up(api?.inputs ?? {})).rejects.toThrow(
      'the secret acme/TOKEN has no list of repositories: give it visibility "selected" first.',
    );
    await api?.resource.destroy();
    await scenario.secret.destroy();
    await expect(scenario.association("acme/web")?.resource.up(api?.inputs ?? {})).rejects.toThrow(
      "GitHub lists no secret acme/TOKEN",
    );
  });

  test("access: set, read, changed, destroyed", async () => {
    const { url, token } = emulator;
    const access = newRun({ url, token }).access;
    const first = checked(access, {
      org: "acme",
      visibility: "selected_members",
      selectedUsernames: ["octocat"],
    });
    const { id, outputs } = await access.create(first);
    expect((await access.read(id, outputs))?.inputs).toEqual(first);
    const next = newRun({ url, token }).access;
    const news = { ...first, selectedUsernames: { hubot: "selected", octocat: "selected" } };
    const changed = await next.update(id, outputs, checked(next, news, first));
    expect(emulator.access("acme").usernames).toEqual(["hubot", "octocat"]);
    await newRun({ url, token }).access.delete(id, changed);
    expect(emulator.access("acme").visibility).toBe("disabled");
  });
});
