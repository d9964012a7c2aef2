import { readFileSync } from "node:fs";
import { join } from "node:path";
import { seedWith } from "github-codespaces-emulator";
import {
  expectImportedProgram,
  importAll,
  importsOf,
  prepareImport,
  SETS,
  SINGLES,
} from "../../support/imported";
import { program, useWorld } from "../../support/world";

// The programs in the other languages that Pulumi writes from an import run by `npm run test:languages`.

const world = useWorld({ seed: seedWith({}), codespaceStepMs: 0 });

beforeEach(() => {
  world.emulator.reset();
  prepareImport(world.emulator);
});

test.each([SINGLES, SETS] as const)(
  "pulumi import takes over %s, and writes a program that changes nothing",
  async (which) => {
    const project = await world.project({ host: "plugin", file: "Main.yaml", program: "{}" });
    await importAll(project, importsOf(world.emulator)[which], "--out", "program.yaml");
    const text = readFileSync(join(project.folder, "program.yaml"), "utf8");
    await expectImportedProgram(project, world, text);
  },
);

test.each([SINGLES, SETS] as const)(
  "the option import takes over %s with the program's values",
  async (which) => {
    const imports = importsOf(world.emulator)[which];
    const declared = imports.map(
      ({ type, name, id, args }) =>
        `new ${type.split(":")[2] ?? ""}("${name}", { ${args} }, { import: "${id}" });`,
    );
    const project = await world.project({
      host: "plugin",
      program: program(declared.join("\n")),
    });
    const { output } = await project.up();
    expect(output).toContain(`= ${imports.length} imported`);
    expect(output).not.toMatch(/deleted|replaced/);
    expect(world.emulator.orgSecret("acme", "NPM_TOKEN")?.openedValue).toBe("ours");
    expect(world.emulator.repoSecret("acme/api", "OF_A_REPOSITORY")?.openedValue).toBe("ours");
    expect(world.emulator.userSecret("octocat", "MINE")?.openedValue).toBe("ours");
    expect(world.emulator.orgSecret("acme", "OF_ALL")?.openedValue).toBe("theirs");
    await project.settled();
  },
);

test("the option import of a set leaves what its program doesn't have, and what comes later is the set's", async () => {
  const { drift } = world.emulator;
  for (const name of ["ONE", "TWO"]) drift.repoSecret("acme/infra", name, { value: "theirs" });
  const set = (secrets: string) =>
    program(`new RepoCodespacesSecrets("infra", { repositories: ["acme/infra"], secrets: { ${secrets} } },
      { import: "acme/infra" });`);
  const other = await world.project({
    host: "plugin",
    program: set(`ONE: { value: "ours" }, THREE: { value: "ours" }`),
  });
  const { output } = await other.up();
  expect(output).toContain("The import found acme/infra/TWO too");
  const held = () => world.emulator.repoSecrets("acme/infra").map(({ name }) => name);
  expect(held().sort()).toEqual(["ONE", "THREE", "TWO"]);
  await other.settled();
  other.write(set(`ONE: { value: "ours" }`));
  await other.up();
  expect(held().sort()).toEqual(["ONE", "TWO"]);
});

test.each([
  ["what isn't there", "OrgCodespacesSecret", "acme/NOPE", "acme/NOPE was not found at GitHub."],
  ["access", "OrgCodespacesAccess", "acme", "has no operation that reads an organization's access"],
  [
    "what is no id",
    "OrgCodespacesSecret",
    "NOPE",
    "is not an id of OrgCodespacesSecret: give ORG/NAME",
  ],
])("%s says so in a sentence", async (_, className, id, text) => {
  const project = await world.project({ host: "plugin", file: "Main.yaml", program: "{}" });
  const type = `github-codespaces:index:${className}`;
  const run = await project.try("import", type, "x", id, "--yes", "--stack", "dev");
  expect(run.code).not.toBe(0);
  expect(run.output).toContain(text);
});
