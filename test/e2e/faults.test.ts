import { seedWith, tokens } from "github-codespaces-emulator";
import { program, requestLines, useWorld } from "../support/world";

const SECRETS = "/orgs/acme/codespaces/secrets";
const SECRET = program(
  'new OrgCodespacesSecret("s", { org: "acme", secretName: "S", value: process.env.VALUE || "v", visibility: "all" });',
);

function access(users: readonly string[]): string {
  return program(
    `new OrgCodespacesAccess("a", { org: "acme", visibility: "selected_members", selectedUsernames: ${JSON.stringify(users)} });`,
  );
}

const world = useWorld({ seed: seedWith({ members: 160 }) });

beforeEach(() => {
  world.emulator.reset();
});

test("access that fails after its first hundred users is kept, and the next up finishes", async () => {
  const { emulator } = world;
  const members = emulator.seed.organizations[0]?.members.slice(0, 150) ?? [];
  const project = await world.project({
    program: access(members),
  });
  emulator.fail({ method: "POST", status: 422 });
  const failed = await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain(
    "OrgCodespacesAccess acme could not be created: GitHub answered 422",
  );
  expect(emulator.access("acme").usernames).toHaveLength(100);
  emulator.clearRequests();
  await project.up("--skip-preview");
  expect(requestLines(emulator)).toEqual(["POST /orgs/acme/codespaces/access/selected_users"]);
  expect(emulator.access("acme").usernames).toHaveLength(150);
  await project.up("--expect-no-changes");
});

test("access that was partly written can be refreshed and destroyed", async () => {
  const { emulator } = world;
  const members = emulator.seed.organizations[0]?.members.slice(0, 150) ?? [];
  const project = await world.project({
    program: access(members),
  });
  emulator.fail({ method: "POST", status: 422 });
  await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
  await project.refresh();
  await project.destroy("--skip-preview");
  expect(emulator.access("acme").visibility).toBe("disabled");
});

test("a list of users that failed half-way is finished also after a refresh", async () => {
  const { emulator } = world;
  const members = emulator.seed.organizations[0]?.members.slice(0, 150) ?? [];
  const project = await world.project({ program: access(["octocat"]) });
  await project.up("--skip-preview");
  emulator.fail({ method: "POST", status: 422, after: 1 });
  project.write(access(members));
  const failed = await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
  expect(failed.code).not.toBe(0);
  await project.refresh();
  await project.up("--skip-preview");
  expect(emulator.access("acme").usernames).toHaveLength(150);
});

test("an up that was cut off between the PUT and the state is healed by the next", async () => {
  const { emulator } = world;
  const project = await world.project({ program: SECRET });
  emulator.fail({ method: "PUT", status: 422, afterEffect: true });
  const failed = await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
  expect(failed.code).not.toBe(0);
  expect(emulator.orgSecret("acme", "S")?.openedValue).toBe("v");
  const healed = await project.up("--skip-preview");
  expect(healed.output).toContain("OrgCodespacesSecret acme/S existed already (created 20");
  await project.up("--expect-no-changes");
});

test("a refused create is one readable error, without a stack", async () => {
  const project = await world.project({
    program: SECRET,
    env: { GITHUB_TOKEN: tokens.withoutOrgSecrets },
  });
  const { code, output } = await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
  expect(code).not.toBe(0);
  expect(output).toMatch(/The token needs organization_codespaces_secrets=/);
  expect(output).not.toMatch(/at .*\.js:\d+/);
  expect(output).not.toContain(tokens.withoutOrgSecrets);
});

test("a failed refresh is readable too", async () => {
  const project = await world.project({ program: SECRET });
  await project.up("--skip-preview");
  world.emulator.fail({ method: "GET", path: SECRETS, status: 401, times: Infinity });
  const { output } = await project.try("refresh", "--yes", "--stack", "dev");
  expect(output).toContain("It is not valid, or has expired: use a new one.");
  expect(output).not.toMatch(/at .*\.js:\d+/);
});

test("all values that are not set are told at once, whichever check fails first", async () => {
  const unset = (name: string) =>
    `new RepoCodespacesSecret("${name}", { repository: "acme/api", secretName: "${name}", value: process.env.NOT_SET });`;
  const project = await world.project({ program: program(unset("ONE") + unset("TWO")) });
  const { code, output } = await project.try("preview", "--stack", "dev");
  expect(code).not.toBe(0);
  expect(output).toMatch(/'(ONE|TWO)' .* The values of these are not set either: (ONE|TWO)/);
});

test("every failed check is shown at once, with its property and its cure", async () => {
  const project = await world.project({
    program: program(
      'new OrgCodespacesSecret("s", { org: "a b", secretName: "1X", value: process.env.NOT_SET, visibility: "some" });',
    ),
  });
  const { code, output } = await project.try("preview", "--stack", "dev");
  expect(code).not.toBe(0);
  expect(output).toContain(
    'secretName: "1X" must not start with a digit (GitHub allows A-Z, 0-9 and _)',
  );
  expect(output).toContain('org: "a b" is not a login');
  expect(output).toContain('visibility: "some" must be one of all, private, selected');
  expect(output).toContain(
    "value: is missing: give value (is its variable set?), or encryptedValue with keyId",
  );
});
