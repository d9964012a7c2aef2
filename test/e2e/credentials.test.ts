import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { tokens } from "github-codespaces-emulator";
import { newFolder, removeFolders } from "../support/run-command";
import { program, requestLines, useWorld } from "../support/world";

const SECRET = program(
  'new OrgCodespacesSecret("s", { org: "acme", secretName: "S", value: "v", visibility: "all" });',
);
const NONE = { GITHUB_TOKEN: undefined };

const world = useWorld();

beforeEach(() => {
  world.emulator.reset();
});

afterAll(() => {
  removeFolders();
});

/** A PATH on which `gh` is a script of these lines. */
function pathWithGh(...lines: string[]): string {
  const folder = newFolder();
  writeFileSync(join(folder, "gh"), ["#!/bin/sh", ...lines, ""].join("\n"));
  chmodSync(join(folder, "gh"), 0o755);
  const { bin } = JSON.parse(process.env.PULUMI_CLI_JSON ?? "{}") as { bin: string };
  return [folder, bin, process.env.PATH].join(delimiter);
}

test("a preview needs no credential; without one, up names every place where one may be", async () => {
  const PATH = pathWithGh("exit 4");
  const project = await world.project({ program: SECRET, env: { ...NONE, PATH } });
  await project.preview();
  const { code, output } = await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
  expect(code).not.toBe(0);
  const said = output.replace(/\s+/g, " ");
  expect(said).toContain(
    "was found: set the environment variable GITHUB_TOKEN, or run `gh auth login`.",
  );
  const places = [
    ...["tokenEnv", "token", "appId", "userToken"].map((key) => `github-codespaces:${key}`),
    ...["github:token", "GH_TOKEN", "GITHUB_TOKEN", "GITHUB_CODESPACES_APP_ID"],
    ...["GITHUB_CODESPACES_USER_TOKEN", "`gh auth token`"],
  ];
  expect(places.filter((place) => !said.includes(place))).toEqual([]);
  expect(world.emulator.requests).toEqual([]);
});

test.each(["github-codespaces:token", "github:token"])(
  "the token of %s is used, and named when GitHub refuses it",
  async (key) => {
    const secretConfig = { [key]: "wrong" };
    const project = await world.project({ program: SECRET, secretConfig, env: NONE });
    const failed = await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
    expect(failed.output.replace(/\s+/g, " ")).toContain(`came from the configuration ${key}.`);
    await project.run("config", "set", "--secret", key, tokens.full);
    await project.up("--skip-preview");
    expect(world.emulator.orgSecret("acme", "S")?.openedValue).toBe("v");
  },
);

test("so is that of the variable that tokenEnv names", async () => {
  const config = { "github-codespaces:tokenEnv": "MINE" };
  const env = { ...NONE, MINE: "wrong" };
  const project = await world.project({ program: SECRET, config, env });
  const failed = await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
  expect(failed.output.replace(/\s+/g, " ")).toContain("came from the environment variable MINE.");
  project.setEnv({ MINE: tokens.full });
  await project.up("--skip-preview");
  expect(world.emulator.orgSecret("acme", "S")?.openedValue).toBe("v");
});

test("the GitHub CLI is asked last, and for the token of the API's host only", async () => {
  const { url } = world.emulator;
  const host = new URL(url).host;
  const PATH = pathWithGh(`[ "$*" = "auth token --hostname ${host}" ] && echo ${tokens.full}`);
  const project = await world.project({ program: SECRET, env: { ...NONE, PATH } });
  await project.up("--skip-preview");
  expect(world.emulator.orgSecret("acme", "S")?.openedValue).toBe("v");
});

describe("a credential that is exchanged changes no resource", () => {
  test("a token of the environment", async () => {
    const project = await world.project({ program: SECRET });
    await project.up("--skip-preview");
    world.emulator.clearRequests();
    project.setEnv({ GITHUB_TOKEN: tokens.classic });
    await project.up("--expect-no-changes");
    expect(requestLines(world.emulator)).toEqual([]);
  });

  test("a token of the configuration", async () => {
    const key = "github-codespaces:token";
    const secretConfig = { [key]: tokens.full };
    const project = await world.project({ program: SECRET, secretConfig, env: NONE });
    await project.up("--skip-preview");
    world.emulator.clearRequests();
    await project.run("config", "set", "--secret", key, tokens.classic);
    await project.up("--expect-no-changes");
    expect(requestLines(world.emulator)).toEqual([]);
  });

  test("a token for a GitHub App, from the environment", async () => {
    const project = await world.project({ program: SECRET });
    await project.up("--skip-preview");
    world.emulator.clearRequests();
    project.setEnv({
      GITHUB_CODESPACES_APP_ID: "3001",
      GITHUB_CODESPACES_APP_ORGANIZATION: "acme",
      GITHUB_CODESPACES_PRIVATE_KEY: world.emulator.appPrivateKey(3001),
    });
    await project.up("--skip-preview", "--expect-no-changes");
    expect(requestLines(world.emulator)).toEqual([]);
    await project.refresh("--skip-preview", "--expect-no-changes");
    await project.destroy("--skip-preview");
    expect(requestLines(world.emulator)).toEqual([
      "GET /orgs/acme/installation",
      "POST /app/installations/4001/access_tokens",
      "GET /orgs/acme/codespaces/secrets",
      "GET /orgs/acme/installation",
      "POST /app/installations/4001/access_tokens",
      "DELETE /orgs/acme/codespaces/secrets/S",
    ]);
  });

  test("another key of the same GitHub App", async () => {
    const { emulator } = world;
    const app = {
      GITHUB_CODESPACES_APP_ID: "3001",
      GITHUB_CODESPACES_INSTALLATION_ID: "4001",
      GITHUB_CODESPACES_PRIVATE_KEY: emulator.appPrivateKey(3001),
    };
    const project = await world.project({ program: SECRET, env: { ...NONE, ...app } });
    await project.up("--skip-preview");
    emulator.clearRequests();
    const rotated = emulator.rotateAppKey(3001);
    const refused = await project.try("refresh", "--yes", "--stack", "dev", "--skip-preview");
    expect(refused.output).toContain("GitHub answered 401");
    emulator.clearRequests();
    project.setEnv({ GITHUB_CODESPACES_PRIVATE_KEY: rotated });
    await project.up("--expect-no-changes");
    expect(requestLines(emulator)).toEqual([]);
    await project.refresh("--skip-preview", "--expect-no-changes");
  });
});

test.each([
  ["a resource", SECRET],
  ["a lookup", 'require("pulumi-github-codespaces").getOrgCodespacesSecrets({ org: "acme" });'],
])("a misspelt key of the configuration is named by %s, and nothing is sent", async (_, text) => {
  const config = { "github-codespaces:tokn": "canary-config-51", "github-codespaces:retries": "1" };
  const project = await world.project({ program: text, config });
  const { code, output } = await project.try("preview", "--stack", "dev");
  expect(code).not.toBe(0);
  expect(output).toContain(
    "github-codespaces:tokn: is not a setting; the settings are token, tokenEnv",
  );
  expect(output).not.toContain("retries: is not");
  expect(output).not.toContain("canary-config-51");
  expect(world.emulator.requests).toEqual([]);
});
