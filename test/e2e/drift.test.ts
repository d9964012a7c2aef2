import type { PulumiProject } from "../support/pulumi-project";
import { program, requestLines, useWorld } from "../support/world";

const SECRETS = "/orgs/acme/codespaces/secrets";
const HOUR = 3_600_000;

const DECLARED = program(`
for (const secretName of ["VALUE", "LIST", "VISIBILITY", "GONE"]) {
  new OrgCodespacesSecret(secretName, {
    org: "acme", secretName, value: "declared", visibility: "selected", selectedRepositories: ["api"],
  });
}
`);

const world = useWorld();
let project: PulumiProject;

beforeAll(async () => {
  project = await world.project({ program: DECLARED });
  await project.up();
});

// One stack for all of them: each test leaves it, and GitHub, as declared.
beforeEach(() => {
  world.emulator.advance(HOUR);
});

test("what was changed by hand is a readable line each, and repaired in place", async () => {
  const { emulator } = world;
  emulator.drift.orgSecret("acme", "VALUE", { value: "by hand" });
  emulator.drift.orgSecret("acme", "LIST", { selectedRepositories: ["acme/web"] });
  emulator.drift.orgSecret("acme", "VISIBILITY", { visibility: "private" });
  const { output } = await project.refresh("--diff");
  expect(output).toMatch(
    /~ valueWritten *: "by this stack" => "outside Pulumi, \d{4}-\d\d-\d\dT[\d:]+Z"/,
  );
  expect(output).toMatch(/- acme\/api *: "selected"/);
  expect(output).toMatch(/\+ acme\/web *: "selected"/);
  expect(output).toMatch(/~ visibility *: "selected" => "private"/);

  const up = await project.up("--skip-preview");
  expect(up.output).toMatch(/3 updated/);
  expect(up.output).not.toMatch(/replaced/);
  for (const secret of emulator.orgSecrets("acme")) {
    expect(secret).toMatchObject({
      openedValue: "declared",
      visibility: "selected",
      selectedRepositories: ["acme/api"],
    });
  }
  await project.refresh("--expect-no-changes");
});

test("all of it changed on one secret is shown and repaired", async () => {
  const { emulator } = world;
  emulator.drift.orgSecret("acme", "VALUE", { value: "by hand" });
  emulator.drift.orgSecret("acme", "VALUE", { visibility: "private" });
  const { output } = await project.refresh("--diff");
  expect(output).toContain("outside Pulumi");
  expect(output).toMatch(/~ visibility *: "selected" => "private"/);
  await project.up("--skip-preview");
  expect(emulator.orgSecret("acme", "VALUE")).toMatchObject({
    openedValue: "declared",
    visibility: "selected",
    selectedRepositories: ["acme/api"],
  });
});

test("a value that was only changed costs a key and a PUT to repair", async () => {
  world.emulator.drift.orgSecret("acme", "VALUE", { value: "by hand" });
  await project.refresh();
  world.emulator.clearRequests();
  await project.up("--skip-preview");
  expect(requestLines(world.emulator)).toEqual([
    `GET ${SECRETS}/public-key`,
    `PUT ${SECRETS}/VALUE`,
  ]);
});

test("a secret deleted by hand is created again", async () => {
  world.emulator.drift.deleteOrgSecret("acme", "GONE");
  const { output } = await project.refresh();
  expect(output).toMatch(/- 1 deleted/);
  await project.up("--skip-preview");
  expect(world.emulator.orgSecret("acme", "GONE")?.openedValue).toBe("declared");
});

test("without a refresh, up heals a secret that was deleted by hand when its list changes", async () => {
  world.emulator.drift.deleteOrgSecret("acme", "GONE");
  project.write(DECLARED.replace('["api"]', '["web"]'));
  await project.up("--skip-preview");
  expect(world.emulator.orgSecret("acme", "GONE")).toMatchObject({
    openedValue: "declared",
    selectedRepositories: ["acme/web"],
  });
  project.write(DECLARED);
  await project.up();
});

test.each([403, 404])("a list that answers %i is an error and drops nothing", async (status) => {
  const before = Object.keys(await project.resources());
  const fault = world.emulator.fail({ method: "GET", path: SECRETS, status, times: Infinity });
  const { code, output } = await project.try("refresh", "--yes", "--stack", "dev");
  fault.remove();
  expect(code).not.toBe(0);
  expect(output).toContain(`GitHub answered ${status} to GET ${SECRETS}`);
  expect(Object.keys(await project.resources())).toEqual(before);
});

test("destroy with a token that gets 404 everywhere fails and keeps the state", async () => {
  const before = Object.keys(await project.resources());
  const body = { message: "Not Found" };
  const fault = world.emulator.fail({ status: 404, times: Infinity, body });
  const { code, output } = await project.try("destroy", "--yes", "--stack", "dev");
  fault.remove();
  expect(code).not.toBe(0);
  expect(output).toMatch(/could not be deleted: GitHub answered 404/);
  expect(Object.keys(await project.resources())).toEqual(before);
});

test("destroy of what was deleted by hand succeeds, and asks for the list once", async () => {
  world.emulator.drift.deleteOrgSecret("acme", "GONE");
  world.emulator.drift.deleteOrgSecret("acme", "LIST");
  world.emulator.clearRequests();
  await project.destroy("--skip-preview");
  const lines = requestLines(world.emulator);
  expect(lines.filter((line) => line === `GET ${SECRETS}`)).toHaveLength(1);
  expect(lines).toHaveLength(5);
});
