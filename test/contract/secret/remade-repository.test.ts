import { defaultSwitches, manualClock, type Switches } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { create, newRun } from "../../support/lifecycles";
import { Scenario } from "../../support/secret-scenario";

// A repository that was deleted and made anew under its name has another id than the state remembers.

const HOUR = 3_600_000;
const { emulator } = useEmulator({ clock: manualClock() });

const readings: Switches["unknownRepositoryId"][] = ["422", "404", "ignore"];
const cases = (["orgSecret", "userSecret"] as const).flatMap((kind) =>
  readings.map((unknownRepositoryId) => ({ kind, unknownRepositoryId })),
);

/** A secret with a list, whose first repository is made anew. */
async function declared(kind: "orgSecret" | "userSecret", more: string[] = []) {
  const scenario = new Scenario(emulator, kind);
  const [one = ""] = scenario.repositories;
  await scenario.secret.up(scenario.program("first", [one, ...more]));
  emulator.advance(HOUR);
  emulator.drift.deleteRepository(one);
  const id = emulator.drift.createRepository(one);
  emulator.clearRequests();
  return { scenario, id };
}

/** The requests, the owner of the secret left out: `PUT`, or `PUT repositories`. */
function sent(): string[] {
  const lines = emulator.requests.map(({ method, path }) => {
    const [, last = ""] = /\/TOKEN(?:\/(repositories))?$/.exec(path) ?? [];
    return path === "/graphql" ? "names" : `${method} ${last}`.trim();
  });
  return lines.filter((_, index) => emulator.requests[index]?.path !== "/user");
}

describe.each(cases)("$kind, an unknown id: $unknownRepositoryId", (reading) => {
  const { kind, unknownRepositoryId } = reading;

  beforeEach(() => {
    emulator.configure({ switches: { ...defaultSwitches, unknownRepositoryId } });
  });

  test("one more on the list: the names are asked for together, and nothing twice", async () => {
    const { scenario } = await declared(kind);
    const both = [...scenario.repositories];
    await scenario.secret.up(scenario.program("first", both));
    expect(sent()).toEqual(["names", "GET repositories", "PUT repositories"]);
    expect([...(scenario.held?.selectedRepositories ?? [])].sort()).toEqual([...both].sort());
    expect(scenario.secret.lines).toEqual([
      expect.stringContaining(`${both[0] ?? ""} is now a different repository`),
    ]);
    emulator.advance(HOUR);
    expect(await scenario.secret.refresh()).toEqual([]);
  });

  test("a refresh, then an up: it is on the list again", async () => {
    const { scenario } = await declared(kind);
    const [one = ""] = scenario.repositories;
    expect(await scenario.secret.refresh()).toEqual(["selectedRepositories"]);
    await scenario.secret.up(scenario.program("first", [one]));
    expect(scenario.held?.selectedRepositories).toEqual([one]);
  });

  test("a name that leads to no repository any more is told by its name", async () => {
    const { scenario } = await declared(kind);
    const [one = "", two = ""] = scenario.repositories;
    emulator.drift.deleteRepository(one);
    const failed = scenario.secret.up(scenario.program("first", [one, two]));
    await expect(failed).rejects.toThrow(`The repository could not be found: ${one}.`);
    expect(sent()).toEqual(["names", "GET repositories"]);
  });
});

describe.each(cases.filter((one) => one.unknownRepositoryId !== "ignore"))(
  "$kind, an unknown id is refused with $unknownRepositoryId",
  ({ kind, unknownRepositoryId }) => {
    beforeEach(() => {
      emulator.configure({ switches: { ...defaultSwitches, unknownRepositoryId } });
    });

    test("a new value goes to the repository that has the name now", async () => {
      const { scenario } = await declared(kind);
      const [one = ""] = scenario.repositories;
      await scenario.secret.up(scenario.program("second", [one]));
      expect(scenario.held).toMatchObject({ openedValue: "second", selectedRepositories: [one] });
      expect(sent().filter((line) => line === "names")).toHaveLength(1);
    });

    test("one less on the list: refused, asked for, and repeated", async () => {
      const [, two = ""] = new Scenario(emulator, kind).repositories;
      const { scenario } = await declared(kind, [two]);
      const [one = ""] = scenario.repositories;
      await scenario.secret.up(scenario.program("first", [one]));
      expect(scenario.held).toMatchObject({ openedValue: "first", selectedRepositories: [one] });
      emulator.advance(HOUR);
      expect(await scenario.secret.refresh()).toEqual([]);
    });

    test("an id beside a name of the same repository is named when it is the dead one", async () => {
      const [, two = ""] = new Scenario(emulator, kind).repositories;
      const { scenario, id } = await declared(kind, [two]);
      const news = { ...scenario.program("second"), selectedRepositories: [two, 4711] };
      await expect(scenario.secret.up(news)).rejects.toThrow(/Given by id, and kept: 4711\./);
      const [one = ""] = scenario.repositories;
      await scenario.secret.up({ ...news, selectedRepositories: [one, id] });
      expect(scenario.held).toMatchObject({ openedValue: "second", selectedRepositories: [one] });
    });

    test("an id that the program gives stays it, and is named with what to do", async () => {
      const { scenario } = await declared(kind);
      const list = (value: string): Props => ({
        ...scenario.program(value),
        selectedRepositories: [4711],
      });
      const words =
        /GitHub answered 4\d\d .* The list was: 4711\. Given by id, and kept: 4711\. .*give that one, or the name\./;
      await expect(scenario.secret.up(list("first"))).rejects.toThrow(words);
      await expect(scenario.secret.up(list("second"))).rejects.toThrow(words);
      expect(scenario.held?.openedValue).toBe("first");
    });
  },
);

test("a renamed repository whose name another one took is the declared one, and stays it", async () => {
  const scenario = new Scenario(emulator, "orgSecret");
  await scenario.secret.up(scenario.program("first", ["acme/api"]));
  emulator.drift.renameRepository("acme/api", "acme/api-v2");
  emulator.drift.createRepository("acme/api");
  await scenario.secret.up(scenario.program("first", ["acme/api", "acme/web"]));
  expect(scenario.held?.selectedRepositories).toEqual(["acme/api-v2", "acme/web"]);
  expect(scenario.secret.lines).toEqual([]);
});

test("a look-up that fell behind is repeated: the repository was made anew during the run", async () => {
  const run = newRun({ url: emulator.url, token: emulator.token });
  const secret = { org: "acme", visibility: "selected", selectedRepositories: ["acme/api"] };
  await create(run.orgSecret, { ...secret, secretName: "A", value: "v" });
  emulator.drift.deleteRepository("acme/api");
  emulator.drift.createRepository("acme/api");
  await create(run.orgSecret, { ...secret, secretName: "B", value: "v" });
  expect(emulator.orgSecret("acme", "B")?.selectedRepositories).toEqual(["acme/api"]);
  await create(run.orgSecret, { ...secret, secretName: "C", value: "v" });
  expect(emulator.requests.filter(({ path }) => path === "/graphql")).toHaveLength(2);
});

test.each(readings.filter((reading) => reading !== "ignore"))(
  "one repository of a secret is asked for again when GitHub refuses its id (%s)",
  async (unknownRepositoryId) => {
    emulator.configure({ switches: { ...defaultSwitches, unknownRepositoryId } });
    const run = newRun({ url: emulator.url, token: emulator.token });
    const place = { org: "acme", visibility: "selected", value: "v" };
    await create(run.orgSecret, { ...place, secretName: "A", selectedRepositories: ["api"] });
    await create(run.orgSecret, { ...place, secretName: "TOKEN" });
    emulator.drift.deleteRepository("acme/api");
    const id = emulator.drift.createRepository("acme/api");
    const inputs = { org: "acme", secretName: "TOKEN", repository: "api" };
    const { outputs } = await create(run.orgSecretRepository, inputs);
    expect(outputs.repositoryId).toBe(id);
    expect(emulator.orgSecret("acme", "TOKEN")?.selectedRepositories).toEqual(["acme/api"]);
  },
);

test("one repository of a secret that was made anew is on the list after a refresh", async () => {
  const scenario = new Scenario(emulator, "orgSecret");
  await scenario.secret.up(scenario.program("first"));
  const api = scenario.association("acme/api");
  await api?.resource.up(api.inputs);
  emulator.drift.deleteRepository("acme/api");
  emulator.drift.createRepository("acme/api");
  emulator.advance(HOUR);
  expect(await api?.resource.refresh()).toBeUndefined();
  if (api) api.resource.id = "";
  await api?.resource.up(api.inputs);
  expect(scenario.held?.selectedRepositories).toEqual(["acme/api"]);
});
