import { writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { clientOf } from "../support/emulator-client";
import { Document } from "../support/markdown";
import type { PulumiProject } from "../support/pulumi-project";
import { program, requestLines, useWorld } from "../support/world";

// The pages of one's first and last hour with it: their programs, files and commands, with the real engine.

const world = useWorld();
const env = { NPM_TOKEN: "npm-1", PULUMI_SKIP_CONFIRMATIONS: "true" };

/** The block of a page that has this text. */
function block(page: string, text: string): string {
  const found = new Document(`docs/${page}.md`).blocks.filter((one) => one.text.includes(text));
  expect(found).toHaveLength(1);
  return found[0]?.text ?? "";
}

/** A program of a page in JavaScript, which starts sooner; its types are checked with those of the README. */
function programOf(page: string, text: string): string {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(block(page, text), { compilerOptions }).outputText;
}

/** What lines of a document print, and the requests that they send. */
async function ran(project: PulumiProject, lines: string) {
  world.emulator.clearRequests();
  const { output } = await project.shell(lines);
  return { output, requests: requestLines(world.emulator) };
}

const writes = () =>
  requestLines(world.emulator).filter((line) => !/^(GET|POST \/graphql)/.test(line));

beforeEach(() => {
  world.emulator.reset();
});

test("docs/taking-over.md: a codespace and access are imported without a request, and are as declared", async () => {
  const { emulator } = world;
  emulator.configure({ codespaceStepMs: 0 });
  emulator.drift.access("acme", {
    visibility: "selected_members",
    usernames: ["octocat", "hubot"],
  });
  const machine = { machine: "standardLinux32gb", idle_timeout_minutes: 30 };
  const path = "/repos/octocat/hello-world/codespaces";
  const made = await clientOf(emulator)("POST", path, { body: machine });
  const { name } = made.body as { name: string };
  const project = await world.project({ program: programOf("taking-over", "new Codespace("), env });
  const file = block("taking-over", '"__provider"');
  const imported = file.replace("octocat-literate-space-parakeet-mld5", name);
  writeFileSync(join(project.folder, "import.json"), imported);

  const { output, requests } = await ran(project, block("taking-over", "--file import.json"));
  expect(output).toContain("= 2 imported");
  expect(output).toMatch(/3 unchanged/);
  expect(requests).toEqual([]);
  emulator.clearRequests();
  await project.settled();
  expect(writes()).toEqual([]);
  const { api } = await project.resources();
  expect(api?.outputs).toMatchObject({ name, state: "Available" });
});

test("docs/taking-over.md: single resources become a set and single ones again, and nothing is written or deleted", async () => {
  const single = programOf("taking-over", "new OrgCodespacesSecret(");
  const set = programOf("taking-over", "new OrgCodespacesSecrets(");
  const values = { ...env, MAVEN_TOKEN: "maven-1" };
  const project = await world.project({ name: "moving", program: single, env: values });
  await project.up();
  for (const text of [set, single]) {
    world.emulator.advance(3_600_000);
    project.write(text);
    const { output } = await ran(project, block("taking-over", "pulumi up --refresh"));
    for (const name of ["NPM_TOKEN", "MAVEN_TOKEN"]) {
      expect(output).toContain(`acme/${name} stays at GitHub: this program still declares it.`);
    }
    expect(writes()).toEqual([]);
    await project.settled();
  }
  await project.destroy();
  expect(writes()).toHaveLength(2);
});

test("docs/leaving.md: what is forgotten or retained stays at GitHub, and comes back with its state", async () => {
  const { emulator } = world;
  const text = programOf("leaving", '"npm-token"');
  const guarded = text.replace("retainOnDelete: true", "protect: true");
  const project = await world.project({ name: "codespaces", program: guarded, env });
  await project.up();
  const stays = () => {
    expect(emulator.orgSecret("acme", "NPM_TOKEN")?.openedValue).toBe("npm-1");
    expect(emulator.access("acme").visibility).toBe("all_members");
  };

  expect((await ran(project, block("leaving", "stack rm"))).requests).toEqual([]);
  const back = await ran(project, block("leaving", "stack init") + "pulumi preview");
  expect(back.output).toContain("3 unchanged");
  stays();
  project.write(text);
  await project.up();

  const forgotten = await ran(project, block("leaving", "--show-urns"));
  expect(forgotten.requests).toEqual([]);
  expect(Object.keys(await project.resources())).toEqual(["access"]);
  const again = await project.up();
  expect(again.output).toContain("it was taken over, and its value overwritten");

  project.write("");
  emulator.clearRequests();
  await project.up();
  expect(writes()).toEqual([]);
  expect(await project.resources()).toEqual({});
  stays();
});

test("docs/leaving.md: one secret leaves a set, and nothing is sent", async () => {
  const { emulator } = world;
  const set = program(
    `new RepoCodespacesSecrets("api", { repositories: ["acme/api"], secrets: {
  SENTRY_TOKEN: { value: "sentry-1" }, DATABASE_URL: { value: "postgres://1" } } });`,
  );
  const project = await world.project({ program: set, env });
  await project.up();

  const without = set.replace(', DATABASE_URL: { value: "postgres://1" }', "");
  project.write(without + programOf("leaving", '"database-url"'));
  const { output } = await ran(project, block("leaving", "up --refresh"));
  expect(output).toContain("acme/api/DATABASE_URL stays at GitHub: this program still declares it");
  project.write(without);
  expect((await project.up()).output).toContain("[retain]");
  expect(writes()).toEqual([]);
  expect(emulator.repoSecret("acme/api", "DATABASE_URL")?.openedValue).toBe("postgres://1");
});

test("docs/migrating.md: the state forgets what @pulumi/github declared, and nothing is sent", async () => {
  const { emulator } = world;
  emulator.drift.orgSecret("acme", "NPM_TOKEN", { value: "by hand", visibility: "private" });
  const kept = program(`
new OrgCodespacesSecret("NPM_TOKEN", { org: "acme", secretName: "NPM_TOKEN", keepValue: true, visibility: "private" });`);
  const project = await world.project({ program: kept, env });
  await project.up();
  expect(writes()).toEqual([]);

  writeFileSync(join(project.folder, "old.json"), withNeighbours(await exported(project)));
  await project.run("stack", "import", "--file", "old.json");
  expect(project.all()).toHaveLength(9);
  const { requests } = await ran(project, block("migrating", "urns.txt"));
  expect(requests).toEqual([]);
  const left = project.all().map(({ urn }) => urn.split("::").at(-1));
  expect(left.sort()).toEqual(["NPM_TOKEN", "default", "default_6_15_0", "repo", "test-dev"]);
  expect(emulator.orgSecret("acme", "NPM_TOKEN")?.openedValue).toBe("by hand");
});

async function exported(project: PulumiProject): Promise<string> {
  return (await project.run("stack", "export")).stdout;
}

/** A state with what @pulumi/github would have put there: four of Codespaces, one in a component, and a repository. */
function withNeighbours(state: string): string {
  const whole = JSON.parse(state) as { deployment: { resources: object[] } };
  const stack = "urn:pulumi:dev::test::pulumi:pulumi:Stack::test-dev";
  const id = "0c2f5b9e-7b4d-4d0e-9f6a-1f2e3d4c5b6a";
  const provider = "urn:pulumi:dev::test::pulumi:providers:github::default_6_15_0";
  const of = (type: string, name: string, more = {}) => ({
    urn: `urn:pulumi:dev::test::${type}::${name}`,
    type: type.split("$").at(-1),
    custom: true,
    id: name,
    parent: stack,
    provider: `${provider}::${id}`,
    ...more,
  });
  const token = (name: string) =>
    `github:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
  const secret = of(token("CodespacesOrganizationSecret"), "npm-token");
  whole.deployment.resources.push(
    { urn: provider, type: "pulumi:providers:github", custom: true, id },
    of(token("Repository"), "repo"),
    secret,
    of(token("CodespacesOrganizationSecretRepositories"), "list", { dependencies: [secret.urn] }),
    of(`acme:index:Team$${token("CodespacesSecret")}`, 'it\'s "quoted"'),
    of(token("CodespacesUserSecret"), "user"),
  );
  return JSON.stringify(whole);
}
