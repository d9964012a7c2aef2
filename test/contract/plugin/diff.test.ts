import { useEmulator } from "../../support/emulator-client";
import { usePlugin } from "../../support/plugin-host";

const { emulator } = useEmulator();
const hosted = usePlugin(emulator);

async function nextOperation(): Promise<void> {
  await hosted.restart();
}

const SECRET = { org: "acme", secretName: "NPM_TOKEN", visibility: "selected" };

describe("a value that the state says is kept", () => {
  const olds = { ...SECRET, visibility: "all", keepValue: true };

  test("stays kept while the program gives nothing in its place", async () => {
    const news = { ...SECRET, visibility: "private" };
    const inputs = await hosted.plugin.check("OrgCodespacesSecret", news, { olds });
    expect(inputs).toEqual({ ...news, keepValue: true });
  });

  test("is written once the program gives one", async () => {
    const news = { ...SECRET, visibility: "all", value: "ours" };
    const inputs = await hosted.plugin.check("OrgCodespacesSecret", news, { olds });
    const { changes } = await hosted.plugin.diff("OrgCodespacesSecret", { olds, news: inputs });
    expect(changes).toEqual({ keepValue: "DELETE", value: "ADD", valueWritten: "ADD" });
  });

  test("has to be given where the state has none of it", async () => {
    const wrong = hosted.plugin.check("OrgCodespacesSecret", { ...SECRET, visibility: "all" });
    await expect(wrong).rejects.toThrow("value: is missing");
  });
});

describe("a diff", () => {
  const olds = {
    ...SECRET,
    selectedRepositories: { "acme/api": "selected", "acme/web": "selected" },
  };

  test("tells of a list which repository comes and which goes", async () => {
    const news = {
      ...olds,
      selectedRepositories: { "acme/api": "selected", "acme/docs": "selected" },
    };
    const { changes, replaces } = await hosted.plugin.diff("OrgCodespacesSecret", { olds, news });
    expect(changes).toEqual({
      'selectedRepositories["acme/docs"]': "ADD",
      'selectedRepositories["acme/web"]': "DELETE",
    });
    expect(replaces).toEqual([]);
  });

  test("of another identity replaces, and deletes first", async () => {
    const news = { ...olds, secretName: "OTHER" };
    expect(await hosted.plugin.diff("OrgCodespacesSecret", { olds, news })).toEqual({
      isSame: false,
      changes: { secretName: "UPDATE_REPLACE" },
      replaces: ["secretName"],
      deleteBeforeReplace: true,
    });
  });

  test("takes an import's list for the set that it is, and ignores what a dynamic resource has", async () => {
    const imported = {
      ...olds,
      selectedRepositories: ["acme/web", "acme/api"],
      __provider: "exports.handler=…",
    };
    const { isSame } = await hosted.plugin.diff("OrgCodespacesSecret", {
      olds: imported,
      news: olds,
    });
    expect(isSame).toBe(true);
  });

  test("leaves out what ignoreChanges names", async () => {
    const news = { ...olds, valueWritten: "by this stack" };
    const before = { ...olds, valueWritten: "outside Pulumi, 2026-12-01T10:00:00Z" };
    const told = { olds: before, news };
    expect((await hosted.plugin.diff("OrgCodespacesSecret", told)).changes).toEqual({
      valueWritten: "UPDATE",
    });
    const ignored = await hosted.plugin.diff("OrgCodespacesSecret", {
      ...told,
      ignored: ["valueWritten"],
    });
    expect(ignored.isSame).toBe(true);
  });

  test("of a refresh shows who wrote a value that the program ignores, and that of the program doesn't", async () => {
    const inputs = { ...SECRET, visibility: "all", value: "v" };
    const olds = await hosted.plugin.check("OrgCodespacesSecret", inputs);
    const { outputs } = await hosted.plugin.create("OrgCodespacesSecret", olds);
    await nextOperation();
    const seen = { ...olds, valueWritten: "outside Pulumi, 2026-12-01T10:00:00Z" };
    const ignored = ["value"];
    const shown = { olds, news: seen, outputs, ignored };
    expect((await hosted.plugin.diff("OrgCodespacesSecret", shown)).changes).toEqual({
      valueWritten: "UPDATE",
    });
    const news = await hosted.plugin.check("OrgCodespacesSecret", inputs, { olds: seen });
    const left = { olds: seen, news, outputs: { ...outputs, ...seen }, ignored };
    expect((await hosted.plugin.diff("OrgCodespacesSecret", left)).isSame).toBe(true);
  });
});
