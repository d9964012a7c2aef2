import { HOST } from "../support/project-file";
import type { PulumiProject } from "../support/pulumi-project";
import { program, useWorld } from "../support/world";

const SECRET = `{ org: "acme", secretName: "NPM_TOKEN", value: "declared", visibility: "all" }`;
const ACCESS = `{ org: "acme", visibility: "selected_members", selectedUsernames: ["octocat"] }`;

const DECLARED = program(`
new OrgCodespacesSecret("npm-token", ${SECRET});
new OrgCodespacesAccess("access", ${ACCESS});
`);

const world = useWorld();
let project: PulumiProject;

// One stack for all of the tests: each ends with what it began with.
beforeAll(async () => {
  project = await world.project({ program: DECLARED });
  await project.up();
});

afterEach(async () => {
  bothAreThere();
  await project.settled();
});

function bothAreThere(): void {
  expect(world.emulator.orgSecrets("acme")).toEqual([
    expect.objectContaining({ name: "NPM_TOKEN", openedValue: "declared", visibility: "all" }),
  ]);
  expect(world.emulator.access("acme")).toMatchObject({
    visibility: "selected_members",
    usernames: ["octocat"],
  });
}

/** Applies another program and looks, and then the first one again. */
async function thereAndBack(text: string): Promise<string> {
  project.write(text);
  const { output } = await project.up();
  bothAreThere();
  project.write(DECLARED);
  await project.up();
  return output;
}

test("renaming the resources in the program keeps the secret and the access", async () => {
  const renamed = DECLARED.replace('"npm-token"', '"token"').replace('"access"', '"who"');
  const output = await thereAndBack(renamed);
  expect(output).toContain(
    "OrgCodespacesSecret acme/NPM_TOKEN stays at GitHub: this program still declares it.",
  );
});

test("moving them into a component without an alias keeps them", async () => {
  const output = await thereAndBack(
    program(`
class Team extends pulumi.ComponentResource {
  constructor() {
    super("test:index:Team", "team");
    new OrgCodespacesSecret("npm-token", ${SECRET}, { parent: this });
    new OrgCodespacesAccess("access", ${ACCESS}, { parent: this });
  }
}
new Team();
`),
  );
  expect(output).toContain("stays at GitHub: this program still declares it.");
});

test("up --replace keeps them", async () => {
  const resources = await project.resources();
  const urns = Object.values(resources).map(({ urn }) => urn);
  await project.up(...urns.flatMap((urn) => ["--replace", urn]));
});

test("state taint and up keep them", async () => {
  const resources = await project.resources();
  for (const { urn } of Object.values(resources)) await project.run("state", "taint", urn, "--yes");
  const { output } = await project.up();
  expect(output).toMatch(/2 replaced/);
});

test("they are kept also where the program asks to create before deleting", async () => {
  project.write(DECLARED.replaceAll("});\n", "}, { deleteBeforeReplace: false });\n"));
  await project.up("--expect-no-changes");
  const urns = Object.values(await project.resources()).map(({ urn }) => urn);
  const replaced = await project.up(...urns.flatMap((u) => ["--replace", u]));
  expect(replaced.output).toMatch(/2 replaced/);
  for (const urn of urns) await project.run("state", "taint", urn, "--yes");
  const tainted = await project.up();
  expect(tainted.output).toMatch(/2 replaced/);
  project.write(DECLARED);
});

test("replaceWith keeps them", async () => {
  const withTrigger = (visibility: string) =>
    program(`
const other = new OrgCodespacesSecret("other", { org: "acme", secretName: "${visibility}", value: "x", visibility: "all" });
new OrgCodespacesSecret("npm-token", ${SECRET}, { replaceWith: [other] });
new OrgCodespacesAccess("access", ${ACCESS}, { replaceWith: [other] });
`);
  project.write(withTrigger("ONE"));
  await project.up();
  project.write(withTrigger("TWO"));
  await project.up();
  project.write(DECLARED);
  await project.up();
});

test.each([["--run-program"], ["--target", "**npm-token"]])(
  "destroy %s deletes what is declared all the same",
  async (...args) => {
    // Also what it reads by `get` itself. The plugin isn't told that this is a destroy, and keeps it.
    const reading = `OrgCodespacesSecret.get("read", "acme/NPM_TOKEN");`;
    project.write(`${DECLARED}\n${HOST === "dynamic" ? reading : ""}`);
    await project.destroy(...args);
    expect(world.emulator.orgSecrets("acme")).toEqual([]);
    project.write(DECLARED);
    await project.up();
  },
);

test("destroyed, nothing of them is left", async () => {
  await project.destroy();
  expect(world.emulator.orgSecrets("acme")).toEqual([]);
  expect(world.emulator.access("acme").visibility).toBe("disabled");
  project.write(DECLARED);
  await project.up();
});
