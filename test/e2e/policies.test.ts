import { Document } from "../support/markdown";
import type { PulumiProject } from "../support/pulumi-project";
import { program, requestLines, useWorld } from "../support/world";

// Each row of two tables in docs/reconciliation.md is carried out, and compared cell by cell.

const world = useWorld();

beforeEach(() => {
  world.emulator.reset();
});

function rows(heading: string): string[][] {
  const { tables } = new Document("docs/reconciliation.md");
  const table = tables.find((one) => one.heading === heading);
  return (table?.rows ?? []).map((cells) => cells.map((cell) => cell.replaceAll("`", "")));
}

function declare(inputs: string, options = "{}"): string {
  return program(
    `new OrgCodespacesSecret("s", { org: "acme", secretName: "S", value: "declared", visibility: "all", ${inputs} }, ${options});`,
  );
}

function holds(): string {
  const { openedValue } = world.emulator.orgSecret("acme", "S") ?? { openedValue: "nothing" };
  return openedValue === "declared" ? "the declared value" : "the value by hand";
}

function planned(output: string): string {
  return /[+~] (\d+ to (?:create|update))/.exec(output)?.[1]?.replace(" to ", " ") ?? "nothing";
}

function sent(): string {
  const words = requestLines(world.emulator).map((line) =>
    line.endsWith("/public-key") ? "GET key" : line.slice(0, line.indexOf(" ")),
  );
  return words.length === 0 ? "nothing" : words.join(", ");
}

const changed = rows("A value that was changed by hand");

test.each(changed)("changed by hand under %s", async (policy, ...cells) => {
  const [name = ""] = policy.split(/[ ,]/);
  const ignored = policy.includes("ignoreChanges");
  const inputs = ignored ? "" : `onExternalChange: "${name}"`;
  const options = ignored ? '{ ignoreChanges: ["value"] }' : "{}";
  const project = await world.project({ program: declare(inputs, options) });
  await project.up("--skip-preview");
  world.emulator.advance(3_600_000);
  world.emulator.drift.orgSecret("acme", "S", { value: "by hand" });

  const refresh = await project.refresh("--diff");
  const warns = refresh.output.includes("warning: OrgCodespacesSecret acme/S was written outside");
  const shows = refresh.output.includes("valueWritten") ? "shows valueWritten" : "nothing";
  const preview = planned((await project.preview()).output);
  world.emulator.clearRequests();
  await project.up("--skip-preview");
  expect([warns ? "warns" : shows, preview, sent(), holds()]).toEqual(cells);
  await project.up("--expect-no-changes");
  await project.refresh("--expect-no-changes");
});

test("the tables have a row for every policy", () => {
  expect(changed).toHaveLength(4);
  expect(existing).toHaveLength(2);
});

const existing = rows("A secret that exists already");

test.each(existing)("existing already under %s", async (policy, ...cells) => {
  const [name = ""] = policy.split(" ");
  world.emulator.drift.orgSecret("acme", "S", { value: "by hand" });
  const project = await world.project({ program: declare(`onExisting: "${name}"`) });
  const preview = planned((await project.preview()).output).replace(/^\d+/, "1");
  const { code, output } = await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
  const warns = output.includes("warning: OrgCodespacesSecret acme/S existed already");
  const writes = requestLines(world.emulator).some((line) => line.startsWith("PUT"));
  const up = code === 0 && warns ? "writes it, and warns" : undefined;
  const refuses = code !== 0 && !writes ? "fails before it writes" : undefined;
  expect([preview, up ?? refuses, holds()]).toEqual(cells);
});

async function settings(project: PulumiProject, key: string, value: string): Promise<void> {
  await project.run("config", "set", `github-codespaces:${key}`, value);
}

test("both can be set for the whole program, and a resource's own word counts more", async () => {
  const project = await world.project({ program: declare("") });
  await settings(project, "onExisting", "fail");
  world.emulator.drift.orgSecret("acme", "S", { value: "by hand" });
  const refused = await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
  expect(refused.output).toContain('onExisting is "fail"');
  project.write(declare('onExisting: "adopt"'));
  await project.up("--skip-preview");
  expect(holds()).toBe("the declared value");
});

test("a change of a policy alone sends nothing", async () => {
  const project = await world.project({ program: declare("") });
  await project.up("--skip-preview");
  world.emulator.clearRequests();
  project.write(declare('onExisting: "fail", onExternalChange: "warn"'));
  const { output } = await project.up("--skip-preview");
  expect(output).toContain("1 updated");
  expect(sent()).toBe("nothing");
});
