import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manualClock, seedWith, tokens } from "github-codespaces-emulator";
import { dayOf, fill } from "../../support/audited";
import { runCli, type Around } from "../../support/cli";
import { makeCodespace } from "../../support/codespaces";
import { useEmulator } from "../../support/emulator-client";
import { createSteps, exportedStack } from "../../support/pulumi-documents";
import { requestLines } from "../../support/world";

const DAY = 86_400_000;

const { emulator, send } = useEmulator({
  clock: manualClock("2026-01-01T10:00:00Z"),
  seed: seedWith({ access: "all_members" }),
  codespaceStepMs: 0,
  maxSecrets: 1_200,
});
const { drift } = emulator;

const audit = (args: string[], around?: Around) => runCli(emulator, ["audit", ...args], around);

const declaring = exportedStack([
  ["OrgCodespacesSecret", { org: "acme", secretName: "NPM_TOKEN", value: "canary" }],
  ["RepoCodespacesSecret", { repository: "acme/api", secretName: "DATABASE_URL" }],
  ["OrgCodespacesSecret", { org: "acme", secretName: "OLD" }, { delete: true }],
  ["OrgCodespacesSecret", { org: "acme", secretName: "SENTRY" }, { external: true }],
]);
const pulumi = (args: readonly string[]) =>
  args.includes("prod") ? Promise.resolve(declaring) : Promise.resolve(exportedStack([]));

test("a line for each secret: visibility, who gets it, age, and who declares it", async () => {
  fill(emulator);
  const args = ["--org", "acme", "--repo", "acme/api", "--only", "secrets"];
  const { code, out, err } = await audit([...args, "--stack", "dev", "--stack", "prod"], {
    pulumi,
  });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toBe(`Codespaces of acme and acme/api, ${dayOf(emulator)} 10:00 UTC
Compared with what dev and prod declare.

Secrets
  Secret                 Visibility  Who gets it                        Age       Declared by
  acme/NPM_TOKEN         selected    acme/api, acme/web                 1 day     prod
  acme/OLD               all         all repositories                   201 days  nobody
  acme/SENTRY            private     private and internal repositories  1 day     nobody
  acme/api/DATABASE_URL              acme/api                           1 day     prod
`);
});

test("without a stack nobody is said to declare nothing", async () => {
  fill(emulator);
  const { out } = await audit(["--org", "acme", "--only", "secrets"]);
  expect(out).not.toMatch(/Declared by|nobody/);
});

test("codespaces by owner, with idle time, retention and unsaved work", async () => {
  drift.codespaces.create("hubot", { repository: "acme/web" });
  await makeCodespace(send);
  await makeCodespace(send, 1001);
  const [own] = emulator.codespaces("octocat").slice(-1);
  drift.codespaces.changeGit(own?.name ?? "", { hasUncommittedChanges: true, ahead: 2 });
  emulator.advance(2 * DAY);
  const { code, out } = await audit(["--org", "acme", "--user", "--only", "codespaces"]);
  expect(code).toBe(0);
  const [, ...rows] = out.split("\nCodespaces\n")[1]?.trim().split("\n") ?? [];
  expect(rows.map((row) => row.trim().split(/ {2,}/)).map(([owner]) => owner)).toEqual([
    "hubot",
    "octocat",
    "octocat",
  ]);
  expect(out).toMatch(/octocat .* Shutdown +2 days +deleted in 28 days +uncommitted and unpushed/);
  // What was not looked at is not said to be empty.
  expect(out).not.toContain("Secrets");
});

test("--fail-on finds what it names, and ends with 3", async () => {
  fill(emulator);
  const args = ["--org", "acme", "--only", "secrets", "--stack", "prod"];
  const rules = ["--fail-on", "undeclared,older-than=180d", "--fail-on", "visibility=all"];
  const { code, out } = await audit([...args, ...rules], { pulumi });
  expect(code).toBe(3);
  expect(out.split("\nFound\n")[1]).toBe(`  Id           Rule             What
  acme/OLD     undeclared       declared by no stack
  acme/SENTRY  undeclared       declared by no stack
  acme/OLD     older-than=180d  201 days old
  acme/OLD     visibility=all   visibility all
`);
  const fine = await audit([...args, "--fail-on", "older-than=201d"], { pulumi });
  expect(fine.code).toBe(0);
  expect(fine.out).toContain("Nothing matches --fail-on.");
});

test.each([
  ["undeclared", "--fail-on undeclared needs --stack or --state"],
  ["overwritten", "--fail-on overwritten needs --preview"],
  ["deleted", "--fail-on deleted needs --preview"],
  [
    "older-than=180",
    "--fail-on takes undeclared, older-than=180d, visibility=all, overwritten, deleted",
  ],
  ["visibility=none", "--fail-on takes undeclared"],
])("--fail-on %s is refused before anything is sent", async (rule, says) => {
  const { code, err } = await audit(["--org", "acme", "--fail-on", rule]);
  expect(code).toBe(2);
  expect(err).toContain(says);
  expect(emulator.requests).toEqual([]);
});

test.each([
  [[], "nothing to read: give --org, --repo, --user or --preview"],
  [["--org", "acme", "--json", "--markdown"], "--markdown and --json can't be given together"],
  [
    ["--org", "acme", "--only", "codespaces", "--fail-on", "visibility=all"],
    "--fail-on is about secrets, which --only codespaces leaves out",
  ],
  [["--org", "acme", "--only", "all-of-it"], "--only must be one of all, secrets, codespaces"],
])("%j is refused", async (args, says) => {
  const { code, err } = await audit(args);
  expect(code).toBe(2);
  expect(err).toContain(says);
});

describe("before the first write", () => {
  const preview = createSteps([
    ["OrgCodespacesSecret", { org: "acme", secretName: "OLD" }],
    ["OrgCodespacesSecret", { org: "acme", secretName: "SENTRY", keepValue: true }],
    ["OrgCodespacesSecret", { org: "acme", secretName: "NEW" }],
    ["RepoCodespacesSecret", { repository: "acme/api", secretName: "DATABASE_URL" }],
    ["OrgCodespacesSecret", { org: "acme", secretName: "NPM_TOKEN", onExisting: "fail" }],
    ["OrgCodespacesAccess", { org: "acme-2" }],
  ]);

  test("a preview tells which values it would overwrite, and how old they are", async () => {
    fill(emulator);
    const args = ["--preview", "-", "--fail-on", "overwritten"];
    const { code, out } = await audit(args, { input: preview });
    expect(code).toBe(3);
    expect(out).toContain(
      "The preview takes over 1 secret with its value, creates 1, is refused for 1, and overwrites 2 existing values.\n",
    );
    expect(out).toMatch(/^ {2}acme\/OLD .* 201 days +overwritten$/m);
    expect(out).toMatch(/^ {2}acme\/SENTRY .* kept$/m);
    expect(out).toMatch(/^ {2}acme\/NPM_TOKEN .* 1 day +refused$/m);
    expect(out).toContain(
      "acme/api/DATABASE_URL  overwritten  its value, 1 day old, would be overwritten",
    );
    expect(out).not.toMatch(/NEW|canary|\nCodespaces\n/);
    expect(requestLines(emulator)).toEqual([
      "GET /orgs/acme/codespaces/secrets",
      "GET /repos/acme/api/codespaces/secrets",
      "GET /orgs/acme/codespaces/secrets/NPM_TOKEN/repositories",
    ]);
  });

  test("one that takes all over with their values says that, and creates none", async () => {
    fill(emulator);
    const kept = ["OLD", "SENTRY", "NPM_TOKEN"].map((secretName) => ({ secretName, org: "acme" }));
    const input = createSteps(
      kept.map((one) => ["OrgCodespacesSecret", { ...one, keepValue: true }]),
    );
    const { code, out } = await audit(["--preview", "-", "--fail-on", "overwritten"], { input });
    expect(code).toBe(0);
    expect(out).toContain(
      "The preview takes over 3 secrets with their values, creates 0, and overwrites no existing value.\n",
    );
    const { out: codespaces } = await audit(["--user", "--preview", "-", "--only", "codespaces"], {
      input,
    });
    expect(codespaces).not.toMatch(/The preview|overwrites/);
  });

  test("one that overwrites nothing says so", async () => {
    const args = ["--preview", "-", "--fail-on", "overwritten"];
    const { code, out } = await audit(args, { input: preview });
    expect(code).toBe(0);
    expect(out).toContain("creates 5 secrets, and overwrites no existing value.\n");
  });
});

test("an organization that has nothing is told as that", async () => {
  const { code, out } = await audit(["--org", "acme"]);
  expect(code).toBe(0);
  expect(out).toMatch(/\nSecrets\n {2}There are none\.\n\nCodespaces\n {2}There are none\.\n$/);
});

test("1,100 secrets are read by pages, and each is told", async () => {
  for (let number = 0; number < 1_100; number++) {
    drift.orgSecret("acme", `S_${number}`, { value: "v", visibility: "all" });
  }
  const { out } = await audit(["--org", "acme", "--only", "secrets"]);
  expect(emulator.requests).toHaveLength(11);
  expect(out.match(/^ {2}acme\/S_/gm)).toHaveLength(1_100);
});

test("what can't be listed is an error, and no report without it", async () => {
  fill(emulator);
  const env = { GITHUB_TOKEN: tokens.withoutOrgSecrets };
  const { code, out, err } = await audit(["--org", "acme", "--user"], { env });
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toContain("The secrets of acme could not be read: GitHub answered 403");
});

test("a state in a file counts like a stack", async () => {
  fill(emulator);
  const folder = mkdtempSync(join(tmpdir(), "audit-"));
  writeFileSync(join(folder, "prod.json"), declaring);
  const args = ["--org", "acme", "--only", "secrets", "--state", "prod.json"];
  const { out } = await audit(args, { folder });
  rmSync(folder, { recursive: true });
  expect(out).toMatch(/acme\/NPM_TOKEN .* prod\.json\n/);
  expect(out).not.toContain("canary");
});

test("another user's secret of the same name declares nothing", async () => {
  drift.userSecret("octocat", "KEY", { value: "canary" });
  drift.userSecret("octocat", "MINE", { value: "canary" });
  const of = (login: string) => ({ outputs: { owner: { login, id: 1 } } });
  const state = exportedStack([
    ["UserCodespacesSecret", { secretName: "KEY" }, of("hubot")],
    ["UserCodespacesSecret", { secretName: "MINE" }, of("Octocat")],
  ]);
  const args = ["--user", "--only", "secrets", "--stack", "prod", "--json"];
  const { out } = await audit(args, { pulumi: () => Promise.resolve(state) });
  expect((JSON.parse(out) as { secrets: object[] }).secrets).toMatchObject([
    { id: "user/KEY", declaredBy: [] },
    { id: "user/MINE", declaredBy: ["prod"] },
  ]);
});
