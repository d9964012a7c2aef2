import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzeRequest, AnalyzerResourceOptions } from "@pulumi/pulumi/proto/analyzer_pb";
import { OrgCodespacesSecret, UserCodespacesSecret } from "pulumi-github-codespaces";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Document } from "../support/markdown";
import { newFolder, removeFolders, runCommand } from "../support/run-command";
import { useWorld } from "../support/world";

// The unit test and the policy pack of docs/engine-features.md, as their users run them: without an engine.

const world = useWorld();

afterAll(() => {
  removeFolders();
});

/** The block of code in which this text is. */
function blockWith(text: string): string {
  const found = new Document("docs/engine-features.md").blocks.filter((block) =>
    block.text.includes(text),
  );
  expect(found).toHaveLength(1);
  return found[0]?.text ?? "";
}

function folderWith(files: Record<string, string>): string {
  const folder = newFolder();
  const packageJson = JSON.stringify({ name: "tried", version: "1.0.0", type: "module" });
  for (const [name, text] of Object.entries({ "package.json": packageJson, ...files })) {
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

test("the unit test of docs/engine-features.md passes, and GitHub is asked nothing", async () => {
  const folder = folderWith({
    "index.js": blockWith("export const secret"),
    "index.test.js": blockWith("node:test"),
  });
  const { url, token } = world.emulator;
  const env = { ...process.env, GITHUB_API_URL: url, GITHUB_TOKEN: token };
  const { code, output } = await runCommand([process.execPath, "--test"], { folder, env });
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toMatch(/^# pass 1$/m);
  expect(world.emulator.requests).toEqual([]);
});

/** The pack in a process of its own, as the engine starts it; what it reports of a resource. */
async function withPack(
  folder: string,
  use: (
    reported: (type: string, inputs: Record<string, unknown>) => Promise<string[]>,
  ) => Promise<void>,
): Promise<void> {
  const child = spawn(process.execPath, ["index.js"], {
    cwd: folder,
    stdio: ["ignore", "pipe", 2],
  });
  try {
    const port = await new Promise<string>((done, failed) => {
      child.stdout?.once("data", (data: Buffer) => {
        done(data.toString().trim());
      });
      child.once("exit", (code) => {
        failed(new Error(`the policy pack ended with ${code}`));
      });
    });
    const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
    await use((type, inputs) => {
      const request = new AnalyzeRequest();
      request.setType(type);
      request.setProperties(
        Struct.fromJavaScript(inputs as Parameters<typeof Struct.fromJavaScript>[0]),
      );
      request.setOptions(new AnalyzerResourceOptions());
      return new Promise((done, failed) => {
        client.analyze(request, (error, answer) => {
          if (error) failed(error);
          else done(answer.getDiagnosticsList().map((one) => one.getMessage()));
        });
      });
    });
    client.close();
  } finally {
    child.kill();
  }
}

test("the policy pack of docs/engine-features.md reports what it forbids, and nothing else", async () => {
  const folder = folderWith({
    "index.js": blockWith("validateResourceOfType(OrgCodespacesSecret"),
  });
  await withPack(folder, async (reported) => {
    const secret = { secretName: "S", visibility: "selected" };
    const { __pulumiType: type } = OrgCodespacesSecret;
    const all = await reported(type, { ...secret, visibility: "all" });
    expect(all).toEqual([expect.stringContaining("S is for all repositories")]);
    const web = await reported(type, {
      ...secret,
      selectedRepositories: { "acme/web": "selected" },
    });
    expect(web).toEqual([expect.stringContaining("S must not be for acme/web")]);
    const api = { ...secret, selectedRepositories: { "acme/api": "selected" } };
    expect(await reported(type, api)).toEqual([]);
    const { __pulumiType: other } = UserCodespacesSecret;
    expect(await reported(other, { ...secret, visibility: "all" })).toEqual([]);
  });
});

test("its policy over declaredSecrets reports a secret for all, and no other", async () => {
  const folder = folderWith({ "index.js": blockWith("declaredSecrets(resource)") });
  await withPack(folder, async (reported) => {
    const secret = { org: "acme", secretName: "S", visibility: "all" };
    const { __pulumiType: type } = OrgCodespacesSecret;
    const all = await reported(type, secret);
    expect(all).toEqual([expect.stringContaining("acme/S is for all repositories")]);
    expect(await reported(type, { ...secret, visibility: "private" })).toEqual([]);
  });
});
