import type { PulumiProject } from "../support/pulumi-project";
import { program, requestLines, useWorld } from "../support/world";

const world = useWorld({ codespaceStepMs: 300 });

beforeEach(() => {
  world.emulator.reset();
});

const REPOSITORY = 'repository: "octocat/hello-world"';

function declare(inputs: string, options = "{}"): string {
  return program(
    `const c = new Codespace("c", { ${REPOSITORY}, ${inputs} }, ${options});
     module.exports = { url: c.webUrl };`,
  );
}

async function failureOf(project: PulumiProject, ...args: string[]): Promise<string> {
  const { code, output } = await project.try(...args, "--yes", "--stack", "dev", "--skip-preview");
  expect(code).not.toBe(0);
  return output.replace(/\s+/g, " ");
}

function names(): string[] {
  const all = world.emulator.codespaces("octocat");
  return all.filter(({ state }) => state !== "Deleted").map(({ name }) => name);
}

test("a codespace from its creation to its deletion", async () => {
  const { emulator } = world;
  const project = await world.project({
    program: declare('machine: "basicLinux32gb", displayName: "one", desiredState: "running"'),
  });
  expect((await project.preview()).output).toContain("create");
  expect(requestLines(emulator)).toEqual([]);
  const { output } = await project.up("--skip-preview");
  const [name = ""] = names();
  expect(output).toMatch(new RegExp(`Codespace ${name}: Available \\(after \\d+ s\\)`));
  expect(emulator.codespace(name)).toMatchObject({ state: "Available", displayName: "one" });
  emulator.clearRequests();
  await project.up("--skip-preview", "--expect-no-changes");
  expect(requestLines(emulator)).toEqual([]);
  await project.refresh("--expect-no-changes");

  // A machine for the next start, and a timeout that only a new one takes: in place, and said.
  project.write(
    declare(
      'machine: "premiumLinux", displayName: "two", desiredState: "running", idleTimeoutMinutes: 60',
    ),
  );
  const preview = await project.preview("--diff");
  expect(preview.output).toContain('machine           : "basicLinux32gb" => "premiumLinux"');
  expect(preview.output).toContain("the machine premiumLinux takes effect at its next start");
  expect(preview.output).toContain("idleTimeoutMinutes can only be set for a new codespace");
  expect(preview.output).toMatch(/1 to update/);
  emulator.clearRequests();
  await project.up("--skip-preview");
  expect(requestLines(emulator)).toEqual(["GET /user", `PATCH /user/codespaces/${name}`]);
  await project.refresh("--expect-no-changes");

  // Stopped by idling: drift, since it is declared to run.
  emulator.drift.codespaces.stop(name);
  emulator.advance(10_000);
  await project.refresh();
  expect((await project.preview("--diff")).output).toContain(
    'desiredState: "stopped" => "running"',
  );
  await project.up("--skip-preview");
  expect(emulator.codespace(name)).toMatchObject({ state: "Available", machine: "premiumLinux" });

  // Work that nobody has pushed.
  emulator.drift.codespaces.changeGit(name, { hasUncommittedChanges: true });
  expect(await failureOf(project, "destroy")).toContain("it has uncommitted changes on main");
  expect(names()).toEqual([name]);
  emulator.drift.codespaces.changeGit(name, { hasUncommittedChanges: false });
  await project.destroy("--skip-preview");
  expect(names()).toEqual([]);
});

test("a new branch replaces it, but not while it has unsaved work, and then nothing is made", async () => {
  const { emulator } = world;
  const project = await world.project({ program: declare('ref: "main"') });
  await project.up("--skip-preview");
  const [name = ""] = names();
  emulator.drift.codespaces.changeGit(name, { hasUnpushedChanges: true, ahead: 1 });
  project.write(declare('ref: "develop"'));
  expect((await project.preview()).output).toMatch(/1 to replace/);
  expect(await failureOf(project, "up")).toContain("it has unpushed changes on main");
  expect(names()).toEqual([name]);
  project.write(declare('ref: "main", forceDelete: true'));
  await project.up("--skip-preview");
  project.write(declare('ref: "develop", forceDelete: true'));
  await project.up("--skip-preview");
  expect(names()).toHaveLength(1);
  expect(names()).not.toEqual([name]);
  expect(emulator.codespaces("octocat")[0]?.git.ref).toBe("develop");
});

test("a creation that fails or takes too long is in the state, and the next up goes on", async () => {
  const { emulator } = world;
  emulator.configure({ codespaceStepMs: 600_000 });
  const project = await world.project({
    program: declare("", '{ customTimeouts: { create: "3s" } }'),
  });
  expect(await failureOf(project, "up")).toContain(
    "it is still Queued, and the time limit has passed",
  );
  const [name = ""] = names();
  emulator.advance(3_600_000);
  emulator.configure({ codespaceStepMs: 0 });
  emulator.drift.codespaces.start(name);
  emulator.clearRequests();
  await project.up("--skip-preview");
  expect(names()).toEqual([name]);
  expect(requestLines(emulator).filter((line) => line.startsWith("POST"))).toEqual([]);
  await project.up("--expect-no-changes");
});

test("one that is gone is made anew after a refresh; its answer lost, it is not made twice", async () => {
  const { emulator } = world;
  const project = await world.project({ program: declare("retentionPeriodMinutes: 60") });
  await project.up("--skip-preview");
  const [name = ""] = names();
  emulator.advance(3 * 3_600_000);
  expect(names()).toEqual([]);
  await project.refresh("--skip-preview");
  expect((await project.preview()).output).toMatch(/1 to create/);
  emulator.fail({ method: "POST", path: /codespaces$/, drop: "after" });
  const { output } = await project.up("--skip-preview");
  expect(output).toContain("the answer to its creation was lost; the codespace was found again");
  expect(names()).toHaveLength(1);
  expect(names()).not.toEqual([name]);
});

test("an existing one is read by its name", async () => {
  const project = await world.project({ program: declare("") });
  await project.up("--skip-preview");
  const [name = ""] = names();
  const other = await world.project({
    program: program(`const c = Codespace.get("c", ${JSON.stringify(name)});
      module.exports = { url: c.webUrl, repository: c.repositoryFullName };`),
  });
  await other.up("--skip-preview");
  const { stdout } = await other.run("stack", "output", "--json");
  expect(JSON.parse(stdout)).toEqual({
    url: expect.stringContaining(name) as string,
    repository: "octocat/hello-world",
  });
});
