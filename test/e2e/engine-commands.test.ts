import { PartsProject, secret } from "../support/parts-project";
import { program, requestLines, useWorld } from "../support/world";

// Pulumi's commands and their options; each test changes its own part of one program.

const SECRETS = "/orgs/acme/codespaces/secrets";
const TYPE = "pulumi-nodejs:dynamic/github-codespaces:OrgCodespacesSecret";
const HOUR = 3_600_000;

const inOrg = (name: string, inputs = "") => secret(name, "{}", inputs);

const world = useWorld();
let stack: PartsProject;

beforeAll(async () => {
  const parts = {
    target: inOrg("TARGET"),
    other: inOrg("OTHER"),
    drifts: inOrg("DRIFTS"),
    rename: inOrg("RENAME"),
    get: "",
  };
  stack = await PartsProject.applied(world, parts, { passphrase: true });
  world.emulator.advance(HOUR);
});

const held = (name: string) => world.emulator.orgSecret("acme", name)?.openedValue;

test("up --target writes that one only, and a plain up the others", async () => {
  stack.change({
    target: inOrg("TARGET", 'value: "second"'),
    other: inOrg("OTHER", 'value: "second"'),
  });
  const { requests } = await stack.up("--target", "**TARGET");
  expect(requests).toEqual([`GET ${SECRETS}/public-key`, `PUT ${SECRETS}/TARGET`]);
  expect([held("TARGET"), held("OTHER")]).toEqual(["second", "first"]);
  await stack.up();
  expect(held("OTHER")).toBe("second");
});

test("refresh --preview-only shows what was changed by hand, and changes nothing", async () => {
  world.emulator.drift.orgSecret("acme", "DRIFTS", { value: "by hand" });
  const before = await stack.project.resources();
  const { output } = await stack.run("refresh", "--preview-only", "--diff");
  expect(output).toMatch(/~ valueWritten: "by this stack" => "outside Pulumi, .*Z"/);
  expect(await stack.project.resources()).toEqual(before);
});

test("up --refresh finds what was changed by hand and repairs it, in one command", async () => {
  world.emulator.drift.orgSecret("acme", "DRIFTS", { value: "by hand" });
  const preview = await stack.run("preview", "--refresh", "--diff");
  expect(preview.output).toMatch(/~ valueWritten: "outside Pulumi, .*Z" => "by this stack"/);
  const { output } = await stack.up("--refresh");
  expect(output).toContain("1 updated");
  expect(held("DRIFTS")).toBe("first");
});

test("state rename and the new name in the program are nothing", async () => {
  const urn = `urn:pulumi:dev::test::${TYPE}::RENAME`;
  await stack.run("state", "rename", urn, "renamed", "--yes");
  stack.change({ rename: secret("renamed", "{}", 'secretName: "RENAME"') });
  const { requests } = await stack.up("--expect-no-changes");
  expect(requests).toEqual([]);
});

test("get reads existing ones of each class by their ids, and never writes or deletes them", async () => {
  const { drift } = world.emulator;
  drift.orgSecret("acme", "THERE", { value: "v", visibility: "private" });
  drift.repoSecret("acme/api", "THERE", { value: "v" });
  drift.userSecret("octocat", "THERE", { value: "v", selectedRepositories: ["octocat/dotfiles"] });
  stack.change({
    get: `
exports.org = OrgCodespacesSecret.get("org", "acme/THERE").visibility;
exports.repo = RepoCodespacesSecret.get("repo", "acme/api/THERE").repository;
exports.user = UserCodespacesSecret.get("user", "user/THERE").selectedRepositoryIds;
exports.one = UserCodespacesSecretRepository.get("one", "user/THERE/octocat/dotfiles").repositoryId;
`,
  });
  const { requests } = await stack.up();
  const { stdout } = await stack.run("stack", "output", "--json");
  expect(JSON.parse(stdout)).toEqual({
    org: "private",
    repo: "acme/api",
    user: { "octocat/dotfiles": 501 },
    one: 501,
  });
  expect(requests.filter((line) => !/^GET |^POST \/graphql$/.test(line))).toEqual([]);
  stack.change({ get: "" });
  const { requests: afterwards } = await stack.up();
  expect(afterwards).toEqual([]);
});

test("get beside a state stores no value, and refuses a state of another secret", async () => {
  const { drift } = world.emulator;
  drift.orgSecret("acme", "STATED", { value: "v", visibility: "private" });
  const get = (id: string) =>
    `OrgCodespacesSecret.get("stated", "${id}", { org: "acme", secretName: "STATED", value: "v-4711" });`;
  stack.change({ get: get("acme/STATED") });
  await stack.up();
  const { stdout } = await stack.run("stack", "export", "--show-secrets");
  expect(stdout).toContain("acme/STATED");
  expect(stdout).not.toContain("v-4711");
  stack.change({ get: get("acme/TARGET") });
  const { code, output } = await stack.project.try("up", "--yes", "--stack", "dev");
  stack.change({ get: "" });
  expect(code).not.toBe(0);
  expect(output).toContain(
    "the secretName in its id differs from the one in the state given with it",
  );
});

test("get is no difference in a preview, also after a refresh that found its value written", async () => {
  const { drift } = world.emulator;
  drift.orgSecret("acme", "SHOWN", { value: "v", visibility: "private" });
  stack.change({ get: 'OrgCodespacesSecret.get("shown", "acme/SHOWN");' });
  await stack.up();
  world.emulator.advance(HOUR);
  drift.orgSecret("acme", "SHOWN", { value: "newer" });
  world.emulator.advance(HOUR);
  const refresh = await stack.run("refresh", "--yes", "--diff");
  const preview = await stack.run("preview", "--diff");
  stack.change({ get: "" });
  await stack.up();
  expect(refresh.output).toMatch(/~ updatedAt/);
  expect(`${refresh.output}${preview.output}`).not.toContain("valueWritten");
  expect(preview.output).toContain("OrgCodespacesSecret: (read)");
  expect(preview.output).not.toMatch(/^ *[-+~] (?!pulumi)/m);
});

test("get of what isn't there is an error that names it", async () => {
  stack.change({ get: 'OrgCodespacesSecret.get("none", "acme/NOWHERE");' });
  const { code, output } = await stack.project.try("up", "--yes", "--stack", "dev");
  stack.change({ get: "" });
  expect(code).not.toBe(0);
  expect(output).toContain("acme/NOWHERE was not found at GitHub");
});

test("import fails before anything is sent, and a declaration takes over instead", async () => {
  world.emulator.drift.orgSecret("acme", "IMPORTED", { value: "by hand" });
  world.emulator.clearRequests();
  const other = await world.project({
    program: program(secret("IMPORTED", '{ import: "acme/IMPORTED" }')),
  });
  const { code, output } = await other.try("up", "--yes", "--stack", "dev", "--skip-preview");
  expect(code).not.toBe(0);
  expect(output).toContain("Cannot read properties of undefined (reading 'toJavaScript')");
  const command = ["import", TYPE, "imported", "acme/IMPORTED", "--yes", "--stack", "dev"];
  expect((await other.try(...command)).code).not.toBe(0);
  expect(requestLines(world.emulator)).toEqual([]);

  other.write(program(secret("IMPORTED")));
  const adopted = await other.up("--skip-preview");
  expect(adopted.output).toContain("OrgCodespacesSecret acme/IMPORTED existed already");
  expect(held("IMPORTED")).toBe("first");
});

test("two stacks on one organization leave each other's secrets alone", async () => {
  const other = await world.project({ program: program(secret("OF_ANOTHER_STACK")) });
  await other.up("--skip-preview");
  const { requests } = await stack.up("--expect-no-changes");
  await stack.run("refresh", "--yes", "--skip-preview", "--expect-no-changes");
  await other.destroy("--skip-preview");
  expect(requests).toEqual([]);
  expect(held("OF_ANOTHER_STACK")).toBeUndefined();
  expect(held("TARGET")).toBeDefined();
});

test("another passphrase of the secrets provider changes nothing and sends nothing", async () => {
  const { project } = stack;
  const changed = await project.answering(
    "another passphrase\nanother passphrase\n",
    ...["stack", "change-secrets-provider", "passphrase", "--stack", "dev"],
  );
  expect(changed).toMatchObject({ code: 0 });
  const old = await project.try("stack", "export", "--stack", "dev", "--show-secrets");
  expect(old.output).toContain("incorrect passphrase");
  project.setEnv({ PULUMI_CONFIG_PASSPHRASE: "another passphrase" });
  const { requests } = await stack.up("--expect-no-changes");
  expect(requests).toEqual([]);
  await stack.run("refresh", "--yes", "--skip-preview", "--expect-no-changes");
  stack.change({ target: inOrg("TARGET", 'value: "third"') });
  await stack.up();
  expect(held("TARGET")).toBe("third");
});
