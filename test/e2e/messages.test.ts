import { seedWith } from "github-codespaces-emulator";
import { diagnosticsOf } from "../support/diagnostics";
import { program, useWorld } from "../support/world";

const HOUR = 3_600_000;

const world = useWorld({ seed: seedWith({ organizations: 2 }) });

beforeEach(() => {
  world.emulator.reset();
});

test("plain work on secrets says nothing beside its steps", async () => {
  const declare = (value: string) =>
    program(`
const value = "${value}";
const org = new OrgCodespacesSecret("org", { org: "acme", secretName: "S", value, visibility: "selected" });
new OrgCodespacesSecretRepository("one", { org: "acme", secretName: org.secretName, repository: "api" });
new RepoCodespacesSecret("repo", { repository: "acme/api", secretName: "S", value });
new UserCodespacesSecret("user", { secretName: "S", value, selectedRepositories: ["octocat/dotfiles"] });
`);
  const project = await world.project({ program: declare("first") });
  const runs = [await project.up("--skip-preview")];
  project.write(declare("second"));
  runs.push(await project.preview(), await project.up("--skip-preview"));
  world.emulator.advance(HOUR);
  runs.push(await project.refresh("--skip-preview"), await project.destroy("--skip-preview"));
  expect(runs.map(({ output }) => diagnosticsOf(output))).toEqual([[], [], [], [], []]);
  expect(runs.filter(({ output }) => output.includes("Diagnostics"))).toEqual([]);
});

test("what a user must know is said once, short, with the resource's name", async () => {
  const { emulator } = world;
  emulator.drift.orgSecret("acme", "ADOPTED", { value: "by hand" });
  const project = await world.project({
    program: program(`
const members = { visibility: "all_members" };
new OrgCodespacesAccess("access", { org: "acme", ...members, onDestroy: "leave" });
new OrgCodespacesAccess("access-2", { org: "acme-2", ...members });
new OrgCodespacesSecret("adopted", { org: "acme", secretName: "ADOPTED", value: "v", visibility: "all", onExternalChange: "warn" });
`),
  });
  const up = await project.up("--skip-preview");
  expect(diagnosticsOf(up.output).sort()).toEqual([
    expect.stringMatching(
      /^OrgCodespacesAccess acme(-2)?: GitHub can't read this back, so a refresh/,
    ),
    expect.stringMatching(
      /^warning: OrgCodespacesSecret acme\/ADOPTED existed already \(.*overwritten\.$/,
    ),
  ]);

  emulator.advance(HOUR);
  emulator.drift.orgSecret("acme", "ADOPTED", { value: "by hand again" });
  const refresh = await project.refresh("--skip-preview");
  expect(diagnosticsOf(refresh.output)).toEqual([
    expect.stringMatching(
      /^warning: OrgCodespacesSecret acme\/ADOPTED was written outside Pulumi at .*stays\.$/,
    ),
  ]);
  const settled = await project.refresh("--skip-preview");
  expect(diagnosticsOf(settled.output)).toEqual([]);

  const destroy = await project.destroy("--skip-preview");
  expect(diagnosticsOf(destroy.output).sort()).toEqual([
    'OrgCodespacesAccess acme is left as it is at GitHub (onDestroy is "leave").',
    "OrgCodespacesAccess acme-2: codespaces are now disabled for everybody in the organization.",
  ]);
});

test("a wait for GitHub's limits is said once for all that wait", async () => {
  world.emulator.fail({
    method: "PUT",
    status: 403,
    body: { message: "You have exceeded a secondary rate limit." },
    headers: { "retry-after": "4" },
  });
  const project = await world.project({
    program: program(`
for (const name of ["A", "B", "C"]) {
  new RepoCodespacesSecret(name, { repository: "acme/api", secretName: name, value: "v" });
}`),
  });
  const { output } = await project.up("--skip-preview");
  expect(diagnosticsOf(output)).toEqual([
    "GitHub's secondary rate limit refused a request: continuing with 450 points a minute and 50 requests at once, and speeding up with each minute that goes well.",
    expect.stringMatching(
      /^GitHub: waiting 4 s \(until .*Z\) with (1 request|[23] requests) because of GitHub's secondary rate limit\.$/,
    ),
  ]);
  expect(world.emulator.repoSecrets("acme/api")).toHaveLength(3);
});
