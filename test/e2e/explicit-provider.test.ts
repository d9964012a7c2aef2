import { join } from "node:path";
import { seedWith, tokens } from "github-codespaces-emulator";
import type { Run } from "../support/pulumi-project";
import { program, requestLines, useWorld } from "../support/world";

const IMPORT = 'const { Provider } = require("pulumi-github-codespaces");';

const world = useWorld({ seed: seedWith({ organizations: 2 }) });

beforeEach(() => {
  world.emulator.reset();
});

/** A secret of acme by the default provider, one of acme-2 by a provider with these arguments. */
function twoAccounts(args: string): string {
  return program(`${IMPORT}
new OrgCodespacesSecret("first", { org: "acme", secretName: "S", value: "v1", visibility: "all" });
const provider = new Provider("acme-2", ${args});
new OrgCodespacesSecret("second", { org: "acme-2", secretName: "S", value: "v2", visibility: "all" }, { provider });
`);
}

test("two accounts in one program, each with its own token and nothing of the stack's", async () => {
  const project = await world.project({
    program: twoAccounts('{ tokenEnv: "ACME_2_TOKEN" }'),
    env: { GITHUB_TOKEN: undefined, ACME_2_TOKEN: tokens.full },
    secretConfig: { "github-codespaces:token": "wrong" },
  });
  const { output } = await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
  expect(output).toContain("OrgCodespacesSecret acme/S could not be created: GitHub answered 401");
  expect(world.emulator.orgSecret("acme", "S")).toBeUndefined();
  expect(world.emulator.orgSecret("acme-2", "S")?.openedValue).toBe("v2");
  await project.run("config", "set", "--secret", "github-codespaces:token", tokens.classic);
  await project.up("--skip-preview");
  expect(world.emulator.orgSecret("acme", "S")?.openedValue).toBe("v1");
  await project.refresh("--skip-preview", "--expect-no-changes");
  await project.destroy("--skip-preview");
  expect(world.emulator.orgSecrets("acme-2")).toEqual([]);
});

test("a changed token updates the provider in place and leaves the resources alone", async () => {
  const project = await world.project({
    program: twoAccounts("{ token: process.env.SECOND }"),
    env: { SECOND: tokens.full },
  });
  await project.up("--skip-preview");
  world.emulator.clearRequests();
  project.setEnv({ SECOND: tokens.classic });
  const { stdout } = await project.preview("--json");
  const { steps } = JSON.parse(stdout) as { steps: { op: string; urn: string }[] };
  const changed = steps.filter(({ op }) => op !== "same");
  expect(changed).toEqual([expect.objectContaining({ op: "update" })]);
  expect(changed[0]?.urn).toContain("pulumi:providers:pulumi-nodejs::acme-2");
  await project.up("--skip-preview");
  expect(requestLines(world.emulator)).toEqual([]);
  await project.up("--skip-preview", "--expect-no-changes");
  const { stdout: state } = await project.run("stack", "export");
  expect(state).not.toContain(tokens.full);
  expect(state).not.toContain(tokens.classic);
});

test("a provider of a GitHub App, at a base URL of its own", async () => {
  const { url } = world.emulator;
  const project = await world.project({
    program: program(`${IMPORT}
const provider = new Provider("app", {
  appId: 3001, appOrganization: "acme", privateKeyEnv: "PEM", baseUrl: ${JSON.stringify(url)},
});
new OrgCodespacesAccess("access", { org: "acme", visibility: "all_members" }, { provider });
`),
    env: {
      GITHUB_API_URL: undefined,
      GITHUB_TOKEN: "wrong",
      PEM: world.emulator.appPrivateKey(3001),
    },
  });
  await project.up("--skip-preview");
  expect(world.emulator.access("acme").visibility).toBe("all_members");
});

describe("a credential of its own that is empty is not replaced by the environment's", () => {
  const cases = [
    ["{ token: process.env.UNSET }", "github-codespaces:token is empty: is the variable set?"],
    ['{ token: pulumi.output("") }', "github-codespaces:token is empty: is the variable set?"],
    ["{ token: pulumi.output(undefined) }", "github-codespaces:token is empty"],
    ['{ tokenEnv: "UNSET" }', "the environment variable UNSET, which is empty or not set"],
    [
      "{ appId: 3001, privateKey: process.env.UNSET }",
      "missing: privateKey, privateKeyFile or privateKeyEnv",
    ],
    [
      '{ appId: 3001, installationId: 4001, privateKeyEnv: "UNSET" }',
      "the environment variable UNSET, which",
    ],
  ] as const;
  let run: Run;
  let sent: string[];

  // A provider and a secret for each; one up, which goes on after a failure.
  beforeAll(async () => {
    const declared = cases.map(
      ([args], index) => `
new OrgCodespacesSecret("s${index}", { org: "acme-2", secretName: "S${index}", value: "v", visibility: "all" },
  { provider: new Provider("p${index}", ${args}) });`,
    );
    const project = await world.project({ program: program(IMPORT + declared.join("\n")) });
    await project.preview();
    world.emulator.clearRequests();
    const up = ["up", "--yes", "--stack", "dev", "--skip-preview", "--continue-on-error"];
    run = await project.try(...up);
    sent = requestLines(world.emulator);
  });

  test.each(cases.map(([args, message], index) => ({ args, message, index })))(
    "$args",
    ({ message, index }) => {
      const failures = run.output.replace(/\s+/g, " ").split(" could not be created: ");
      const its = failures.findIndex((text) => text.endsWith(`acme-2/S${index}`));
      expect(failures[its + 1]).toContain(message);
    },
  );

  test("and nothing is sent", () => {
    expect(run.code).not.toBe(0);
    expect(sent).toEqual([]);
  });

  test("nor does its user secrets' token come from there", async () => {
    const project = await world.project({
      program: program(`${IMPORT}
const provider = new Provider("hubot", { tokenEnv: "HUBOT" });
new UserCodespacesSecret("s", { secretName: "S", value: "v", selectedRepositories: [] }, { provider });
`),
      env: { HUBOT: tokens.hubot, GITHUB_CODESPACES_USER_TOKEN: tokens.full },
    });
    await project.up("--skip-preview");
    expect(world.emulator.userSecret("hubot", "S")?.openedValue).toBe("v");
    expect(world.emulator.userSecrets("octocat")).toEqual([]);
  });
});

test("without a credential of its own it takes the environment's", async () => {
  const project = await world.project({ program: twoAccounts("{ retries: 1 }") });
  await project.up("--skip-preview");
  expect(world.emulator.orgSecret("acme-2", "S")?.openedValue).toBe("v2");
});

describe("a secret that moves", () => {
  const secret = (providers: string, options: string) =>
    program(`${IMPORT}
${providers}
new OrgCodespacesSecret("s", { org: "acme", secretName: "S", value: "v", visibility: "all" }, ${options});
`);
  const a = 'const a = new Provider("a", { tokenEnv: "OTHER" });';
  const b = 'const b = new Provider("b", { tokenEnv: "OTHER" });';

  test("to another provider, and gets another name, stays although its old one has another TMPDIR", async () => {
    const project = await world.project({ program: "" });
    project.setEnv({ ELSEWHERE: join(project.folder, "user") });
    const there = 'const a = new Provider("a", {}, { envVarMappings: { ELSEWHERE: "TMPDIR" } });';
    project.write(secret(there, "{ provider: a }"));
    await project.up();
    project.write(secret(there, "{}").replace('"s"', '"renamed"'));
    world.emulator.clearRequests();
    await project.up();
    expect(requestLines(world.emulator).filter((line) => line.startsWith("DELETE"))).toEqual([]);
    expect(world.emulator.orgSecret("acme", "S")?.openedValue).toBe("v");
  });

  test("to another provider is left alone, also when its old one goes", async () => {
    const env = { OTHER: tokens.classic };
    const project = await world.project({ program: secret("", "{}"), env });
    await project.up("--skip-preview");
    world.emulator.clearRequests();
    project.write(secret(a, "{ provider: a }"));
    await project.up("--skip-preview");
    project.write(secret(b, "{ provider: b }"));
    await project.up("--skip-preview");
    await project.up("--skip-preview", "--expect-no-changes");
    expect(requestLines(world.emulator)).toEqual([]);
    expect(world.emulator.orgSecret("acme", "S")?.openedValue).toBe("v");
  });
});
