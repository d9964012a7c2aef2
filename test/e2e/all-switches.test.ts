import { allSwitchesFlipped } from "github-codespaces-emulator";
import type { PulumiProject } from "../support/pulumi-project";
import { program, useWorld } from "../support/world";

const HOUR = 3_600_000;

/** Where GitHub's documents leave its behaviour open, the other reading of all of it at once. */
const DECLARED = program(`
for (const secretName of ["VALUE", "LIST", "VISIBILITY", "GONE"]) {
  new OrgCodespacesSecret(secretName, {
    org: "acme", secretName, value: "declared", visibility: "selected", selectedRepositories: ["api"],
  });
}
const shared = new OrgCodespacesSecret("SHARED", {
  org: "acme", secretName: "SHARED", value: "declared", visibility: "selected",
});
new OrgCodespacesSecretRepository("web", {
  org: "acme", secretName: shared.secretName, repository: "web",
});
new UserCodespacesSecret("KEY", {
  secretName: "KEY", value: "declared", selectedRepositories: ["octocat/dotfiles"],
});
new RepoCodespacesSecret("REPO", { repository: "acme/api", secretName: "REPO", value: "declared" });
new OrgCodespacesAccess("access", {
  org: "acme", visibility: "selected_members", selectedUsernames: ["octocat"],
});
`);

const world = useWorld({ switches: allSwitchesFlipped });
let project: PulumiProject;

beforeAll(async () => {
  project = await world.project({ program: DECLARED });
});

beforeEach(async () => {
  world.emulator.reset();
  project.write(DECLARED);
  await project.up("--skip-preview");
  world.emulator.advance(HOUR);
});

afterEach(async () => {
  expectAllAsDeclared();
  world.emulator.advance(HOUR);
  await project.settled();
  await project.destroy("--skip-preview");
  const { emulator } = world;
  expect(emulator.orgSecrets("acme")).toEqual([]);
  expect(emulator.userSecrets("octocat")).toEqual([]);
  expect(emulator.repoSecrets("acme/api")).toEqual([]);
  expect(emulator.access("acme").visibility).toBe("disabled");
});

function expectAllAsDeclared(): void {
  const { emulator } = world;
  for (const secret of emulator.orgSecrets("acme")) {
    expect(secret).toMatchObject({
      openedValue: "declared",
      visibility: "selected",
      selectedRepositories: [secret.name === "SHARED" ? "acme/web" : "acme/api"],
    });
  }
  expect(emulator.orgSecrets("acme")).toHaveLength(5);
  expect(emulator.userSecret("octocat", "KEY")).toMatchObject({
    openedValue: "declared",
    selectedRepositories: ["octocat/dotfiles"],
  });
  expect(emulator.repoSecret("acme/api", "REPO")?.openedValue).toBe("declared");
  expect(emulator.access("acme").usernames).toEqual(["octocat"]);
}

test("what was changed by hand is found and repaired in place", async () => {
  const { drift } = world.emulator;
  // Until then, the repository that was added explains why the stamp of SHARED moved.
  await project.refresh("--skip-preview");
  drift.orgSecret("acme", "VALUE", { value: "by hand" });
  drift.orgSecret("acme", "LIST", { selectedRepositories: ["acme/web"] });
  drift.orgSecret("acme", "VISIBILITY", { visibility: "private" });
  drift.orgSecret("acme", "SHARED", { value: "by hand" });
  drift.userSecret("octocat", "KEY", { value: "by hand", selectedRepositories: [] });
  drift.repoSecret("acme/api", "REPO", { value: "by hand" });
  drift.deleteOrgSecret("acme", "GONE");
  const { output } = await project.refresh("--diff");
  expect(output).toContain("outside Pulumi");
  expect(output).toMatch(/- acme\/api *: "selected"/);
  expect(output).toMatch(/~ visibility *: "selected" => "private"/);
  const up = await project.up("--skip-preview");
  expect(up.output).toMatch(/1 created/);
  expect(up.output).toMatch(/6 updated/);
  expect(up.output).not.toMatch(/replaced/);
});

test("renamed in the program, tainted or replaced, nothing that is declared is deleted", async () => {
  project.write(
    DECLARED.replace(
      "new OrgCodespacesSecret(secretName",
      'new OrgCodespacesSecret("a-" + secretName',
    )
      .replace('"web", {', '"for-web", {')
      .replace('Access("access"', 'Access("who"'),
  );
  const { output } = await project.up("--skip-preview");
  expect(output).toContain("stays at GitHub: this program still declares it.");
  expectAllAsDeclared();
  const urns = Object.values(await project.resources()).map(({ urn }) => urn);
  await project.up("--skip-preview", ...urns.flatMap((urn) => ["--replace", urn]));
});

test("deleted by hand, destroy succeeds; what a new up creates is whole", async () => {
  const { drift } = world.emulator;
  drift.deleteOrgSecret("acme", "GONE");
  drift.orgSecret("acme", "SHARED", { selectedRepositories: [] });
  await project.destroy("--skip-preview");
  await project.up("--skip-preview");
});
