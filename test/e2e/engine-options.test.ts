import { join } from "node:path";
import { program, requestLines, useWorld } from "../support/world";

const world = useWorld();

beforeEach(() => {
  world.emulator.reset();
});

function declare(value: string, options = "{}"): string {
  return program(
    `new OrgCodespacesSecret("s", { org: "acme", secretName: "S", value: "${value}", visibility: "all" }, ${options});`,
  );
}

test("with ignoreChanges on value a changed value is nothing", async () => {
  const project = await world.project({ program: declare("first") });
  await project.up("--skip-preview");
  world.emulator.clearRequests();
  project.write(declare("second", '{ ignoreChanges: ["value"] }'));
  await project.up("--expect-no-changes");
  expect(world.emulator.requests).toHaveLength(0);
});

test("with ignoreChanges on value, a value changed by hand stays, before and after a refresh", async () => {
  const project = await world.project({ program: declare("first") });
  await project.up("--skip-preview");
  project.write(declare("second", '{ ignoreChanges: ["value"] }'));
  world.emulator.advance(3_600_000);
  world.emulator.drift.orgSecret("acme", "S", { value: "by hand" });
  await project.refresh();
  world.emulator.clearRequests();
  await project.up("--skip-preview");
  await project.up("--expect-no-changes");
  expect(world.emulator.requests).toHaveLength(0);
  expect(world.emulator.orgSecret("acme", "S")?.openedValue).toBe("by hand");
});

test("with ignoreChanges on value, a value by hand stays with another name in the program, and with --replace", async () => {
  const ignoring = declare("placeholder", '{ ignoreChanges: ["value"] }');
  const project = await world.project({ program: ignoring });
  await project.up();
  world.emulator.advance(3_600_000);
  world.emulator.drift.orgSecret("acme", "S", { value: "by hand" });
  project.write(ignoring.replace('Secret("', 'Secret("another-'));
  await project.up();
  const [one] = Object.values(await project.resources());
  await project.up("--replace", one?.urn ?? "");
  expect(world.emulator.orgSecret("acme", "S")?.openedValue).toBe("by hand");
});

test("a saved plan is carried out: a create, then a changed value", async () => {
  const project = await world.project({ program: declare("first") });
  const plan = join(project.folder, "plan.json");
  await project.preview("--save-plan", plan);
  await project.up("--plan", plan);
  project.write(declare("second"));
  await project.preview("--save-plan", plan);
  await project.up("--plan", plan);
  expect(world.emulator.orgSecret("acme", "S")?.openedValue).toBe("second");
});

test("a plan is refused when the value is another one by then", async () => {
  const project = await world.project({ program: declare("first") });
  const plan = join(project.folder, "plan.json");
  await project.preview("--save-plan", plan);
  project.write(declare("second"));
  const { code, output } = await project.try("up", "--yes", "--stack", "dev", "--plan", plan);
  expect(code).not.toBe(0);
  expect(output).toMatch(/violates plan/);
  expect(output).not.toMatch(/first|second/);
});

test("two resources of one secret are an error before anything is written", async () => {
  const project = await world.project({
    program: program(`
for (const secretName of ["TOK", "tok"]) {
  new OrgCodespacesSecret(secretName, { org: "acme", secretName, value: "v", visibility: "all" });
}`),
  });
  const { code, output } = await project.try("up", "--yes", "--stack", "dev");
  expect(code).not.toBe(0);
  expect(output).toContain("two resources of this program declare OrgCodespacesSecret acme/TOK");
  expect(world.emulator.orgSecrets("acme")).toEqual([]);
});

test("a second resource of what is in the state is an error before it is written", async () => {
  const known = `
const s = new OrgCodespacesSecret("s", { org: "acme", secretName: "S", value: "first", visibility: "selected" });
const r = new OrgCodespacesSecretRepository("r", { org: "acme", secretName: s.secretName, repository: "api" });
const a = new OrgCodespacesAccess("a", { org: "acme", visibility: "all_members" });`;
  const project = await world.project({ program: program(known) });
  await project.up("--skip-preview");
  // Pulumi checks these two as it checks one resource that is being replaced.
  const seconds = {
    "OrgCodespacesSecret acme/S": `
new OrgCodespacesSecret("s2", { org: "acme", secretName: "s", value: "second", visibility: "all" }, { dependsOn: s });`,
    "OrgCodespacesSecretRepository acme/S/acme/api": `
new OrgCodespacesSecretRepository("r2", { org: "acme", secretName: s.secretName, repository: "API" }, { dependsOn: r });`,
    "OrgCodespacesAccess acme": `
new OrgCodespacesAccess("a2", { org: "acme", visibility: "disabled" }, { dependsOn: a });`,
  };
  world.emulator.clearRequests();
  for (const [identity, second] of Object.entries(seconds)) {
    project.write(program(known + second));
    const { code, output } = await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain(`two resources of this program declare ${identity} (`);
  }
  expect(requestLines(world.emulator)).toEqual([]);
  project.write(program(known));
  await project.up("--expect-no-changes");
});

test("inputs that another resource gives are unknown in the preview, and right after up", async () => {
  const project = await world.project({
    program: program(`
const first = new OrgCodespacesSecret("s", { org: "acme", secretName: "S", value: "v", visibility: "all" });
const late = (value) => first.updatedAt.apply(() => value);
new OrgCodespacesSecret("t", {
  org: late("Acme"), secretName: late("late"), value: late("late value"), visibility: late("selected"),
  selectedRepositories: ["api", late("web")],
});
new OrgCodespacesAccess("a", { org: "acme", visibility: late("selected_members"), selectedUsernames: late(["Octocat"]) });
`),
  });
  const { output } = await project.preview("--diff");
  expect(output).toMatch(/3 to create|4 to create/);
  await project.up("--skip-preview");
  expect(world.emulator.orgSecret("acme", "LATE")).toMatchObject({
    openedValue: "late value",
    selectedRepositories: ["acme/api", "acme/web"],
  });
  expect(world.emulator.access("acme").usernames).toEqual(["octocat"]);
  await project.up("--expect-no-changes");
});
