import { join } from "node:path";
import { readFileSync, writeFileSync } from "node:fs";
import { seedWith } from "github-codespaces-emulator";
import { newFolder, removeFolders, runCommand } from "../support/run-command";
import { useWorld } from "../support/world";

// Scripts without Pulumi's engine, with the package as it is installed.

const world = useWorld({ seed: seedWith() });

afterAll(() => {
  removeFolders();
});

const OCTOKIT = "octokit is loaded";

/** Prints a line for each module of octokit that is loaded as an ES module, as octokit's all are. */
const HOOK = `export async function load(url, context, next) {
  if (url.includes("/@octokit/rest/")) console.log("${OCTOKIT}");
  return next(url, context);
}`;

async function run(script: string, folder = newFolder()): Promise<string[]> {
  writeFileSync(join(folder, "hook.mjs"), HOOK);
  writeFileSync(
    join(folder, "register.mjs"),
    'import { register } from "node:module"; register("./hook.mjs", import.meta.url);',
  );
  writeFileSync(join(folder, "script.cjs"), script);
  const { emulator } = world;
  const env = { ...process.env, GITHUB_API_URL: emulator.url, GITHUB_TOKEN: emulator.token };
  const command = [process.execPath, "--import", "./register.mjs", "script.cjs"];
  const { code, output } = await runCommand(command, { folder, env });
  expect(code).toBe(0);
  return output.trim().split("\n").filter(Boolean);
}

const loaded = (name: string) =>
  `Object.keys(require.cache).some((file) => file.includes(${JSON.stringify(name)}))`;

test("importing the package loads neither octokit nor what seals", async () => {
  const lines = await run(`require("pulumi-github-codespaces");
console.log("sealing", ${loaded("tweetsodium")});
console.log("Pulumi", ${loaded("/@pulumi/pulumi/")});`);
  expect(lines).toEqual(["sealing false", "Pulumi true"]);
});

test("a lookup loads octokit, and works without Pulumi's engine", async () => {
  const lines = await run(`const { getOrgCodespacesSecrets } = require("pulumi-github-codespaces");
getOrgCodespacesSecrets({ org: "acme" }).then(({ secrets }) => console.log("secrets", secrets.length));`);
  expect(new Set(lines)).toEqual(new Set([OCTOKIT, "secrets 0"]));
});

test("the client of its own path loads no Pulumi, and reads and acts", async () => {
  const lines =
    await run(`const { CodespacesClient, CodespacesError } = require("pulumi-github-codespaces/client");
const client = new CodespacesClient({ retries: 0 });
(async () => {
  for await (const { name } of client.listRepoDevcontainers({ repository: "acme/api" })) console.log(name);
  await client.stopCodespace({ name: "absent" }).catch((error) => {
    console.log(error instanceof CodespacesError, error.status);
  });
  console.log("Pulumi", ${loaded("/@pulumi/pulumi/")});
})();`);
  expect(lines.filter((line) => line !== OCTOKIT)).toEqual([
    ...["Default", "Node", "Cloud"],
    "true 404",
    "Pulumi false",
  ]);
});

test("a wait is said on standard error, beside what a script prints", async () => {
  const headers = { "retry-after": "4" };
  world.emulator.fail({ path: "/repos/acme/api/codespaces/devcontainers", status: 429, headers });
  const folder = newFolder();
  const lines = await run(
    `const { createWriteStream } = require("node:fs");
const { CodespacesClient } = require("pulumi-github-codespaces/client");
const errors = createWriteStream("errors.txt");
process.stderr.write = (text) => errors.write(text);
(async () => {
  const client = new CodespacesClient();
  for await (const { name } of client.listRepoDevcontainers({ repository: "acme/api" })) console.log(name);
})();`,
    folder,
  );
  expect(lines.filter((line) => line !== OCTOKIT)).toEqual(["Default", "Node", "Cloud"]);
  const said = readFileSync(join(folder, "errors.txt"), "utf8");
  expect(said).toMatch(/^GitHub: waiting 4 s .* with 1 request because of /m);
});

test.each([
  ["without its arguments", "p.getOrgCodespacesPublicKeyOutput()", "org: is missing"],
  [
    "with a secret argument that is wrong",
    'p.getCodespaceOutput({ name: pulumi.secret("canary canary") })',
    "name: is wrong; an argument is secret, so no value is shown",
  ],
])("an output %s is an error like any other", async (_, lookup, message) => {
  const lines = await run(`const p = require("pulumi-github-codespaces");
const pulumi = require("@pulumi/pulumi");
process.on("unhandledRejection", () => undefined);
const output = ${lookup};
output.promise().catch(({ message }) => console.log(message));`);
  expect(lines).toEqual([message]);
});
