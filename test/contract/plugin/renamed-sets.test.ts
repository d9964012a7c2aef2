import { useEmulator } from "../../support/emulator-client";
import { PluginHost, type Raw } from "../../support/plugin-host";

const { emulator } = useEmulator();
const SET = "OrgCodespacesSecrets";

const declaring = (...names: string[]): Raw => ({
  org: "acme",
  secrets: Object.fromEntries(names.map((name) => [name, { value: name, visibility: "all" }])),
});

const stateOf = async (plugin: PluginHost, name: string, program: Raw) => {
  const olds = await plugin.check(SET, program, { name });
  return { olds, outputs: (await plugin.create(SET, olds, { name })).outputs };
};

test("a set that was renamed, and another one with its old name: what one has reached is not taken for the other's", async () => {
  const settings = { baseUrl: emulator.url, token: emulator.token };
  const first = await PluginHost.start(settings);
  // The state of a set keeps the mark of the name that it was made with, whatever it is called now.
  const renamed = await stateOf(first, "one", declaring("A1", "A2"));
  first.close();
  const second = await PluginHost.start(settings);
  const other = await stateOf(second, "one", declaring("B1", "B2"));
  second.close();
  expect(other.outputs.__declaration).toBe(renamed.outputs.__declaration);

  const plugin = await PluginHost.start(settings);
  const change = async (name: string, { olds, outputs }: typeof other, program: Raw) => {
    const news = await plugin.check(SET, program, { olds, name });
    return () => plugin.update(SET, { id: "acme", olds, news, outputs, name });
  };
  const updates = [
    await change("one", other, declaring("B1", "B3")),
    await change("two", renamed, declaring("A1")),
  ] as const;
  const path = "/orgs/acme/codespaces/secrets/B3";
  emulator.fail({ method: "PUT", path, status: 422, times: 1 });
  await expect(updates[0]()).rejects.toThrow("1 of 3 secrets failed");
  const { secrets } = await updates[1]();
  plugin.close();
  expect(Object.keys(secrets ?? {})).toEqual(["A1"]);
  const names = emulator.orgSecrets("acme").map(({ name }) => name);
  expect(names.sort()).toEqual(expect.arrayContaining(["A1", "B1", "B2"]));
  expect(names).not.toContain("A2");
});
