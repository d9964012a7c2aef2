import { Document } from "../support/markdown";
import type { PulumiProject } from "../support/pulumi-project";
import { linesOf } from "../support/transcripts";
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

function declare(inputs: string, options = "{}", name = "S"): string {
  return `new OrgCodespacesSecret("${name}", { org: "acme", secretName: "${name}", value: "declared", visibility: "all", ${inputs} }, ${options});`;
}

function holds(name = "S"): string {
  const { openedValue } = world.emulator.orgSecret("acme", name) ?? { openedValue: "nothing" };
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

describe("changed by hand", () => {
  const secrets = changed.map(([policy = "", ...cells], index) => {
    const name = `S${index}`;
    const ignored = policy.includes("ignoreChanges");
    const inputs = ignored ? "" : `onExternalChange: "${policy.split(/[ ,]/)[0] ?? ""}"`;
    const declared = declare(inputs, ignored ? '{ ignoreChanges: ["value"] }' : "{}", name);
    return { policy, cells, name, declared };
  });
  let refresh: string;
  let steps: { op: string; urn: string }[];
  let requests: string[];
  let held: string[];

  // One stack, with a secret for each row.
  beforeAll(async () => {
    const { emulator } = world;
    const declared = secrets.map((secret) => secret.declared).join("\n");
    const project = await world.project({ program: program(declared) });
    await project.up();
    emulator.advance(3_600_000);
    for (const { name } of secrets) emulator.drift.orgSecret("acme", name, { value: "by hand" });
    refresh = (await project.refresh("--diff")).output;
    const { stdout } = await project.preview("--json");
    ({ steps } = JSON.parse(stdout) as { steps: typeof steps });
    emulator.clearRequests();
    await project.up();
    requests = requestLines(emulator);
    held = secrets.map(({ name }) => holds(name));
    await project.settled();
  });

  /** What the up sent for this one; all of them share the key. */
  function sentFor(name: string): string {
    const own = requests.filter((line) => line.endsWith(`/${name}`));
    const words = own.map((line) => line.slice(0, line.indexOf(" ")));
    return words.length === 0 ? "nothing" : ["GET key", ...words].join(", ");
  }

  test.each(secrets)("under $policy", ({ name, cells }) => {
    const warns = refresh.includes(`warning: OrgCodespacesSecret acme/${name} was written outside`);
    const isShown = linesOf(refresh, [name], []).some((line) => line.includes("valueWritten"));
    const shows = isShown ? "shows valueWritten" : "nothing";
    const op = steps.find(({ urn }) => urn.endsWith(`::${name}`))?.op ?? "same";
    const preview = op === "same" ? "nothing" : `1 ${op}`;
    const holds = held[secrets.findIndex((secret) => secret.name === name)];
    expect([warns ? "warns" : shows, preview, sentFor(name), holds]).toEqual(cells);
  });

  test("and the up fetches one key", () => {
    expect(requests.filter((line) => line.endsWith("/public-key"))).toHaveLength(1);
  });
});

test("the tables have a row for every policy", () => {
  expect(changed).toHaveLength(4);
  expect(existing).toHaveLength(2);
});

const existing = rows("A secret that exists already");

test.each(existing)("existing already under %s", async (policy, ...cells) => {
  const [name = ""] = policy.split(" ");
  world.emulator.drift.orgSecret("acme", "S", { value: "by hand" });
  const project = await world.project({ program: program(declare(`onExisting: "${name}"`)) });
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
  const project = await world.project({ program: program(declare("")) });
  await settings(project, "onExisting", "fail");
  world.emulator.drift.orgSecret("acme", "S", { value: "by hand" });
  const refused = await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
  expect(refused.output).toContain('onExisting is "fail"');
  project.write(program(declare('onExisting: "adopt"')));
  await project.up("--skip-preview");
  expect(holds()).toBe("the declared value");
});

test("a change of a policy alone sends nothing", async () => {
  const project = await world.project({ program: program(declare("")) });
  await project.up("--skip-preview");
  world.emulator.clearRequests();
  project.write(program(declare('onExisting: "fail", onExternalChange: "warn"')));
  const { output } = await project.up("--skip-preview");
  expect(output).toContain("1 updated");
  expect(sent()).toBe("nothing");
});
