import { program, useWorld } from "../support/world";

// What the errors name as a way out, gone with the real engine.

const world = useWorld();

function inOrg(org: string, access: string): string {
  return program(`
new OrgCodespacesSecret("s", { org: "${org}", secretName: "S", value: "v", visibility: "all" });
new OrgCodespacesAccess("access", { org: "${org}", visibility: "all_members"${access} });
new RepoCodespacesSecret("r", { repository: "${org}/api", secretName: "R", value: "v" });
`);
}

const deletions = () => world.emulator.requests.filter(({ method }) => method === "DELETE");

test("an organization with a new name: the state forgets the old one, and the next up takes over what is there", async () => {
  const project = await world.project({ program: inOrg("acme", "") });
  await project.up("--skip-preview");
  world.emulator.drift.renameOrganization("acme", "acme-inc");
  world.emulator.clearRequests();
  project.write(inOrg("acme-inc", ""));
  const stuck = await project.try("up", "--yes", "--skip-preview", "--stack", "dev");
  expect(stuck.code).not.toBe(0);
  expect(stuck.output).toContain("If it was renamed, everything it has is under its new name");

  const resources = await project.resources();
  for (const name of ["s", "access"]) {
    const urn = resources[name]?.urn ?? "";
    await project.try("state", "delete", urn, "--yes", "--stack", "dev");
  }
  await project.up("--skip-preview");
  expect(deletions()).toEqual([]);
  expect(world.emulator.orgSecret("acme-inc", "S")?.openedValue).toBe("v");
  expect(world.emulator.repoSecret("acme-inc/api", "R")?.openedValue).toBe("v");
  await project.up("--skip-preview", "--expect-no-changes");

  // The operations of the access are ended: it is left as it is.
  world.emulator.fail({ path: "/orgs/acme-inc/codespaces/access", status: 410, times: Infinity });
  const ended = await project.try("destroy", "--yes", "--skip-preview", "--stack", "dev");
  expect(ended.code).not.toBe(0);
  expect(ended.output).toContain('set onDestroy: "leave" and run `pulumi up` first');
  project.write(inOrg("acme-inc", ', onDestroy: "leave"'));
  await project.up("--skip-preview");
  await project.destroy("--skip-preview");
  expect(world.emulator.access("acme-inc").visibility).toBe("all_members");
  expect(world.emulator.orgSecret("acme-inc", "S")).toBeUndefined();
});

test("an archived repository's secret is left where it is by retainOnDelete", async () => {
  const secret = (options: string) =>
    program(
      `new RepoCodespacesSecret("r", { repository: "acme/web", secretName: "R", value: "v" }, ${options});`,
    );
  world.emulator.reset();
  const project = await world.project({ program: secret("{}") });
  await project.up("--skip-preview");
  world.emulator.drift.archiveRepository("acme/web");
  project.write(secret("{ retainOnDelete: true }"));
  await project.up("--skip-preview");
  await project.destroy("--skip-preview");
  expect(world.emulator.repoSecret("acme/web", "R")?.openedValue).toBe("v");
});
