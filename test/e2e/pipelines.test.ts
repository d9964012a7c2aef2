import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { manualClock, tokens } from "github-codespaces-emulator";
import { CommentsServer, JOB_TOKEN } from "../support/comments-server";
import { copyOf, EXAMPLES } from "../support/example";
import type { PulumiProject } from "../support/pulumi-project";
import { type Contexts, type JobRun, runJob, workflowIn } from "../support/workflow";
import { requestLines, useWorld } from "../support/world";

// The workflows of examples/pipelines, job by job: each `run:` step as it is written there, with what the workflow gives it
// and nothing else. One test goes on where the one before it ended, as pull requests do.

const NAMES = ["preview", "up", "drift", "rotate"] as const;
type Name = (typeof NAMES)[number];

const VALUES = 'NPM_TOKEN=npm-first\nDATABASE_URL="postgres://db#1"\n';
const NEXT_VALUES = VALUES.replace("npm-first", "npm-second");

const folder = join(EXAMPLES, "pipelines", ".github", "workflows");
const workflows = Object.fromEntries(
  NAMES.map((name) => [name, workflowIn(join(folder, `${name}.yml`))]),
) as Record<Name, ReturnType<typeof workflowIn>>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

// `audit` tells an age by the clock of this machine.
const world = useWorld({ clock: manualClock(new Date(Date.now() - 200 * DAY).toISOString()) });
const pullRequests = new CommentsServer();
let project: PulumiProject;

beforeAll(async () => {
  await pullRequests.listen();
  project = await copyOf(world, "pipelines");
  await project.run("stack", "init", "prod");
});

afterAll(() => pullRequests.close());

beforeEach(() => {
  world.emulator.clearRequests();
});

/** The secrets of the repository; what an environment has besides is of its jobs only. */
const ofRepository = { PULUMI_CONFIG_PASSPHRASE: "for tests" };
const environments: Record<string, Record<string, string>> = {
  plan: { CODESPACES_VALUES: VALUES },
  production: { CODESPACES_VALUES: VALUES, CODESPACES_TOKEN: tokens.full },
  drift: { CODESPACES_READ_TOKEN: tokens.full },
};

function run(name: Name, job: string, more: Contexts = {}): Promise<JobRun> {
  const workflow = workflows[name];
  const environment = workflow.jobs[job]?.environment ?? "";
  const github = {
    api_url: name === "preview" ? pullRequests.url : world.emulator.url,
    repository: "acme/infra",
    token: JOB_TOKEN,
    ...more.github,
  };
  const contexts = {
    vars: { PULUMI_BACKEND_URL: `file://${join(project.folder, "backend")}` },
    secrets: { ...ofRepository, ...environments[environment], ...more.secrets },
    ...more,
    github,
  };
  return runJob(workflow, job, { project, contexts });
}

function pullRequest(from = "acme/infra", login = "octocat"): object {
  const head = { repo: { full_name: from }, sha: "0123abc" };
  return { event: { pull_request: { number: 7, head, user: { login } } } };
}

/** What was written at GitHub. */
const writes = () =>
  requestLines(world.emulator).filter((line) => !/^GET |^POST \/graphql$/.test(line));

/** Without the lines that have the runner hide values. */
const shown = ({ log, summary }: JobRun) => log.replace(/^::add-mask::.*$/gm, "") + summary;

function change(from: string, to: string): void {
  const text = project.read();
  expect(text).toContain(from);
  project.write(text.replace(from, to));
}

test("the first run on main: a plan for approval, which the up carries out", async () => {
  const plan = await run("up", "plan");
  expect(plan).toMatchObject({ code: 0, outputs: { changes: "5" } });
  expect(plan.summary).toContain("| npm-token | create |");
  expect(plan.log).toContain("::add-mask::postgres://db#1\n");
  expect(shown(plan)).not.toMatch(/npm-first|postgres:/);
  expect(world.emulator.requests).toEqual([]);

  const up = await run("up", "up", { needs: { plan } });
  expect(up).toMatchObject({ ran: true, code: 0 });
  expect(world.emulator.orgSecret("acme", "NPM_TOKEN")?.openedValue).toBe("npm-first");
  expect(world.emulator.repoSecret("acme/api", "DATABASE_URL")?.openedValue).toBe(
    "postgres://db#1",
  );
});

test("a pull request, without values and without a token: its diff is a comment", async () => {
  pullRequests.add("octocat", "<!-- preview of the stack prod --> somebody quotes it");
  for (let index = 0; index < 120; index++) pullRequests.add("octocat", "talk");
  change('["api", "web"]', '["api", "docs"]');
  const { code, summary } = await run("preview", "preview", { github: pullRequest() });
  const [comment, ...others] = pullRequests.comments.filter(({ user }) =>
    user.login.includes("bot"),
  );
  expect(code).toBe(0);
  expect(others).toEqual([]);
  expect(summary.trim()).toBe(comment?.body);
  expect(comment?.body).toContain("### Codespaces, `prod`: 1 to update, 3 unchanged");
  expect(comment?.body).toContain("Values aren't compared, since this job doesn't have them.");
  expect(comment?.body).toMatch(/^\+ +acme\/docs: "selected"$/m);
  expect(comment?.body).toMatch(/^- +acme\/web : "selected"$/m);
  expect(comment?.body).not.toContain("value  ");
  expect(world.emulator.requests).toEqual([]);
});

test("the next push, with values: the same comment says what else differs", async () => {
  const secrets = { ...ofRepository, CODESPACES_VALUES: NEXT_VALUES };
  const preview = await run("preview", "preview", { github: pullRequest(), secrets });
  const ours = pullRequests.comments.filter(({ user }) => user.login.includes("bot"));
  expect(ours).toHaveLength(1);
  expect(ours[0]?.body).toMatch(/^! +value +: \[secret\] => \[secret\]$/m);
  expect(ours[0]?.body).not.toContain("aren't compared");
  expect(shown(preview)).not.toContain("npm-second");
});

test("a preview that fails says so in the comment, with the error, and fails the job", async () => {
  change('secretName: "NPM_TOKEN"', 'secretName: "1NPM"');
  const { code } = await run("preview", "preview", { github: pullRequest() });
  change('secretName: "1NPM"', 'secretName: "NPM_TOKEN"');
  const [comment] = pullRequests.comments.filter(({ user }) => user.login.includes("bot"));
  expect(code).not.toBe(0);
  expect(comment?.body).toContain("### Codespaces, `prod`: the preview failed");
  expect(comment?.body).toContain("must not start with a digit");
});

test.each([
  ["a fork", pullRequest("stranger/infra")],
  ["Dependabot", pullRequest("acme/infra", "dependabot[bot]")],
])("%s gets no job with secrets", async (_, github) => {
  expect(await run("preview", "preview", { github })).toMatchObject({ ran: false, log: "" });
});

test("a fork's job has no secrets: it shows on the run's page what the whole program would make", async () => {
  const github = pullRequest("stranger/infra");
  const outside = await run("preview", "outside", { github, secrets: {}, vars: {} });
  expect(outside).toMatchObject({ ran: true, code: 0 });
  expect(outside.summary).toContain("### Codespaces, `check`: 4 to create");
  expect(workflows.preview.jobs.outside?.permissions).toEqual({ contents: "read" });
  expect(world.emulator.requests).toEqual([]);
  const own = await run("preview", "outside", { github: pullRequest() });
  expect(own.ran).toBe(false);
});

test("the up refuses what the approved plan doesn't have", async () => {
  const plan = await run("up", "plan");
  expect(plan.outputs).toEqual({ changes: "1" });
  change('["api", "docs"]', '["infra"]');
  const up = await run("up", "up", { needs: { plan } });
  change('["infra"]', '["api", "docs"]');
  expect(up.code).not.toBe(0);
  expect(up.log).toContain("violates plan");
  expect(writes()).toEqual([]);
});

test("without a change there is nothing to approve", async () => {
  change('["api", "docs"]', '["api", "web"]');
  const needs = { plan: { outputs: { changes: "0" } } };
  expect(await run("up", "up", { needs })).toMatchObject({ ran: false, log: "" });
});

test("a night without drift passes, without values, and changes nothing", async () => {
  world.emulator.advance(HOUR);
  const { code, log, summary } = await run("drift", "drift");
  expect({ code, log }).toMatchObject({ code: 0 });
  expect(summary).toContain("GitHub has what the last `up` wrote.");
  expect(writes()).toEqual([]);
});

test("a rotation, half a year later, writes the value of the one that is named, and nothing else", async () => {
  const secrets = { ...ofRepository, ...environments.production, CODESPACES_VALUES: NEXT_VALUES };
  const github = { event_name: "workflow_dispatch" };
  world.emulator.advance(190 * DAY);
  const rotate = (resource: string) =>
    run("rotate", "rotate", { github, secrets, inputs: { resource } });
  const refused = await rotate("database-url");
  expect(refused.code).not.toBe(0);
  expect(refused.log).toContain("::error title=Not carried out::The plan also changes npm-token.");
  expect(world.emulator.requests).toEqual([]);

  expect(await rotate("npm-token")).toMatchObject({ code: 0 });
  expect(requestLines(world.emulator)).toEqual([
    "GET /orgs/acme/codespaces/secrets/public-key",
    "PUT /orgs/acme/codespaces/secrets/NPM_TOKEN",
  ]);
  expect(world.emulator.orgSecret("acme", "NPM_TOKEN")?.openedValue).toBe("npm-second");
});

test("a secret of a set is rotated by its name, as the plan and the preview of the engine have it", async () => {
  const program = (
    value: string,
  ) => `const { RepoCodespacesSecrets } = require("pulumi-github-codespaces");
const secrets = { DATABASE_URL: { value: "${value}" }, CDN_KEY: { value: "cdn" } };
new RepoCodespacesSecrets("urls", { repositories: ["acme/web"], secrets });`;
  const own = await world.project({ program: program("one") });
  await own.up();
  own.write(program("two"));
  await own.preview("--save-plan", "plan.json");
  const { stdout } = await own.preview("--json", "--show-sames");
  writeFileSync(join(own.folder, "preview.json"), stdout);
  const script = join(EXAMPLES, "pipelines", "scripts", "plan.mjs");
  const rotate = (name: string) => own.node(script, "plan.json", "preview.json", "--only", name);
  const refused = await rotate("urls/CDN_KEY");
  expect(refused.code).toBe(1);
  expect(refused.output).toContain("The plan changes urls/DATABASE_URL, and not urls/CDN_KEY.");
  expect(await rotate("urls/DATABASE_URL")).toMatchObject({ code: 0 });
});

test("each month the secrets that are older than 90 days are named", async () => {
  const { code, summary } = await run("rotate", "age", { github: { event_name: "schedule" } });
  expect(code).toBe(3);
  expect(summary).toMatch(/DATABASE\\_URL \| older-than=90d/);
  expect(summary).not.toMatch(/NPM\\_TOKEN \| older/);
});

test("a night with drift fails, with the names of what drifted and of what nobody declares", async () => {
  const { drift } = world.emulator;
  world.emulator.advance(HOUR);
  drift.orgSecret("acme", "NPM_TOKEN", { selectedRepositories: ["acme/api"] });
  drift.orgSecret("acme", "BY_HAND", { value: "v" });
  drift.deleteRepoSecret("acme/api", "DATABASE_URL");
  const { code, log, summary } = await run("drift", "drift");
  expect(code).toBe(1);
  expect(log).toMatch(
    /^::error title=Drift::acme\/api\/DATABASE_URL: gone%0Aacme\/NPM_TOKEN: - selected/m,
  );
  expect(summary).toContain("| npm-token | acme/NPM_TOKEN | - selectedRepositories");
  expect(summary).toContain("| acme/BY\\_HAND | undeclared |");
});

test("a night on which the check itself fails is no drift", async () => {
  const secrets = { ...ofRepository, CODESPACES_READ_TOKEN: "expired" };
  const { code, log } = await run("drift", "drift", { secrets });
  expect(code).toBe(2);
  expect(log).toMatch(/^::error title=The drift check failed::.*GitHub answered 401/m);
});

test("no job had more than it needs: only those of production have a token that writes", () => {
  const jobs = NAMES.flatMap((name) => Object.values(workflows[name].jobs));
  const withToken = jobs.filter((job) => JSON.stringify(job).includes("secrets.CODESPACES_TOKEN"));
  expect(withToken.map(({ environment }) => environment)).toEqual(["production", "production"]);
  for (const name of NAMES) expect(workflows[name].permissions).toEqual({});
});
