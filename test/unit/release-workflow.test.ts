import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/markdown";
import { workflowIn } from "../support/workflow";

const FILE = join(ROOT, ".github/workflows/release.yml");
const text = readFileSync(FILE, "utf8");
const workflow = workflowIn(FILE);
const jobs = Object.entries(workflow.jobs);
const steps = jobs.flatMap(([, job]) => job.steps);

test("each action is pinned to a commit, with its version beside it", () => {
  const used = text.match(/^.*\buses: .*$/gm) ?? [];
  const pinned = /^ +- uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
  expect(used.filter((line) => !pinned.test(line))).toEqual([]);
  expect(used).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
});

test("only the job that runs nobody else's code may publish", () => {
  expect(workflow.permissions).toEqual({});
  const rights = jobs.map(([name, { permissions }]) => [name, permissions]);
  expect(Object.fromEntries(rights)).toEqual({
    pack: { contents: "read" },
    publish: { contents: "read", "id-token": "write" },
    announce: { contents: "write" },
  });
  const installing = jobs.filter(([, job]) =>
    job.steps.some(({ run = "" }) => /npm (ci|i|install|test|run|exec)|npx/.test(run)),
  );
  expect(installing.map(([name]) => name)).toEqual(["pack"]);
});

test("only a tag publishes, after somebody was asked", () => {
  const { publish, announce } = workflow.jobs;
  expect(publish).toMatchObject({
    needs: "pack",
    if: "github.ref_type == 'tag'",
    environment: "npm",
  });
  expect(announce?.needs).toBe("publish");
});

test("nothing that others can write gets into a command, and no credential stays in the checkout", () => {
  expect(steps.filter(({ run = "" }) => run.includes("${{"))).toEqual([]);
  const checkouts = steps.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
  expect(checkouts).toHaveLength(3);
  const kept = checkouts.filter((step) => step.with?.["persist-credentials"] !== false);
  expect(kept).toEqual([]);
});
