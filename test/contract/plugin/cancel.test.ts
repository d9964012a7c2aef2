import { Readable } from "node:stream";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { useEmulator } from "../../support/emulator-client";
import { impatientClock } from "../../support/impatient-clock";
import { PluginHost, usePlugin, urnOf } from "../../support/plugin-host";

const { emulator } = useEmulator();
const hosted = usePlugin(emulator);

const SECRET = { org: "acme", secretName: "NPM_TOKEN" };

test("a cancel ends a wait at once, and nothing that was said to be done is lost", async () => {
  emulator.fail({ path: /NPM_TOKEN$/, status: 429, headers: { "retry-after": "600" }, times: 99 });
  const inputs = await hosted.plugin.check("OrgCodespacesSecret", {
    ...SECRET,
    value: "v",
    visibility: "all",
  });
  const created = hosted.plugin.create("OrgCodespacesSecret", inputs).then(
    () => "created",
    (error: unknown) => String(error),
  );
  const waits = () =>
    hosted.plugin.lines.filter(({ text }) => text.startsWith("GitHub: waiting 600 s"));
  while (waits().length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(waits()).toMatchObject([{ urn: urnOf("OrgCodespacesSecret") }]);
  await cancel(hosted.plugin);
  expect(await created).toContain("Pulumi was interrupted while this waited for GitHub.");
  expect(emulator.orgSecrets("acme")).toEqual([]);
});

test("a cancel lets a request that is on its way be answered", async () => {
  const news = { ...SECRET, value: "v", visibility: "all" };
  const inputs = await hosted.plugin.check("OrgCodespacesSecret", news);
  async function* answerOnceCancelled() {
    await cancel(hosted.plugin);
    yield "{}";
  }
  const fault = emulator.fail({
    method: "PUT",
    afterEffect: true,
    status: 201,
    headers: { "content-type": "application/json" },
    stream: () => Readable.from(answerOnceCancelled()),
  });
  const { id, outputs } = await hosted.plugin.create("OrgCodespacesSecret", inputs);
  expect(fault.hits).toBe(1);
  expect(id).toBe("acme/NPM_TOKEN");
  expect(outputs.updatedAt).toBe(emulator.orgSecret("acme", "NPM_TOKEN")?.updatedAt);
});

test("what comes after a cancel waits again once another engine has said who it is", async () => {
  const { clock } = impatientClock();
  const plugin = await PluginHost.start({ baseUrl: emulator.url, token: emulator.token }, clock);
  await cancel(plugin);
  const request = new messages.ProviderHandshakeRequest();
  request.setEngineAddress("127.0.0.1:1");
  const answer = await plugin.ask<messages.ProviderHandshakeResponse>((done) =>
    plugin.client.handshake(request, done),
  );
  expect(answer.getAcceptSecrets()).toBe(true);
  emulator.fail({ path: /secrets$/, status: 429, headers: { "retry-after": "60" } });
  expect(await plugin.invoke("getOrgCodespacesSecrets", { org: "acme" })).toEqual({ secrets: [] });
  plugin.close();
});

function cancel(plugin: PluginHost): Promise<Empty> {
  return plugin.ask((done) => plugin.client.cancel(new Empty(), done));
}
