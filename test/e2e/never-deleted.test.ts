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

beforeEach(async () => {
  world.emulator.reset();
  project = await world.project({ program: DECLARED });
  await project.up("--skip-preview");
});

afterEach(async () => {
  const { emulator } = world;
  expect(emulator.orgSecrets("acme")).toEqual([
    expect.objectContaining({ name: "NPM_TOKEN", openedValue: "declared", visibility: "all" }),
  ]);
  expect(emulator.access("acme")).toMatchObject({
    visibility: "selected_members",
    usernames: ["octocat"],
  });
  await project.up("--expect-no-changes");
  await project.refresh("--expect-no-changes");
  await project.destroy("--skip-preview");
  expect(emulator.orgSecrets("acme")).toEqual([]);
  expect(emulator.access("acme").visibility).toBe("disabled");
});

test("renaming the resources in the program keeps the secret and the access", async () => {
  project.write(DECLARED.replace('"npm-token"', '"token"').replace('"access"', '"who"'));
  const { output } = await project.up("--skip-preview");
  expect(output).toContain(
    "OrgCodespacesSecret acme/NPM_TOKEN stays at GitHub: this program still declares it.",
  );
});

test("moving them into a component without an alias keeps them", async () => {
  project.write(
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
  await project.up("--skip-preview");
});

test("up --replace keeps them", async () => {
  const resources = await project.resources();
  const urns = Object.values(resources).map(({ urn }) => urn);
  await project.up("--skip-preview", ...urns.flatMap((urn) => ["--replace", urn]));
});

test("state taint and up keep them", async () => {
  const resources = await project.resources();
  for (const { urn } of Object.values(resources)) await project.run("state", "taint", urn, "--yes");
  const { output } = await project.up("--skip-preview");
  expect(output).toMatch(/2 replaced/);
});

test("they are kept also where the program asks to create before deleting", async () => {
  project.write(DECLARED.replaceAll("});\n", "}, { deleteBeforeReplace: false });\n"));
  await project.up("--expect-no-changes");
  const urns = Object.values(await project.resources()).map(({ urn }) => urn);
  const replaced = await project.up("--skip-preview", ...urns.flatMap((u) => ["--replace", u]));
  expect(replaced.output).toMatch(/2 replaced/);
  for (const urn of urns) await project.run("state", "taint", urn, "--yes");
  const tainted = await project.up("--skip-preview");
  expect(tainted.output).toMatch(/2 replaced/);
});

test("replaceWith keeps them", async () => {
  const withTrigger = (visibility: string) =>
    program(`
const other = new OrgCodespacesSecret("other", { org: "acme", secretName: "${visibility}", value: "x", visibility: "all" });
new OrgCodespacesSecret("npm-token", ${SECRET}, { replaceWith: [other] });
new OrgCodespacesAccess("access", ${ACCESS}, { replaceWith: [other] });
`);
  project.write(withTrigger("ONE"));
  await project.up("--skip-preview");
  project.write(withTrigger("TWO"));
  await project.up("--skip-preview");
  project.write(DECLARED);
  await project.up("--skip-preview");
});

test.each([["--run-program"], ["--target", "**npm-token"]])(
  "destroy %s deletes what is declared all the same",
  async (...args) => {
    await project.destroy("--skip-preview", ...args);
    expect(world.emulator.orgSecrets("acme")).toEqual([]);
    await project.up("--skip-preview");
  },
);
