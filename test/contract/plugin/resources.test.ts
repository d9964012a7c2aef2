import { useEmulator } from "../../support/emulator-client";
import { impatientClock } from "../../support/impatient-clock";
import { PluginHost, secret, UNKNOWN, urnOf, type Raw } from "../../support/plugin-host";
import { requestLines } from "../../support/world";

const { emulator } = useEmulator();
let plugin: PluginHost;

async function nextOperation(): Promise<void> {
  plugin.close();
  plugin = await PluginHost.start({ baseUrl: emulator.url, token: emulator.token }, clock);
}

/** What it waits is the emulator's time too. */
const { clock } = impatientClock(
  (ms) => {
    emulator.advance(ms);
  },
  () => emulator.now().getTime(),
);

beforeEach(async () => {
  plugin = await PluginHost.start({ baseUrl: emulator.url, token: emulator.token }, clock);
});

afterEach(() => {
  plugin.close();
});

/** Two versions of each class's inputs, and the id that it has. */
const CLASSES: [className: string, one: Raw, two: Raw, id: string | RegExp][] = [
  [
    "OrgCodespacesSecret",
    { org: "acme", secretName: "NPM_TOKEN", value: "v1", visibility: "all" },
    {
      org: "acme",
      secretName: "NPM_TOKEN",
      value: "v2",
      visibility: "selected",
      selectedRepositories: ["api"],
    },
    "acme/NPM_TOKEN",
  ],
  [
    "UserCodespacesSecret",
    { secretName: "MINE", value: "v1", selectedRepositories: ["octocat/dotfiles"] },
    { secretName: "MINE", value: "v1", selectedRepositories: [] },
    "user/MINE",
  ],
  [
    "RepoCodespacesSecret",
    { repository: "acme/api", secretName: "OF_ONE", value: "v1" },
    { repository: "acme/api", secretName: "OF_ONE", value: "v2" },
    "acme/api/OF_ONE",
  ],
  [
    "OrgCodespacesAccess",
    { org: "acme", visibility: "selected_members", selectedUsernames: ["octocat"] },
    { org: "acme", visibility: "selected_members", selectedUsernames: ["hubot"] },
    "acme",
  ],
  [
    "Codespace",
    { repository: "octocat/hello-world", displayName: "one" },
    { repository: "octocat/hello-world", displayName: "two" },
    /^[\w-]+$/,
  ],
];

test.each(CLASSES)(
  "%s is made, found unchanged, changed and deleted",
  async (className, one, two, id) => {
    const inputs = await plugin.check(className, one);
    const made = await plugin.create(className, inputs);
    expect(made.id).toMatch(id);

    emulator.clearRequests();
    const again = await plugin.check(className, one, { olds: inputs });
    const same = { olds: inputs, news: again, outputs: made.outputs };
    expect(await plugin.diff(className, same)).toMatchObject({ isSame: true, changes: {} });
    expect(requestLines(emulator)).toEqual([]);

    const found = await plugin.read(className, made.id, { inputs, outputs: made.outputs });
    expect(found.inputs).toEqual(inputs);

    const changed = await plugin.check(className, two, { olds: inputs });
    const change = { olds: inputs, news: changed, outputs: made.outputs };
    expect(await plugin.diff(className, change)).toMatchObject({ isSame: false, replaces: [] });
    const outputs = await plugin.update(className, { ...change, id: made.id });
    const after = await plugin.read(className, made.id, { inputs: changed, outputs });
    expect(after.inputs).toEqual(changed);

    await nextOperation();
    await plugin.delete(className, made.id, outputs);
    expect(emulator.orgSecrets("acme")).toEqual([]);
    const left = emulator.codespaces("octocat").filter(({ state }) => state !== "Deleted");
    expect(left).toEqual([]);
    expect(emulator.access("acme").visibility).toBe("disabled");
  },
);

test.each(["OrgCodespacesSecretRepository", "UserCodespacesSecretRepository"])(
  "%s is added and removed",
  async (className) => {
    const isOrg = className.startsWith("Org");
    const owner = isOrg ? { org: "acme" } : {};
    const repository = isOrg ? "acme/api" : "octocat/dotfiles";
    const held = { value: "by hand", selectedRepositories: [] };
    if (isOrg) emulator.drift.orgSecret("acme", "SHARED", held);
    else emulator.drift.userSecret("octocat", "SHARED", held);
    const inputs = await plugin.check(className, { ...owner, secretName: "SHARED", repository });
    const { id, outputs } = await plugin.create(className, inputs);
    const found = await plugin.read(className, id, { inputs, outputs });
    expect(found.inputs).toEqual(inputs);
    await nextOperation();
    await plugin.delete(className, id, outputs);
    emulator.advance(3_600_000);
    expect((await plugin.read(className, id, { inputs, outputs })).id).toBe("");
  },
);

const SECRET = { org: "acme", secretName: "NPM_TOKEN", visibility: "selected" };

describe("what the engine is given", () => {
  test("has the value's fingerprint as a secret, though it came as plain text", async () => {
    const news = { ...SECRET, visibility: "all", value: "plain-canary" };
    const inputs = await plugin.check("OrgCodespacesSecret", news);
    expect(inputs.value).toEqual(secret(expect.stringMatching(/^fp1:/) as string));
    const { outputs } = await plugin.create("OrgCodespacesSecret", inputs);
    expect(outputs.value).toEqual(inputs.value);
    expect(JSON.stringify([inputs, outputs])).not.toContain("plain-canary");
    expect(emulator.orgSecret("acme", "NPM_TOKEN")?.openedValue).toBe("plain-canary");
  });

  test("keeps as secret what came as one, also an element of a list, and what repeats it", async () => {
    const news = { ...SECRET, value: "v", selectedRepositories: [secret("api"), "web"] };
    const inputs = await plugin.check("OrgCodespacesSecret", news);
    const set = { "acme/api": "selected", "acme/web": "selected" };
    expect(inputs.selectedRepositories).toEqual(secret(set));
    const { outputs } = await plugin.create("OrgCodespacesSecret", inputs);
    expect(outputs.selectedRepositories).toEqual(secret(set));
    expect(outputs.selectedRepositoryIds).toEqual(
      secret({
        "acme/api": expect.any(Number) as number,
        "acme/web": expect.any(Number) as number,
      }),
    );
    expect(outputs.org).toBe("acme");
  });

  test("says of nothing which resource it is: the mark of a check stays out of the state", async () => {
    const news = { ...SECRET, visibility: "all", value: "v" };
    const inputs = await plugin.check("OrgCodespacesSecret", news);
    const { outputs } = await plugin.create("OrgCodespacesSecret", inputs);
    expect(Object.keys({ ...inputs, ...outputs }).filter((name) => name.startsWith("__"))).toEqual(
      [],
    );
  });
});

describe("a check", () => {
  test("names no property in a failure, whose value the engine would print", async () => {
    const news = { ...SECRET, secretName: "1X", value: "" };
    const wrong = plugin.check("OrgCodespacesSecret", news);
    await expect(wrong).rejects.toThrow(/^\[\] secretName: /m);
    await expect(wrong).rejects.toThrow(/^\[\] value: is empty/m);
  });

  test("refuses a second resource of one secret, and the same one asked for again it doesn't", async () => {
    const news = { ...SECRET, visibility: "all", value: "v" };
    await plugin.check("OrgCodespacesSecret", news);
    await plugin.check("OrgCodespacesSecret", news);
    const second = plugin.check("OrgCodespacesSecret", news, { name: "two" });
    await expect(second).rejects.toThrow(
      "two resources of this program declare OrgCodespacesSecret acme/NPM_TOKEN",
    );
  });

  test("lets unknown values of each type pass", async () => {
    const number = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
    const news = { ...SECRET, value: UNKNOWN, selectedRepositories: ["api", number] };
    const inputs = await plugin.check("OrgCodespacesSecret", news);
    expect(inputs).toMatchObject({ value: secret(UNKNOWN), selectedRepositories: UNKNOWN });
  });
});

test("an error has no stack, and what was partly done is kept, with its value as a secret", async () => {
  const news = { repository: "octocat/hello-world", desiredState: "stopped" };
  const inputs = await plugin.check("Codespace", news);
  emulator.fail({ method: "POST", path: /\/stop$/, status: 403, times: 10 });
  const failed = plugin.create("Codespace", inputs);
  const [codespace] = await failed.then(
    () => [],
    () => emulator.codespaces("octocat"),
  );
  await expect(failed).rejects.toMatchObject({
    message: expect.stringMatching(
      /^Codespace \S+ could not be created: GitHub answered 403/,
    ) as string,
    left: { id: codespace?.name, properties: { name: codespace?.name } },
  });
  await expect(failed).rejects.toThrow(/^(?!.*\n\s+at )/s);
});

test("a message stands at its resource", async () => {
  emulator.drift.orgSecret("acme", "NPM_TOKEN", { value: "by hand", visibility: "all" });
  const news = { ...SECRET, visibility: "all", value: "v" };
  const inputs = await plugin.check("OrgCodespacesSecret", news, { name: "npm-token" });
  await plugin.create("OrgCodespacesSecret", inputs, { name: "npm-token" });
  expect(plugin.lines).toEqual([
    {
      urn: urnOf("OrgCodespacesSecret", "npm-token"),
      text: expect.stringContaining("existed already") as string,
    },
  ]);
});
