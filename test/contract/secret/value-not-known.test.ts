import { manualClock } from "github-codespaces-emulator";
import { PartlyDone } from "../../../provider/src/lifecycle/lifecycle";
import { useEmulator } from "../../support/emulator-client";
import { checked, create, newRun } from "../../support/lifecycles";
import { Scenario } from "../../support/secret-scenario";

const HOUR = 3_600_000;
const { emulator } = useEmulator({ clock: manualClock() });
const run = () => newRun({ url: emulator.url, token: emulator.token });

test("a secret made again without its value is said to be empty, and never called unchanged", async () => {
  const declared = { org: "acme", secretName: "TOKEN", value: "v", visibility: "all" };
  const { id, outputs } = await create(run().orgSecret, declared);
  // With ignoreChanges on value, its old fingerprint comes in: this run doesn't know the value.
  const ignoring = { ...declared, value: outputs.value, visibility: "private" };
  const up = async (olds = outputs) => {
    const { orgSecret } = run();
    return orgSecret.update(id, olds, checked(orgSecret, ignoring, outputs));
  };
  emulator.fail({ method: "PUT", path: /\/TOKEN$/, status: 201, body: {} });
  const failed: unknown = await up().catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(PartlyDone);
  const { message, properties } = failed as PartlyDone;
  expect(message).toMatch(/was gone at GitHub, and was made again without a value/);
  expect(message).not.toContain("Nothing was sent");
  await expect(up(properties)).rejects.toThrow("its value is not known in this run");

  const knowing = run().orgSecret;
  const news = checked(knowing, { ...declared, visibility: "private" }, outputs);
  await knowing.update(id, properties, news);
  expect(emulator.orgSecret("acme", "TOKEN")).toMatchObject({
    openedValue: "v",
    visibility: "private",
  });
});

test("a new name says that a value which ignoreChanges leaves to others goes with the old one", async () => {
  const declared = { org: "acme", secretName: "TOKEN", value: "v", visibility: "all" };
  const { outputs } = await create(run().orgSecret, declared);
  const { orgSecret, lines } = run();
  const ignoring = { ...declared, value: outputs.value };
  checked(orgSecret, ignoring, outputs);
  expect(lines).toEqual([]);
  checked(orgSecret, { ...ignoring, secretName: "NEW" }, outputs);
  expect(lines).toEqual([
    expect.stringMatching(/^OrgCodespacesSecret acme\/NEW replaces another one .* that value goes/),
  ]);
});

test("a replacement leaves a value that ignoreChanges leaves to others, be it named by a transformation", async () => {
  const declared = { org: "acme", secretName: "TOKEN", value: "v", visibility: "all" };
  const { outputs } = await create(run().orgSecret, declared);
  emulator.drift.orgSecret("acme", "TOKEN", { value: "by hand" });
  const { orgSecret, lines } = run();
  checked(orgSecret, { ...declared, value: outputs.value, visibility: "private" }, outputs);
  expect(lines).toEqual([]);
  // Pulumi checks what it replaces again, without the state, and with the program's own value.
  await create(orgSecret, { ...declared, value: "placeholder", visibility: "private" });
  expect(lines).toEqual([]);
  expect(emulator.orgSecret("acme", "TOKEN")).toMatchObject({
    openedValue: "by hand",
    visibility: "private",
  });
});

test("nor by the next try of a hook, which has the state of before", async () => {
  const declared = { org: "acme", secretName: "TOKEN", value: "v", visibility: "all" };
  const { id, outputs } = await create(run().orgSecret, declared);
  const { orgSecret } = run();
  const ignoring = { ...declared, value: outputs.value, visibility: "private" };
  const news = checked(orgSecret, ignoring, outputs);
  const next = () => orgSecret.update(id, outputs, news);
  emulator.fail({ method: "PUT", path: /\/TOKEN$/, status: 201, body: {} });
  await expect(next()).rejects.toThrow("made again without a value");
  const failed: unknown = await next().catch((error: unknown) => error);
  expect(failed).toMatchObject({ properties: { valueWritten: "by nobody" } });
});

test.each(["orgSecret", "userSecret"] as const)(
  "%s: a value changed with a list that was then moved back is not kept",
  async (kind) => {
    const scenario = new Scenario(emulator, kind);
    const [one = "", two = ""] = scenario.repositories;
    await scenario.secret.up(scenario.program("first", [one]));
    emulator.advance(HOUR);
    scenario.byHand({ value: "by hand", selectedRepositories: [two] });
    emulator.advance(HOUR);
    expect(await scenario.secret.refresh()).toEqual(["selectedRepositories"]);
    scenario.byHand({ selectedRepositories: [one] });
    emulator.advance(HOUR);
    expect(await scenario.secret.refresh()).toEqual(["selectedRepositories", "valueWritten"]);
    await scenario.secret.up(scenario.program("first", [one]));
    expect(scenario.held).toMatchObject({ openedValue: "first", selectedRepositories: [one] });
    emulator.advance(HOUR);
    expect(await scenario.secret.refresh()).toEqual([]);
  },
);
