import { createServer, type AddressInfo, type Server } from "node:net";
import { PluginProvider } from "../../../provider/src/hosts/plugin/provider";
import { PartlyDone } from "../../../provider/src/lifecycle/lifecycle";
import { engineIn, whileEngineLives } from "../../../provider/src/session/processes/engine";
import { useEmulator } from "../../support/emulator-client";
import { checked, create, newRun, update } from "../../support/lifecycles";
import { urnOf } from "../../support/plugin-host";
import { emulated, useEnvironment } from "../../support/program-environment";

// An engine that is killed, with its terminal for example, leaves its hosts behind.

const { emulator } = useEmulator();
useEnvironment(() => emulated(emulator));
let engine: Server;
let address: string;

beforeEach(async () => {
  engine = createServer((socket) => void socket.destroy());
  await new Promise<void>((listening) => engine.listen(0, "127.0.0.1", listening));
  address = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
});

afterEach(() => void engine.close());

const SECRET = { org: "acme", secretName: "KEEP", value: "v", visibility: "all" };
const LIMITED = { status: 429, headers: { "retry-after": "60" } };

/** A host whose engine ends while it waits for GitHub's limits, if it is to. */
function host({ ends }: { ends: boolean }) {
  let now = 0;
  const run = newRun({
    url: emulator.url,
    token: emulator.token,
    beforeWriting: whileEngineLives(
      engineIn(["node", "dynamic-provider", address]) ?? "",
      () => now,
    ),
    onWait: (ms) => {
      now += ms;
      if (ends) engine.close();
    },
  });
  emulator.fail({ path: /(KEEP|codespaces|access)$/, ...LIMITED });
  return run;
}

async function inState() {
  const { orgSecret } = newRun({ url: emulator.url, token: emulator.token });
  return orgSecret.create(checked(orgSecret, SECRET));
}

const GONE = "The Pulumi process that asked for it has ended. It was not sent.";

test("a delete that waits for GitHub's limits is not sent", async () => {
  const { id, outputs } = await inState();
  await expect(host({ ends: true }).orgSecret.delete(id, outputs)).rejects.toThrow(GONE);
  expect(emulator.orgSecret("acme", "KEEP")?.openedValue).toBe("v");
});

test("nor is a write", async () => {
  const { id, outputs } = await inState();
  const { orgSecret } = host({ ends: true });
  const news = checked(orgSecret, { ...SECRET, value: "w" }, outputs);
  await expect(orgSecret.update(id, outputs, news)).rejects.toThrow(GONE);
  expect(emulator.orgSecret("acme", "KEEP")?.openedValue).toBe("v");
});

test("nothing is looked for of a codespace that was not asked for", async () => {
  const run = host({ ends: true });
  const failure = create(run.codespace, { repository: "octocat/hello-world" });
  await expect(failure).rejects.toThrow(new RegExp(`${GONE}$`));
  // The list that is read before a creation, limited once, and none after it.
  const paths = emulator.requests.map(({ path }) => path);
  expect(paths).toEqual(["/user", "/user/codespaces", "/user/codespaces"]);
});

test("access that was not written is as certain as before", async () => {
  const all = { org: "acme", visibility: "all_members" };
  const { access } = newRun({ url: emulator.url, token: emulator.token });
  const { id, outputs } = await create(access, all);
  const failure = await update(host({ ends: true }).access, id, outputs, {
    ...all,
    visibility: "disabled",
  }).catch((error: unknown) => error);
  expect(String(failure)).toContain(GONE);
  expect(failure).not.toBeInstanceOf(PartlyDone);
});

test.each([true, false])("nor does the plugin send one: the engine is gone: %s", async (isGone) => {
  const plugin = new PluginProvider();
  plugin.begin(address);
  const { lifecycle } = plugin.hostedBy(urnOf("OrgCodespacesSecret"));
  const inputs = checked(lifecycle, SECRET);
  if (isGone) engine.close();
  const made = await lifecycle.create(inputs).catch(String);
  const writes = emulator.requests.filter(({ method }) => method !== "GET");
  expect(writes).toHaveLength(isGone ? 0 : 1);
  expect(JSON.stringify(made).includes(GONE)).toBe(isGone);
  plugin.log.close();
});

test("both are sent while the engine lives", async () => {
  const { id, outputs } = await inState();
  const { orgSecret } = host({ ends: false });
  const news = checked(orgSecret, { ...SECRET, value: "w" }, outputs);
  await orgSecret.update(id, outputs, news);
  expect(emulator.orgSecret("acme", "KEEP")?.openedValue).toBe("w");
  await host({ ends: false }).orgSecret.delete(id, outputs);
  expect(emulator.orgSecret("acme", "KEEP")).toBeUndefined();
});
