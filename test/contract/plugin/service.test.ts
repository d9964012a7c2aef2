import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { version } from "../../../provider/package.json";
import { kinds } from "../../../provider/src/kinds/all";
import { lookups } from "../../../provider/src/operations/by-name/lookups";
import { useEmulator } from "../../support/emulator-client";
import { diffOf, usePlugin, secret, UNKNOWN, type Raw } from "../../support/plugin-host";
import { requestLines } from "../../support/world";

const { emulator } = useEmulator();
const hosted = usePlugin(emulator);

const SECRET = { org: "acme", secretName: "NPM_TOKEN" };

describe("a preview", () => {
  test("of a creation has what is given, and the rest as unknown", async () => {
    const news = { ...SECRET, value: "v", visibility: "selected", selectedRepositories: ["api"] };
    const inputs = await hosted.plugin.check("OrgCodespacesSecret", news);
    const { id, outputs } = await hosted.plugin.create("OrgCodespacesSecret", inputs, {
      preview: true,
    });
    expect({ id, outputs }).toEqual({
      id: "",
      outputs: {
        ...SECRET,
        visibility: "selected",
        selectedRepositoryIds: UNKNOWN,
        createdAt: UNKNOWN,
        updatedAt: UNKNOWN,
        valueWrittenAt: UNKNOWN,
      },
    });
    expect(requestLines(emulator)).toEqual([]);
  });

  test("has no ids of repositories with a visibility that has no list", async () => {
    const inputs = await hosted.plugin.check("OrgCodespacesSecret", {
      ...SECRET,
      value: "v",
      visibility: "all",
    });
    const { outputs } = await hosted.plugin.create("OrgCodespacesSecret", inputs, {
      preview: true,
    });
    expect(outputs).not.toHaveProperty("selectedRepositoryIds");
  });

  test.each<[string, Raw, string[]]>([
    ["a value moves the two times", { value: "v2" }, ["updatedAt", "valueWrittenAt"]],
    ["a policy moves nothing", { onExisting: "fail" }, []],
    ["a list moves its ids", { selectedRepositories: [] }, ["selectedRepositoryIds", "updatedAt"]],
  ])("of an update: %s", async (_, change, moved) => {
    const news = { ...SECRET, value: "v", visibility: "selected", selectedRepositories: ["api"] };
    const olds = await hosted.plugin.check("OrgCodespacesSecret", news);
    const { id, outputs } = await hosted.plugin.create("OrgCodespacesSecret", olds);
    const checked = await hosted.plugin.check(
      "OrgCodespacesSecret",
      { ...news, ...change },
      { olds },
    );
    emulator.clearRequests();
    const changing = { id, olds, news: checked, outputs, preview: true };
    const seen = await hosted.plugin.update("OrgCodespacesSecret", changing);
    const unknown = Object.keys(seen).filter((name) => seen[name] === UNKNOWN);
    expect(unknown.sort()).toEqual(moved);
    expect(seen).toMatchObject({ ...SECRET, createdAt: outputs.createdAt });
    expect(requestLines(emulator)).toEqual([]);
  });
});

describe("a provider's settings", () => {
  const URN = "urn:pulumi:dev::test::pulumi:providers:github-codespaces::";

  async function checkConfig(news: Raw) {
    const request = new messages.CheckRequest();
    request.setUrn(`${URN}default`);
    request.setNews(Struct.fromJavaScript(news));
    const answer = await hosted.plugin.ask<messages.CheckResponse>((done) =>
      hosted.plugin.client.checkConfig(request, done),
    );
    const failures = answer.getFailuresList().map((one) => one.getReason());
    return { failures, inputs: answer.getInputs()?.toJavaScript() };
  }

  test("must have their names", async () => {
    const { failures } = await checkConfig({ tokn: "x", version: "0.1.0" });
    expect(failures).toEqual([
      expect.stringMatching(/^github-codespaces:tokn: is not a setting; the settings are token, /),
    ]);
  });

  test("must be what can be set, as texts or as numbers", async () => {
    expect((await checkConfig({ retries: 2, pointsPerMinute: "500" })).failures).toEqual([]);
    expect((await checkConfig({ retries: "-1" })).failures).toEqual([
      'github-codespaces:retries must be a positive number, not "-1".',
    ]);
    expect((await checkConfig({ retries: UNKNOWN })).failures).toEqual([]);
  });

  test("are secret if they must not be shown", async () => {
    const { inputs } = await checkConfig({ token: "canary", tokenEnv: "ACME_TOKEN" });
    expect(inputs).toEqual({ token: secret("canary"), tokenEnv: "ACME_TOKEN" });
  });

  test("never replace it when they change", async () => {
    const request = new messages.DiffRequest();
    request.setUrn(`${URN}other`);
    request.setOldInputs(Struct.fromJavaScript({ "github-codespaces:tokenEnv": "ONE" }));
    request.setNews(Struct.fromJavaScript({ tokenEnv: "TWO", baseUrl: "https://x" }));
    const answer = await hosted.plugin.ask<messages.DiffResponse>((done) =>
      hosted.plugin.client.diffConfig(request, done),
    );
    expect(diffOf(answer)).toMatchObject({
      isSame: false,
      replaces: [],
      deleteBeforeReplace: false,
    });
  });

  /** What a lookup answers, or its error, where only the environment has a token. */
  async function askedWith(settings: Raw, urn: string): Promise<unknown> {
    process.env.GITHUB_TOKEN = emulator.token;
    process.env.GITHUB_API_URL = emulator.url;
    try {
      await hosted.restart(settings, urn);
      return await hosted.plugin.invoke("getOrgCodespacesSecrets", { org: "acme" });
    } catch (error) {
      return String(error);
    } finally {
      Reflect.deleteProperty(process.env, "GITHUB_TOKEN");
      Reflect.deleteProperty(process.env, "GITHUB_API_URL");
    }
  }

  test("of an explicit provider are its own, also an empty token", async () => {
    expect(await askedWith({ token: "" }, `${URN}other`)).toMatch(/empty|no token/i);
  });

  test("of the default provider may come from the environment", async () => {
    expect(await askedWith({}, `${URN}default_0_1_0`)).toEqual({ secrets: [] });
  });

  test("of two providers with one plugin, which somebody started by hand, are refused", async () => {
    const other = hosted.plugin.configure(
      { baseUrl: emulator.url, token: "canary" },
      `${URN}other`,
    );
    await expect(other).rejects.toThrow(
      "other has other settings than default, and this plugin, which Pulumi did not start, has one credential",
    );
    await expect(other).rejects.not.toThrow("canary");
    const same = { baseUrl: emulator.url, token: emulator.token };
    await expect(hosted.plugin.configure(same, `${URN}default_0_1_0`)).resolves.toBeDefined();
    expect(await hosted.plugin.invoke("getOrgCodespacesSecrets", { org: "acme" })).toEqual({
      secrets: [],
    });
  });
});

describe("a function", () => {
  test("answers as the lookup of its name does", async () => {
    emulator.drift.orgSecret("acme", "NPM_TOKEN", { value: "x", visibility: "all" });
    expect(await hosted.plugin.invoke("getOrgCodespacesSecrets", { org: "acme" })).toEqual({
      secrets: [expect.objectContaining({ name: "NPM_TOKEN", visibility: "all" }) as unknown],
    });
    expect(await hosted.plugin.invoke("getOrgCodespacesPublicKey", { org: "acme" })).toEqual({
      keyId: expect.any(String) as string,
      key: expect.any(String) as string,
    });
  });

  test("is in the schema, as each resource is, under its name", async () => {
    const answer = await hosted.plugin.ask<messages.GetSchemaResponse>((done) =>
      hosted.plugin.client.getSchema(new messages.GetSchemaRequest(), done),
    );
    const schema = JSON.parse(answer.getSchema()) as Record<"functions" | "resources", object>;
    const token = (name: string) => `github-codespaces:index:${name}`;
    expect(Object.keys(schema.functions).sort()).toEqual(Object.keys(lookups).map(token).sort());
    expect(Object.keys(schema.resources).sort()).toEqual(
      kinds.map(({ className }) => token(className)).sort(),
    );
  });

  test("says what is wrong with an argument, and what GitHub refuses", async () => {
    const wrong = hosted.plugin.invoke("getOrgCodespacesSecret", { org: "acme", secretName: "1X" });
    await expect(wrong).rejects.toThrow(/^secretName: /);
    const missing = hosted.plugin.invoke("getOrgCodespacesSecret", {
      org: "acme",
      secretName: "NOPE",
    });
    await expect(missing).rejects.toThrow(/^The secret NOPE of acme could not be read: GitHub/);
  });

  test("shows no argument if one of them is secret", async () => {
    const args = { org: secret("acme"), secretName: "NOPE" };
    const missing = hosted.plugin.invoke("getOrgCodespacesSecret", args);
    await expect(missing).rejects.toThrow(/\[secret\]/);
    await expect(missing).rejects.toThrow(/^(?!.*(acme|NOPE))/is);
  });

  test("that there is not is an error with what to do", async () => {
    await expect(hosted.plugin.invoke("getNothing", {})).rejects.toThrow(
      "this version of the plugin github-codespaces has no function github-codespaces:index:getNothing",
    );
  });
});

test("the plugin says which version it is", async () => {
  const info = await hosted.plugin.ask<PluginInfo>((done) =>
    hosted.plugin.client.getPluginInfo(new Empty(), done),
  );
  expect(info.getVersion()).toBe(version);
});
