import type { PulumiProject } from "../support/pulumi-project";
import { program, requestLines, useWorld } from "../support/world";

const SECRETS = "/orgs/acme/codespaces/secrets";
const LIST = `${SECRETS}/NPM_TOKEN/repositories`;
const HOUR = 3_600_000;

const OWNER = program(`
const secret = new OrgCodespacesSecret("npm-token", {
  org: "acme", secretName: "NPM_TOKEN", value: "first", visibility: "selected",
});
new OrgCodespacesSecretRepository("for-api", {
  org: "acme", secretName: secret.secretName, repository: "api",
});
`);

/** Another stack, which only knows the secret's name. */
const team = (...repositories: string[]) =>
  program(
    repositories
      .map(
        (repository) => `
new OrgCodespacesSecretRepository("${repository}", {
  org: "acme", secretName: "npm_token", repository: "${repository}",
});`,
      )
      .join("\n"),
  );

const world = useWorld();
let owner: PulumiProject;
let other: PulumiProject;

// Two stacks for all of the tests: each puts back what it changed.
beforeAll(async () => {
  owner = await world.project({ program: OWNER });
  other = await world.project({ program: team("web") });
  await owner.up();
  world.emulator.advance(HOUR);
  await other.up();
  world.emulator.advance(HOUR);
});

async function apply(project: PulumiProject, text: string): Promise<void> {
  project.write(text);
  await project.up();
  world.emulator.advance(HOUR);
}

function held() {
  return world.emulator.orgSecret("acme", "NPM_TOKEN");
}

test("an owner that leaves the list out does nothing about the other stack's repository", async () => {
  expect(held()?.selectedRepositories).toEqual(["acme/api", "acme/web"]);
  await owner.settled();
  await other.settled();
  expect(held()?.selectedRepositories).toEqual(["acme/api", "acme/web"]);
});

test("a new value of the owner keeps the list", async () => {
  owner.write(OWNER.replace('"first"', '"second"'));
  await owner.up("--skip-preview");
  expect(held()).toMatchObject({
    openedValue: "second",
    selectedRepositories: ["acme/api", "acme/web"],
  });
  world.emulator.advance(HOUR);
  await other.refresh("--expect-no-changes");
});

test("deleting one removes just that repository", async () => {
  await other.destroy();
  expect(held()?.selectedRepositories).toEqual(["acme/api"]);
  await owner.settled();
  await apply(other, team("web"));
});

test("a value changed by hand is still found, and its repair keeps the list", async () => {
  await owner.refresh();
  world.emulator.drift.orgSecret("acme", "NPM_TOKEN", { value: "by hand", visibility: "selected" });
  const { output } = await owner.refresh("--diff");
  expect(output).toContain("outside Pulumi");
  await owner.up("--skip-preview");
  expect(held()).toMatchObject({
    openedValue: "second",
    selectedRepositories: ["acme/api", "acme/web"],
  });
});

test("a renamed repository changes nothing", async () => {
  world.emulator.drift.renameRepository("acme/web", "acme/site");
  await other.settled();
  await owner.refresh("--expect-no-changes");
  other.write(team("site").replace('"site", {', '"web", {'));
  await other.up("--skip-preview");
  expect(held()?.selectedRepositories).toEqual(["acme/api", "acme/site"]);
});

test("the new name under another resource name keeps it as well", async () => {
  world.emulator.drift.renameRepository("acme/site", "acme/web");
  other.write(team("web").replace('"web", {', '"again", {'));
  await other.up("--skip-preview");
  expect(held()?.selectedRepositories).toEqual(["acme/api", "acme/web"]);
  await other.destroy();
  expect(held()?.selectedRepositories).toEqual(["acme/api"]);
  await apply(other, team("web"));
});

test("taken away by hand, it is added again", async () => {
  world.emulator.drift.orgSecret("acme", "NPM_TOKEN", { selectedRepositories: ["api"] });
  const { output } = await other.refresh();
  expect(output).toMatch(/- 1 deleted/);
  await other.up("--skip-preview");
  expect(held()?.selectedRepositories).toEqual(["acme/api", "acme/web"]);
});

test("renaming the resource, up --replace and taint keep it", async () => {
  other.write(team("web").replace('"web", {', '"renamed", {'));
  const { output } = await other.up("--skip-preview");
  expect(output).toContain("stays at GitHub: this program still declares it.");
  expect(held()?.selectedRepositories).toEqual(["acme/api", "acme/web"]);
  const [resource] = Object.values(await other.resources());
  await other.up("--skip-preview", "--replace", resource?.urn ?? "");
  await other.run("state", "taint", resource?.urn ?? "", "--yes");
  await other.up("--skip-preview");
  expect(held()?.selectedRepositories).toEqual(["acme/api", "acme/web"]);
  await apply(other, team("web"));
  expect(held()?.selectedRepositories).toEqual(["acme/api", "acme/web"]);
});

test("each stack's up sends its own repositories and nothing else", async () => {
  other.write(team("web", "docs", "infra"));
  world.emulator.clearRequests();
  await other.up("--skip-preview");
  expect(requestLines(world.emulator).sort()).toEqual([
    "POST /graphql",
    `PUT ${LIST}/1003`,
    `PUT ${LIST}/1004`,
  ]);
  world.emulator.clearRequests();
  await other.refresh("--expect-no-changes", "--skip-preview");
  expect(requestLines(world.emulator)).toEqual([`GET ${LIST}`]);
  await apply(other, team("web"));
});

test("a user's secret is shared the same way, and an existing one can be read by its id", async () => {
  const project = await world.project({
    program: program(`
const key = new UserCodespacesSecret("key", { secretName: "KEY", value: "v" });
new UserCodespacesSecretRepository("one", { secretName: key.secretName, repository: "octocat/dotfiles" });
exports.owner = new UserCodespacesSecretRepository("two", { secretName: key.secretName, repository: 502 }).owner;
const read = OrgCodespacesSecretRepository.get("read", "acme/NPM_TOKEN/acme/web");
exports.id = read.repositoryId;
exports.name = read.repository;
`),
  });
  await project.up("--skip-preview");
  expect(world.emulator.userSecret("octocat", "KEY")?.selectedRepositories).toEqual([
    "octocat/dotfiles",
    "octocat/hello-world",
  ]);
  world.emulator.advance(HOUR);
  await project.settled();
  const { stdout } = await project.run("stack", "output", "--json", "--stack", "dev");
  const owned = { login: "octocat", id: 1 };
  expect(JSON.parse(stdout)).toEqual({ owner: owned, id: 1002, name: "acme/web" });
  await project.destroy("--skip-preview");
  expect(held()?.selectedRepositories).toContain("acme/web");
});

test("the owner's secret isn't deleted while its program still adds a repository to it", async () => {
  owner.write(team("api").replace('"api", {', '"for-api", {'));
  world.emulator.clearRequests();
  await expect(owner.up("--skip-preview")).rejects.toThrow(
    "this program still declares OrgCodespacesSecretRepository acme/NPM_TOKEN/acme/api",
  );
  expect(requestLines(world.emulator).filter((line) => line.startsWith("DELETE"))).toEqual([]);
});

test("destroyed by both, nothing of it is left", async () => {
  await other.destroy();
  await owner.destroy();
  expect(world.emulator.orgSecrets("acme")).toEqual([]);
});
