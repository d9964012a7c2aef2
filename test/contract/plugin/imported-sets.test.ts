import { useEmulator } from "../../support/emulator-client";
import { PluginHost, type Raw } from "../../support/plugin-host";

// `pulumi import` of a set takes over all secrets of a place, with the values that they have.

const { emulator } = useEmulator();
let plugin: PluginHost;

beforeEach(async () => {
  plugin = await PluginHost.start({ baseUrl: emulator.url, token: emulator.token });
  const { drift } = emulator;
  drift.orgSecret("acme", "ONE", { value: "theirs", selectedRepositories: ["acme/api"] });
  drift.orgSecret("acme", "TWO", { value: "theirs", visibility: "all" });
  drift.userSecret("octocat", "MINE", { value: "theirs", selectedRepositories: [] });
  drift.repoSecret("acme/api", "OF_ONE", { value: "theirs" });
});
afterEach(() => {
  plugin.close();
});

const kept = { keepValue: true };

test.each<[string, string, Raw]>([
  [
    "OrgCodespacesSecrets",
    "acme",
    {
      org: "acme",
      secrets: {
        ONE: { visibility: "selected", selectedRepositories: ["acme/api"], ...kept },
        TWO: { visibility: "all", ...kept },
      },
    },
  ],
  ["UserCodespacesSecrets", "user", { secrets: { MINE: { selectedRepositories: [], ...kept } } }],
  [
    "RepoCodespacesSecrets",
    "acme/api",
    { repositories: ["acme/api"], secrets: { "acme/api/OF_ONE": kept } },
  ],
])("%s %s: the program that is written from it changes nothing", async (className, id, program) => {
  const { inputs = {}, outputs = {} } = await plugin.read(className, id);
  expect(inputs).toEqual(program);
  expect(await plugin.check(className, inputs, { olds: inputs })).toBeDefined();

  emulator.clearRequests();
  const news = await plugin.check(className, program, { olds: inputs });
  expect(await plugin.diff(className, { olds: inputs, news, outputs })).toMatchObject({
    isSame: true,
    replaces: [],
  });
  expect(emulator.requests).toEqual([]);
});

test("what is no one place is said", async () => {
  await expect(plugin.read("RepoCodespacesSecrets", "acme/api+1")).rejects.toThrow(
    "is not an id of RepoCodespacesSecrets: give OWNER/NAME of one repository.",
  );
});

test.each(["", ".", "..", "acme/api", "a name"])(
  "a codespace is imported by its name, and %j is none: nothing is asked",
  async (id) => {
    emulator.clearRequests();
    await expect(plugin.read("Codespace", id)).rejects.toThrow(
      /is not an id of Codespace: give its name, as GitHub has it\.$/,
    );
    expect(emulator.requests).toEqual([]);
  },
);
