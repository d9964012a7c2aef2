import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { seedWith } from "github-codespaces-emulator";
import type { PulumiProject } from "../../support/pulumi-project";
import { program, requestLines, useWorld } from "../../support/world";

const world = useWorld({ seed: seedWith({}), codespaceStepMs: 0 });
let project: PulumiProject;

beforeAll(async () => {
  const { drift } = world.emulator;
  const selectedRepositories = ["acme/api", "acme/docs"];
  drift.orgSecret("acme", "NPM_TOKEN", { value: "theirs", selectedRepositories });
  drift.orgSecret("acme", "SHARED", { value: "theirs", selectedRepositories: ["acme/web"] });
  drift.repoSecret("acme/api", "OF_A_REPOSITORY", { value: "theirs" });
  const mine = ["octocat/dotfiles"];
  drift.userSecret("octocat", "MINE", { value: "theirs", selectedRepositories: mine });
  drift.codespaces.create("octocat", { repository: "octocat/hello-world" });
  project = await world.project({ program: program(""), host: "plugin" });
});

const token = (className: string) => `github-codespaces:index:${className}`;

function resources() {
  const [codespace] = world.emulator.codespaces("octocat");
  return [
    { type: token("OrgCodespacesSecret"), name: "npm-token", id: "acme/NPM_TOKEN" },
    { type: token("RepoCodespacesSecret"), name: "of-one", id: "acme/api/OF_A_REPOSITORY" },
    { type: token("UserCodespacesSecret"), name: "mine", id: "user/MINE" },
    { type: token("OrgCodespacesSecretRepository"), name: "web", id: "acme/SHARED/acme/web" },
    {
      type: token("UserCodespacesSecretRepository"),
      name: "dots",
      id: "user/MINE/octocat/dotfiles",
    },
    { type: token("Codespace"), name: "codespace", id: codespace?.name ?? "" },
  ];
}

/** What the program that Pulumi writes from the imported inputs declares. */
const IMPORTED = program(`
const kept = { keepValue: true };
new OrgCodespacesSecret("npm-token", { org: "acme", secretName: "NPM_TOKEN", visibility: "selected",
  selectedRepositories: ["acme/api", "acme/docs"], ...kept }, { protect: true });
new RepoCodespacesSecret("of-one", { repository: "acme/api", secretName: "OF_A_REPOSITORY", ...kept }, { protect: true });
new UserCodespacesSecret("mine", { secretName: "MINE", selectedRepositories: ["octocat/dotfiles"], ...kept }, { protect: true });
new OrgCodespacesSecretRepository("web", { org: "acme", secretName: "SHARED", repository: "acme/web" }, { protect: true });
new UserCodespacesSecretRepository("dots", { secretName: "MINE", repository: "octocat/dotfiles" }, { protect: true });
new Codespace("codespace", { repository: "octocat/hello-world", ref: "main", machine: "basicLinux32gb",
  displayName: DISPLAY_NAME }, { protect: true });
`);

test("pulumi import takes over several of every class that GitHub lets read, without a warning", async () => {
  const file = join(project.folder, "import.json");
  writeFileSync(file, JSON.stringify({ resources: resources() }));
  const { output } = await project.run(
    "import",
    "--file",
    file,
    "--yes",
    "--generate-code=false",
    "--stack",
    "dev",
  );
  expect(output).not.toMatch(/warning|failed/i);
  const { "npm-token": imported, mine } = await project.resources();
  expect(imported?.inputs).toEqual({
    org: "acme",
    secretName: "NPM_TOKEN",
    visibility: "selected",
    selectedRepositories: ["acme/api", "acme/docs"],
    keepValue: true,
  });
  expect(mine?.inputs).toMatchObject({ selectedRepositories: ["octocat/dotfiles"] });
});

test("the next preview finds nothing to do, and the values at GitHub are as they were", async () => {
  const [codespace] = world.emulator.codespaces("octocat");
  const name = JSON.stringify(codespace?.displayName ?? "");
  project.write(IMPORTED.replace("DISPLAY_NAME", name));
  world.emulator.clearRequests();
  await project.preview("--expect-no-changes");
  await project.up("--expect-no-changes");
  expect(requestLines(world.emulator)).toEqual([]);
  await project.settled();
  expect(world.emulator.orgSecret("acme", "NPM_TOKEN")?.openedValue).toBe("theirs");
});

test("a value that the program gives later is written in place", async () => {
  const given = IMPORTED.replace('"acme/docs"], ...kept', '"acme/docs"], value: "ours"');
  const [codespace] = world.emulator.codespaces("octocat");
  project.write(given.replace("DISPLAY_NAME", JSON.stringify(codespace?.displayName ?? "")));
  const { output } = await project.up("--diff");
  expect(output).toMatch(/- keepValue\s*: true/);
  expect(output).toMatch(/\+ value\s*: \[secret\]/);
  expect(output).toMatch(/~ 1 updated/);
  expect(world.emulator.orgSecret("acme", "NPM_TOKEN")).toMatchObject({
    openedValue: "ours",
    selectedRepositories: ["acme/api", "acme/docs"],
  });
  await project.settled();
});

test("the option import takes over with the program's value", async () => {
  world.emulator.drift.orgSecret("acme", "BY_OPTION", { value: "theirs", visibility: "all" });
  const other = await world.project({
    host: "plugin",
    program: program(`
new OrgCodespacesSecret("by-option", { org: "acme", secretName: "BY_OPTION", visibility: "all", value: "ours" },
  { import: "acme/BY_OPTION" });`),
  });
  const { output } = await other.up();
  expect(output).toMatch(/1 imported/);
  expect(world.emulator.orgSecret("acme", "BY_OPTION")?.openedValue).toBe("ours");
  await other.settled();
});

test("a set takes over all secrets of a place, and a value that the program gives later is written in place", async () => {
  const { drift } = world.emulator;
  drift.repoSecret("acme/web", "ONE", { value: "theirs" });
  drift.repoSecret("acme/web", "TWO", { value: "theirs" });
  const set = (one: string) =>
    program(`new RepoCodespacesSecrets("web", { repositories: ["acme/web"],
      secrets: { "acme/web/ONE": ${one}, "acme/web/TWO": { keepValue: true } } }, { protect: true });`);
  const other = await world.project({ host: "plugin", program: set("{ keepValue: true }") });
  const named = [token("RepoCodespacesSecrets"), "web", "acme/web", "--stack", "dev"];
  const { output } = await other.run("import", ...named, "--yes", "--generate-code=false");
  expect(output).not.toMatch(/warning|failed/i);
  world.emulator.clearRequests();
  await other.up("--expect-no-changes");
  expect(requestLines(world.emulator)).toEqual([]);

  other.write(set('{ value: "ours" }'));
  await other.up();
  expect(world.emulator.repoSecret("acme/web", "ONE")?.openedValue).toBe("ours");
  expect(world.emulator.repoSecret("acme/web", "TWO")?.openedValue).toBe("theirs");
  await other.settled();
});

test("the option import of a set leaves what its program doesn't have, and what comes later is the set's", async () => {
  const { drift } = world.emulator;
  for (const name of ["ONE", "TWO"]) drift.repoSecret("acme/infra", name, { value: "theirs" });
  const set = (secrets: string) =>
    program(`new RepoCodespacesSecrets("infra", { repositories: ["acme/infra"], secrets: { ${secrets} } },
      { import: "acme/infra" });`);
  const other = await world.project({
    host: "plugin",
    program: set(`ONE: { value: "ours" }, THREE: { value: "ours" }`),
  });
  const { output } = await other.up();
  expect(output).toContain("The import found acme/infra/TWO too");
  const held = () => world.emulator.repoSecrets("acme/infra").map(({ name }) => name);
  expect(held().sort()).toEqual(["ONE", "THREE", "TWO"]);
  await other.settled();
  other.write(set(`ONE: { value: "ours" }`));
  await other.up();
  expect(held().sort()).toEqual(["ONE", "TWO"]);
});

test.each([
  ["what isn't there", "OrgCodespacesSecret", "acme/NOPE", "acme/NOPE was not found at GitHub."],
  ["access", "OrgCodespacesAccess", "acme", "has no operation that reads an organization's access"],
  [
    "what is no id",
    "OrgCodespacesSecret",
    "NOPE",
    "is not an id of OrgCodespacesSecret: give ORG/NAME",
  ],
])("%s says so in a sentence", async (_, className, id, text) => {
  const run = await project.try("import", token(className), "x", id, "--yes", "--stack", "dev");
  expect(run.code).not.toBe(0);
  expect(run.output).toContain(text);
});
