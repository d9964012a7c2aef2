import { join } from "node:path";
import { tokens } from "github-codespaces-emulator";
import { copyOf, EXAMPLES } from "../support/example";
import type { PulumiProject } from "../support/pulumi-project";
import { type JobRun, runJob, workflowIn } from "../support/workflow";
import { requestLines, useWorld } from "../support/world";

// Options that only the state keeps are no step of a plan. If the workflow took such a plan for one without changes, its `up`
// wouldn't run, and the next pull request would delete what its reviewers were told stays.

const workflow = workflowIn(join(EXAMPLES, "pipelines/.github/workflows/up.yml"));
const CODESPACES_VALUES = "NPM_TOKEN=npm-first\nDATABASE_URL=postgres://db\n";

const world = useWorld();
let project: PulumiProject;

async function push(): Promise<{ plan: JobRun; up: JobRun }> {
  const contexts = {
    github: { api_url: world.emulator.url, repository: "acme/infra" },
    vars: { PULUMI_BACKEND_URL: `file://${join(project.folder, "backend")}` },
    secrets: { PULUMI_CONFIG_PASSPHRASE: "for tests", CODESPACES_VALUES },
  };
  const plan = await runJob(workflow, "plan", { project, contexts });
  const secrets = { ...contexts.secrets, CODESPACES_TOKEN: tokens.full };
  const ofUp = { ...contexts, secrets, needs: { plan } };
  const up = await runJob(workflow, "up", { project, contexts: ofUp });
  expect([plan.code, up.code]).toEqual([0, 0]);
  return { plan, up };
}

function change(from: RegExp, to: string): void {
  const text = project.read();
  expect(text).toMatch(from);
  project.write(text.replace(from, to));
}

beforeAll(async () => {
  project = await copyOf(world, "pipelines");
  await project.run("stack", "init", "prod");
  await push();
  world.emulator.clearRequests();
});

test("retainOnDelete and protect alone are changes to approve, which the up puts into the state", async () => {
  change(/options,\n\);\n$/, "{ ...options, retainOnDelete: true },\n);\n");
  change(/"hubot"\],\n\}\);/, '"hubot"],\n}, { protect: true });');
  const { plan, up } = await push();
  expect(plan.outputs).toEqual({ changes: "2" });
  expect(plan.summary).toMatch(/^\| database-url \| only the state \| retainOnDelete \|$/m);
  expect(plan.summary).toMatch(/^\| access \| only the state \| protect \|$/m);
  expect(up.ran).toBe(true);
  expect(requestLines(world.emulator)).toEqual([]);
  expect((await push()).up.ran).toBe(false);
});

test("so that the next push, which takes the secret out of the program, deletes nothing", async () => {
  change(/new RepoCodespacesSecret\([\s\S]*$/, "");
  const { plan, up } = await push();
  expect(plan.log).toContain("(delete[retain])");
  expect(up.ran).toBe(true);
  expect(requestLines(world.emulator)).toEqual([]);
  expect(world.emulator.repoSecret("acme/api", "DATABASE_URL")?.openedValue).toBe("postgres://db");
});
