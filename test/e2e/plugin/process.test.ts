import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { PluginHost } from "../../support/plugin-host";
import { ROOT } from "../../support/markdown";
import { useWorld } from "../../support/world";

const LAUNCHER = join(ROOT, "provider/bin/pulumi-resource-github-codespaces");
const world = useWorld();
const folder = mkdtempSync(join(tmpdir(), "plugin-"));
let plugin: ChildProcess & { stdout: NodeJS.ReadableStream; stdin: NodeJS.WritableStream };

beforeEach(() => {
  // As the engine starts it: with its configuration, secrets in clear text.
  const PULUMI_CONFIG = JSON.stringify({
    "github-codespaces:userToken": "canary-of-the-configuration",
  });
  const PULUMI_CONFIG_SECRET_KEYS = '["github-codespaces:userToken"]';
  const PATH = [folder, process.env.PATH].join(delimiter);
  const env = { PATH, PULUMI_CONFIG, PULUMI_CONFIG_SECRET_KEYS };
  plugin = spawn(LAUNCHER, [], { env, stdio: ["pipe", "pipe", "inherit"] });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function portOf(): Promise<number> {
  const [line] = (await once(plugin.stdout, "data")) as [Buffer];
  expect(line.toString()).toMatch(/^\d+\n$/);
  return Number(line);
}

test("the plugin ends with its engine, also one that was killed", async () => {
  await portOf();
  plugin.stdin.end();
  expect(await once(plugin, "exit")).toEqual([0, null]);
});

test("what the plugin starts doesn't inherit the configuration", async () => {
  const seen = join(folder, "environment");
  const script = `#!/bin/sh\nenv > "${seen}"\necho ${world.emulator.token}\n`;
  writeFileSync(join(folder, "gh"), script, { mode: 0o755 });
  const host = PluginHost.at(await portOf());
  await host.configure({ baseUrl: world.emulator.url });
  expect(await host.invoke("getOrgCodespacesSecrets", { org: "acme" })).toEqual({ secrets: [] });
  const environment = readFileSync(seen, "utf8");
  expect(environment).toContain("PATH=");
  expect(environment).not.toMatch(/canary|PULUMI_CONFIG/);
  host.close();
  plugin.stdin.end();
  await once(plugin, "exit");
});

test("two providers of a program are refused by a plugin that was started by hand, and one is served in all commands", async () => {
  const port = await portOf();
  const declared = (name: string, options: string) =>
    `  ${name}:\n    type: github-codespaces:OrgCodespacesSecret\n` +
    `    properties: {org: acme, secretName: ${name.toUpperCase()}, value: v, visibility: all}\n${options}`;
  const other =
    "  other:\n    type: pulumi:providers:github-codespaces\n    properties: {tokenEnv: PATH}\n" +
    declared("second", "    options:\n      provider: ${other}\n");
  const one = `resources:\n${declared("first", "")}`;
  const project = await world.project({
    host: "plugin",
    file: "Main.yaml",
    program: one + other,
    // The plugin has another environment than Pulumi.
    config: { "github-codespaces:baseUrl": world.emulator.url },
    secretConfig: { "github-codespaces:token": world.emulator.token },
    env: { PULUMI_DEBUG_PROVIDERS: `github-codespaces:${port}` },
  });
  const { code, output } = await project.try("up", "--yes", "--stack", "dev");
  expect(output).toContain("this plugin, which Pulumi did not start, has one credential for both");
  expect(code).not.toBe(0);

  project.write(one);
  await project.up("--skip-preview=false");
  await project.settled();
  await project.destroy();
  plugin.stdin.end();
  await once(plugin, "exit");
});
