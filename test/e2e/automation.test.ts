import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { manualClock } from "github-codespaces-emulator";
import { Document } from "../support/markdown";
import { secret } from "../support/parts-project";
import type { PulumiProject } from "../support/pulumi-project";
import { program, useWorld } from "../support/world";

// Pulumi's Automation API in a process of its own, whose working directory is the project's folder.

const document = new Document("docs/engine-features.md");

const world = useWorld({ clock: manualClock("2026-12-01T09:00:00Z") });
let project: PulumiProject;

beforeAll(async () => {
  project = await world.project({ program: program(secret("LOCAL")), env: { NPM_TOKEN: "npm-1" } });
});

async function run(text: string): Promise<string> {
  writeFileSync(join(project.folder, "automation.mjs"), text);
  const { code, output } = await project.node("automation.mjs");
  expect({ code, output }).toMatchObject({ code: 0 });
  return output;
}

test("an inline program, as docs/engine-features.md has it, prints what is said there", async () => {
  const [example, printed] = ["js", "text"].map((wanted) =>
    document.blocks.find(({ kind }) => kind === wanted),
  );
  expect(await run(example?.text ?? "")).toBe(printed?.text);
  expect(world.emulator.orgSecrets("acme")).toEqual([]);
});

test("a local program is applied and destroyed", async () => {
  const text = (verb: string) => `
import { automation } from "@pulumi/pulumi";
const stack = await automation.LocalWorkspace.selectStack({ stackName: "dev", workDir: "." });
console.log(JSON.stringify((await stack.${verb}()).summary.resourceChanges));
`;
  expect(JSON.parse(await run(text("up")))).toEqual({ create: 2 });
  expect(world.emulator.orgSecret("acme", "LOCAL")?.openedValue).toBe("first");
  expect(JSON.parse(await run(text("destroy")))).toEqual({ delete: 2 });
  expect(world.emulator.orgSecrets("acme")).toEqual([]);
});
