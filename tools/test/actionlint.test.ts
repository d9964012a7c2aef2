import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");
const WORKFLOWS = join(ROOT, "examples/pipelines/.github/workflows");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "actionlint-test-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function lint(...files: string[]): { status: number | null; printed: string } {
  const args = [join(ROOT, "tools/actionlint/main.mjs"), ...files];
  const { status, stdout: printed } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { status, printed };
}

test("actionlint has nothing to say about the workflows", () => {
  expect(lint()).toEqual({ status: 0, printed: "" });
});

test("it does find a context that a job doesn't have, and an output that no step sets", () => {
  const file = join(folder, "wrong.yml");
  const text = readFileSync(join(WORKFLOWS, "up.yml"), "utf8");
  writeFileSync(file, text.replace("needs.plan.outputs.changes", "needs.plan.outputs.chagnes"));
  const { status, printed } = lint(file);
  expect(status).toBe(1);
  expect(printed).toContain('property "chagnes" is not defined');
});

// Read on 2026-11-26 in the repositories of the actions: each is the commit of that tag.
const PINS = [
  "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
  "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
  "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0",
  "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
  "pulumi/actions@8e5e406f4007fca908480587cb9893c07090f58d # v7.0.0",
];

test("every action is pinned to the commit of a release that was looked up", () => {
  const files = readdirSync(WORKFLOWS).map((file) => readFileSync(join(WORKFLOWS, file), "utf8"));
  const used = files.flatMap((text) => [...text.matchAll(/uses: (.*)/g)].map(([, pin]) => pin));
  expect([...new Set(used)].sort()).toEqual(PINS);
});
