import { useEmulator } from "../../support/emulator-client";
import { usePlugin, type Raw } from "../../support/plugin-host";

// `pulumi import` of a set takes over all secrets of a place, with the values that they have.

const { emulator } = useEmulator();
const hosted = usePlugin(emulator);

beforeEach(() => {
  const { drift } = emulator;
  drift.orgSecret("acme", "ONE", { value: "theirs", selectedRepositories: ["acme/api"] });
  drift.orgSecret("acme", "TWO", { value: "theirs", visibility: "all" });
  drift.userSecret("octocat", "MINE", { value: "theirs", selectedRepositories: [] });
  drift.repoSecret("acme/api", "OF_ONE", { value: "theirs" });
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
  const { inputs = {}, outputs = {} } = await hosted.plugin.read(className, id);
  expect(inputs).toEqual(program);
  expect(await hosted.plugin.check(className, inputs, { olds: inputs })).toBeDefined();

  emulator.clearRequests();
  const news = await hosted.plugin.check(className, program, { olds: inputs });
  expect(await hosted.plugin.diff(className, { olds: inputs, news, outputs })).toMatchObject({
    isSame: true,
    replaces: [],
  });
  expect(emulator.requests).toEqual([]);
});

describe("what the program doesn't declare of it", () => {
  const SET = "OrgCodespacesSecrets";
  const program = (more: Raw = {}): Raw => ({
    org: "acme",
    secrets: { TWO: { value: "ours", visibility: "all" }, ...more },
  });
  const deleted = () => emulator.requests.filter(({ method }) => method === "DELETE");

  /** What the first `up` after the import makes of it. */
  async function taken(more?: Raw) {
    const { inputs = {}, outputs = {} } = await hosted.plugin.read(SET, "acme");
    const seen = await hosted.plugin.read(SET, "acme", { inputs, outputs });
    expect(Object.keys(seen.inputs ?? {})).toEqual(Object.keys(inputs));
    const olds = { ...seen.inputs };
    const news = await hosted.plugin.check(SET, program(more), { olds });
    const changed = { id: "acme", olds, news, outputs: { ...seen.outputs } };
    return { news, outputs: await hosted.plugin.update(SET, changed) };
  }

  test("stays at GitHub and leaves the state, and is told", async () => {
    const { outputs } = await taken();
    expect(deleted()).toEqual([]);
    expect(Object.keys(outputs.secrets ?? {})).toEqual(["TWO"]);
    expect(hosted.plugin.lines.map(({ text }) => text)).toContain(
      "The import found ONE too, which the program doesn't declare: that leaves the state, and stays at GitHub.",
    );
    expect(emulator.orgSecret("acme", "ONE")?.openedValue).toBe("theirs");
    expect(emulator.orgSecret("acme", "TWO")?.openedValue).toBe("ours");
  });

  test("is deleted if the program has had it since", async () => {
    const before = await taken({ ONE: { visibility: "all", ...kept } });
    await hosted.restart();
    const news = await hosted.plugin.check(SET, program(), { olds: before.news });
    await hosted.plugin.update(SET, {
      id: "acme",
      olds: before.news,
      news,
      outputs: before.outputs,
    });
    expect(deleted().map(({ path }) => path)).toEqual(["/orgs/acme/codespaces/secrets/ONE"]);
  });
});

test.each([
  ["OrgCodespacesSecrets", "acme"],
  ["UserCodespacesSecrets", "user"],
  ["RepoCodespacesSecrets", "acme/api"],
])("%s has no get: its answer would be a set without secrets", async (className, id) => {
  await expect(hosted.plugin.read(className, id, { inputs: {}, outputs: {} })).rejects.toThrow(
    `${className} ${id} can't be read by get: read a secret by ${className.slice(0, -1)}.get, or all of them by get${className}.`,
  );
});

test("what is no one place is said", async () => {
  await expect(hosted.plugin.read("RepoCodespacesSecrets", "acme/api+1")).rejects.toThrow(
    "is not an id of RepoCodespacesSecrets: give OWNER/NAME of one repository.",
  );
});

test.each(["", ".", "..", "acme/api", "a name"])(
  "a codespace is imported by its name, and %j is none: nothing is asked",
  async (id) => {
    emulator.clearRequests();
    await expect(hosted.plugin.read("Codespace", id)).rejects.toThrow(
      /is not an id of Codespace: give its name, as GitHub has it\.$/,
    );
    expect(emulator.requests).toEqual([]);
  },
);
