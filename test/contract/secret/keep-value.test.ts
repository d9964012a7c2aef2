import { manualClock, allSwitchesFlipped } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { KINDS, Scenario, type Kind } from "../../support/secret-scenario";
import { requestLines } from "../../support/world";

// `keepValue: true`: a secret that exists is taken over with its value.

const HOUR = 3_600_000;
const THEIRS = "canary-value-theirs";
const { emulator } = useEmulator({ clock: manualClock() });
const withList = ["orgSecret", "userSecret"] as const;

const KEEP: Props = { value: undefined, keepValue: true };

/** A secret that somebody made an hour ago, for the first repository if it has a list. */
function made(kind: Kind): Scenario {
  const scenario = new Scenario(emulator, kind);
  const [first] = scenario.repositories;
  scenario.byHand({ value: THEIRS, ...(first !== undefined && { selectedRepositories: [first] }) });
  emulator.advance(HOUR);
  emulator.clearRequests();
  return scenario;
}

/** GitHub's time, as it writes it. */
const stampNow = () => emulator.now().toISOString().replace(".000Z", "Z");

const keeping = (scenario: Scenario, list?: readonly string[], more: Props = {}) =>
  scenario.program("", list, { ...KEEP, ...more });

/** Without the repository that a secret is in: its id is asked for. */
const writes = () => requestLines(emulator).filter((line) => !/^(GET|POST \/graphql)/.test(line));

describe.each(KINDS)("%s", (kind) => {
  test("that agrees already is taken over without a write, and keeps GitHub's times", async () => {
    const stamp = stampNow();
    const scenario = made(kind);
    const before = scenario.held;
    await scenario.secret.up(keeping(scenario, scenario.repositories.slice(0, 1)));
    expect(writes()).toEqual([]);
    expect(scenario.held).toEqual(before);
    expect(scenario.secret.outputs).toMatchObject({
      keepValue: true,
      createdAt: stamp,
      updatedAt: stamp,
    });
    expect(scenario.secret.lines).toEqual([]);
    expect(scenario.secret.outputs).not.toHaveProperty("valueWrittenAt");
    expect(await scenario.secret.refresh()).toEqual([]);
  });

  test("that isn't there is an error in words, and nothing is made", async () => {
    const scenario = new Scenario(emulator, kind);
    const up = scenario.secret.up(keeping(scenario));
    await expect(up).rejects.toThrow(/could not be created: there is no such secret at GitHub/);
    expect(writes()).toEqual([]);
    expect(scenario.held).toBeUndefined();
  });

  test("that was deleted by hand is gone after a refresh, and no placeholder takes its place", async () => {
    const scenario = made(kind);
    await scenario.secret.up(keeping(scenario));
    scenario.deletedByHand();
    emulator.advance(HOUR);
    expect(await scenario.secret.refresh()).toBeUndefined();
    scenario.secret.id = "";
    scenario.secret.inputs = {};
    await expect(scenario.secret.up(keeping(scenario))).rejects.toThrow("no placeholder");
    expect(writes()).toEqual([]);
    expect(scenario.held).toBeUndefined();
  });

  test("that was made anew by hand is told, and its new value stays", async () => {
    const scenario = made(kind);
    await scenario.secret.up(keeping(scenario));
    scenario.deletedByHand();
    emulator.advance(HOUR);
    const stamp = stampNow();
    scenario.byHand({ value: "another" });
    emulator.advance(HOUR);
    await scenario.secret.refresh();
    expect(scenario.secret.lines).toEqual([
      expect.stringContaining(
        `was deleted and recreated outside Pulumi at ${stamp}: ` +
          "keepValue keeps the value that it has now",
      ),
    ]);
    expect(scenario.secret.outputs.createdAt).toBe(stamp);
    await scenario.secret.up(keeping(scenario));
    expect(scenario.held?.openedValue).toBe("another");
    await scenario.secret.refresh();
    expect(scenario.secret.lines).toEqual([]);
  });

  test("whose value others write is no drift; with onExternalChange: warn it is told", async () => {
    const scenario = made(kind);
    await scenario.secret.up(keeping(scenario));
    scenario.byHand({ value: "newer" });
    emulator.advance(HOUR);
    expect(await scenario.secret.refresh()).toEqual([]);
    expect(scenario.secret.lines).toEqual([]);
    await scenario.secret.up(keeping(scenario, undefined, { onExternalChange: "warn" }));
    scenario.byHand({ value: "newest" });
    emulator.advance(HOUR);
    await scenario.secret.refresh();
    expect(scenario.secret.lines).toEqual([expect.stringContaining("keepValue keeps its value")]);
    expect(scenario.held?.openedValue).toBe("newest");
  });

  test("gets a value in place when one is given, and keeps that when it is taken out again", async () => {
    const scenario = made(kind);
    const list = scenario.repositories.slice(0, 1);
    await scenario.secret.up(keeping(scenario, list));
    emulator.clearRequests();
    await scenario.secret.up(scenario.program("canary-value-ours", list));
    expect(writes()).toEqual([expect.stringMatching(/^PUT .*\/TOKEN$/)]);
    expect(scenario.held?.openedValue).toBe("canary-value-ours");
    expect(scenario.secret.lines.join()).toMatch(/TOKEN kept the value .* is overwritten, and/);
    expect(scenario.secret.outputs.valueWritten).toBe("by this stack");
    emulator.clearRequests();
    await scenario.secret.up(keeping(scenario, list));
    expect(requestLines(emulator)).toEqual([]);
    expect(scenario.secret.lines).toEqual([]);
    expect(scenario.secret.outputs).not.toHaveProperty("value");
    expect(scenario.secret.outputs).not.toHaveProperty("valueWritten");
    expect(scenario.secret.outputs).toHaveProperty("valueWrittenAt");
    emulator.clearRequests();
    await scenario.secret.up(scenario.program("canary-value-ours", list));
    expect(writes()).toHaveLength(1);
  });

  test("that ignoreChanges still names is kept: the fingerprint that Pulumi gives is no value", async () => {
    const scenario = made(kind);
    await scenario.secret.up(scenario.program("canary-value-ours"));
    const { value } = scenario.secret.inputs;
    emulator.clearRequests();
    await scenario.secret.up(keeping(scenario, undefined, { value }));
    expect(requestLines(emulator)).toEqual([]);
    expect(scenario.secret.inputs).not.toHaveProperty("value");
  });

  test("with another name is an error before anything is deleted", async () => {
    const scenario = made(kind);
    await scenario.secret.up(keeping(scenario));
    emulator.clearRequests();
    const up = scenario.secret.up(keeping(scenario, undefined, { secretName: "OTHER" }));
    await expect(up).rejects.toThrow(/^secretName: the secret keeps the value/);
    expect(requestLines(emulator)).toEqual([]);
  });

  test("is deleted by a destroy, as any resource", async () => {
    const scenario = made(kind);
    await scenario.secret.up(keeping(scenario));
    await scenario.secret.destroy();
    expect(scenario.held).toBeUndefined();
  });

  test("whose creation with a value got lost must exist", async () => {
    const scenario = new Scenario(emulator, kind);
    emulator.fail({ method: "PUT", path: /TOKEN$/, drop: "before", times: 4 });
    const lost: unknown = await scenario.secret
      .up(scenario.program("canary-value-ours"))
      .catch((error: unknown) => error);
    const { id, properties } = lost as { id: string; properties: Props };
    Object.assign(scenario.secret, { id, outputs: properties, inputs: properties });
    await expect(scenario.secret.up(keeping(scenario))).rejects.toThrow("no such secret");
    const stamp = stampNow();
    scenario.byHand({ value: THEIRS, selectedRepositories: [] });
    emulator.advance(HOUR);
    await scenario.secret.up(keeping(scenario));
    expect(scenario.held?.openedValue).toBe(THEIRS);
    expect(scenario.secret.outputs.updatedAt).toBe(stamp);
  });
});

describe.each(withList)("%s", (kind) => {
  test("gets the declared list without its value, at once and later", async () => {
    const scenario = made(kind);
    await scenario.secret.up(keeping(scenario, scenario.repositories));
    expect(writes()).toEqual([expect.stringMatching(/^PUT .*\/TOKEN\/repositories$/)]);
    expect(scenario.held).toMatchObject({
      openedValue: THEIRS,
      selectedRepositories: scenario.repositories,
    });
    expect(scenario.secret.lines).toEqual([
      expect.stringContaining("its value kept. But its list of repositories was overwritten."),
    ]);
    emulator.clearRequests();
    await scenario.secret.up(keeping(scenario, []));
    expect(writes()).toEqual([expect.stringMatching(/^PUT .*\/TOKEN\/repositories$/)]);
    expect(scenario.held).toMatchObject({ openedValue: THEIRS, selectedRepositories: [] });
  });

  test("whose list isn't managed keeps it", async () => {
    const scenario = made(kind);
    await scenario.secret.up(keeping(scenario));
    expect(writes()).toEqual([]);
    expect(scenario.held?.selectedRepositories).toEqual(scenario.repositories.slice(0, 1));
    expect(Object.keys(scenario.secret.outputs.selectedRepositoryIds as Props)).toEqual(
      scenario.repositories.slice(0, 1),
    );
  });

  test("that was deleted by hand is an error at the next change of its list, and the state stays", async () => {
    const scenario = made(kind);
    await scenario.secret.up(keeping(scenario, []));
    scenario.deletedByHand();
    const { outputs } = scenario.secret;
    const up = scenario.secret.up(keeping(scenario, scenario.repositories));
    await expect(up).rejects.toThrow(/could not be updated: there is no such secret at GitHub/);
    expect(scenario.held).toBeUndefined();
    expect(scenario.secret.outputs).toBe(outputs);
  });

  test("whose first write got lost says what isn't known, and the next up finishes it", async () => {
    const scenario = made(kind);
    emulator.fail({ method: "PUT", path: /repositories$/, drop: "after", times: 4 });
    const up = () => scenario.secret.up(keeping(scenario, []));
    await expect(up()).rejects.toThrow("It is not known whether its visibility or its list");
    await up();
    expect(scenario.held).toMatchObject({ openedValue: THEIRS, selectedRepositories: [] });
  });
});

describe.each([{}, allSwitchesFlipped])("an organization's visibility, with %j", (switches) => {
  beforeEach(() => {
    emulator.configure({ switches });
  });

  const all = { visibility: "all" };

  test("is changed without the value, at once and later", async () => {
    const scenario = made("orgSecret");
    await scenario.secret.up(keeping(scenario, undefined, all));
    expect(scenario.held).toMatchObject({ openedValue: THEIRS, visibility: "all" });
    expect(scenario.secret.lines).toEqual([expect.stringContaining("But its visibility")]);
    await scenario.secret.up(keeping(scenario, ["acme/web"]));
    expect(scenario.held).toMatchObject({
      openedValue: THEIRS,
      visibility: "selected",
      selectedRepositories: ["acme/web"],
    });
    const bodies = emulator.requests.filter(({ method }) => method === "PUT");
    expect(bodies.map(({ body }) => Object.keys(body as object))).toEqual([
      ["visibility"],
      ["visibility", "selected_repository_ids"],
    ]);
  });

  test("of a secret that was deleted by hand makes no empty one", async () => {
    const scenario = made("orgSecret");
    await scenario.secret.up(keeping(scenario));
    scenario.deletedByHand();
    emulator.clearRequests();
    const up = scenario.secret.up(keeping(scenario, undefined, all));
    await expect(up).rejects.toThrow("there is no such secret at GitHub");
    expect(writes()).toEqual([]);
  });

  test("of one that goes between the look and the write says that it is empty now, and the state has it", async () => {
    const scenario = made("orgSecret");
    emulator.fail({ method: "PUT", path: /TOKEN$/, status: 201, body: {} });
    const failure: unknown = await scenario.secret
      .up(keeping(scenario, undefined, all))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ id: "acme/TOKEN", properties: { keepValue: true } });
    expect(String(failure)).toContain("was made again without a value, since keepValue has none");
  });

  test("that GitHub doesn't take without a value says so", async () => {
    const scenario = made("orgSecret");
    emulator.fail({ method: "PUT", path: /TOKEN$/, status: 422, times: 9 });
    const up = scenario.secret.up(keeping(scenario, undefined, all));
    await expect(up).rejects.toThrow(/GitHub answered 422 .* The request had no value/);
    expect(scenario.held?.openedValue).toBe(THEIRS);
  });
});
