import { useEmulator } from "../../support/emulator-client";
import { usePlugin, type Raw } from "../../support/plugin-host";

// What depends on a resource that is being replaced, Pulumi deletes before it has checked it.

const { emulator } = useEmulator();
const hosted = usePlugin(emulator);

const removals = () => emulator.requests.filter(({ method }) => method === "DELETE");
const secret = { org: "acme", secretName: "X", value: "v", visibility: "all" };
const depending = { repository: "acme/api", secretName: "Y", value: "v" };

/** As a new operation finds it in its state. */
async function applied(): Promise<Raw> {
  const checked = await hosted.plugin.check("RepoCodespacesSecret", depending);
  const { outputs } = await hosted.plugin.create("RepoCodespacesSecret", checked);
  await hosted.restart();
  emulator.clearRequests();
  return outputs;
}

test("it stays, and is written as the one that it replaces", async () => {
  const outputs = await applied();
  const replacing = await hosted.plugin.check("OrgCodespacesSecret", secret);
  await hosted.plugin.delete("RepoCodespacesSecret", "acme/api/Y", outputs);
  expect(removals()).toEqual([]);
  expect(hosted.plugin.lines.map(({ text }) => text).join("\n")).toContain(
    "RepoCodespacesSecret acme/api/Y stays at GitHub: not everything that this program declares is known yet",
  );
  await hosted.plugin.create("OrgCodespacesSecret", replacing);

  const again = await hosted.plugin.check("RepoCodespacesSecret", {
    ...depending,
    onExisting: "fail",
  });
  await hosted.plugin.create("RepoCodespacesSecret", again);
  expect(emulator.repoSecret("acme/api", "Y")?.openedValue).toBe("v");
});

test("what the program no longer has goes once all creations have begun", async () => {
  const outputs = await applied();
  const replacing = await hosted.plugin.check("OrgCodespacesSecret", secret);
  await hosted.plugin.create("OrgCodespacesSecret", replacing);
  await hosted.plugin.delete("RepoCodespacesSecret", "acme/api/Y", outputs);
  expect(removals()).toHaveLength(1);
});

test("what is replaced itself goes, though its own creation is to come", async () => {
  const outputs = await applied();
  await hosted.plugin.check("RepoCodespacesSecret", { ...depending, secretName: "Z" });
  await hosted.plugin.delete("RepoCodespacesSecret", "acme/api/Y", outputs);
  expect(removals()).toHaveLength(1);
});
