import { manualClock } from "github-codespaces-emulator";
import { useEmulator } from "../../support/emulator-client";
import { Scenario } from "../../support/secret-scenario";
import { requestLines } from "../../support/world";

const HOUR = 3_600_000;
const { emulator } = useEmulator({ clock: manualClock() });

const kinds = ["orgSecret", "userSecret"] as const;

/** A secret whose list isn't managed, and to which another stack has added a repository. */
async function shared(kind: (typeof kinds)[number]) {
  const scenario = new Scenario(emulator, kind);
  await scenario.secret.up(scenario.program("first"));
  emulator.advance(HOUR);
  scenario.byHand({ selectedRepositories: [...scenario.repositories] });
  emulator.advance(HOUR);
  emulator.clearRequests();
  return scenario;
}

const listWrites = () => emulator.requests.filter(({ method }) => method === "PUT");

describe.each(kinds)("%s", (kind) => {
  test("a list that isn't managed and can't be read is not written back as none", async () => {
    const scenario = await shared(kind);
    emulator.fail({ method: "GET", path: /\/TOKEN\/repositories$/, status: 404, times: 9 });
    await expect(scenario.secret.up(scenario.program("second"))).rejects.toThrow(
      /GitHub answered 404 to GET .*\/TOKEN\/repositories/,
    );
    expect(listWrites()).toEqual([]);
    expect(scenario.held?.selectedRepositories).toEqual([...scenario.repositories]);
  });

  test.each([
    ["none", []],
    ["one of them", [0]],
    ["all of them", [0, 1]],
  ])("a list that is declared from now on is written, without a refresh: %s", async (_, those) => {
    const scenario = await shared(kind);
    const list = those.map((index) => scenario.repositories[index] ?? "");
    await scenario.secret.up(scenario.program("first", list));
    expect(listWrites().map(({ path }) => path)).toEqual([
      expect.stringMatching(/\/TOKEN\/repositories$/),
    ]);
    expect(Object.keys(listWrites()[0]?.body as object)).toEqual(["selected_repository_ids"]);
    expect(scenario.held).toMatchObject({ openedValue: "first", selectedRepositories: list });
    emulator.advance(HOUR);
    expect(await scenario.secret.refresh()).toEqual([]);
  });

  test("a list equal to what the state recorded is written, since others have added to it", async () => {
    const scenario = new Scenario(emulator, kind);
    const [one = "", two = ""] = scenario.repositories;
    await scenario.secret.up(scenario.program("first", [one]));
    await scenario.secret.up(scenario.program("first"));
    scenario.byHand({ selectedRepositories: [one, two] });
    await scenario.secret.up(scenario.program("first", [one]));
    expect(scenario.held?.selectedRepositories).toEqual([one]);
  });

  test("with a new value in the same up, it is one PUT", async () => {
    const scenario = await shared(kind);
    await scenario.secret.up(scenario.program("second", []));
    expect(listWrites()).toHaveLength(1);
    expect(scenario.held).toMatchObject({ openedValue: "second", selectedRepositories: [] });
  });

  test("taken out of the program again it sends nothing", async () => {
    const scenario = await shared(kind);
    await scenario.secret.up(scenario.program("first", []));
    emulator.clearRequests();
    await scenario.secret.up(scenario.program("first"));
    expect(requestLines(emulator)).toEqual([]);
  });
});
