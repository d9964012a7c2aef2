import { expectNoTrace, HARD_VALUE } from "../support/canaries";
import { testOfClasses } from "../support/hosts";
import type { PulumiProject } from "../support/pulumi-project";
import { program, requestLines, useWorld } from "../support/world";

// Many secrets as one resource, on the real engine.

const HOUR = 3_600_000;
const world = useWorld();

/** The lines of a diff without its frame. */
const linesOf = ({ output }: { output: string }) =>
  output.split("\n").filter((line) => /^ {6,}/.test(line) && !/\[(urn|id|provider)=/.test(line));

const writes = () =>
  requestLines(world.emulator)
    .filter((line) => !/^(GET|POST \/graphql)/.test(line))
    .sort();

const set = (secrets: string, more = "") =>
  program(`new OrgCodespacesSecrets("acme", { org: "acme", secrets: { ${secrets} }, ${more} });`);

async function applied(text: string, env: Record<string, string> = {}): Promise<PulumiProject> {
  world.emulator.reset();
  const project = await world.project({ program: text, env });
  await project.up();
  world.emulator.advance(HOUR);
  world.emulator.clearRequests();
  return project;
}

test("what changes, comes and goes is shown by secret, a value is nowhere, and a second up does nothing", async () => {
  const own = `A: { value: process.env.CANARY, visibility: "all" }`;
  const list = (...names: string[]) =>
    `B: { value: "2", visibility: "selected", selectedRepositories: ${JSON.stringify(names)} }`;
  const gone = `C: { value: pulumi.secret("3"), visibility: "all" }`;
  const project = await applied(set(`${own}, ${list("api")}, ${gone}`), { CANARY: "before" });
  project.setEnv({ CANARY: HARD_VALUE });
  project.write(set(`${own}, ${list("web")}, D: { value: "4", visibility: "private" }`));
  const preview = await project.preview("--diff");
  expect(linesOf(preview).map((line) => line.trim())).toEqual([
    "~ secrets      : {",
    "~ B: {",
    "~ selectedRepositories: {",
    '- acme/api: "selected"',
    '+ acme/web: "selected"',
    "}",
    "}",
    "- C: {",
    '- visibility: "all"',
    "}",
    "+ D: {",
    '+ visibility: "private"',
    "}",
    "}",
    "~ valueVersions: {",
    "~ A: 1 => 2",
    "- C: 1",
    "+ D: 1",
    "}",
    "~ values       : [secret] => [secret]",
  ]);
  const up = await project.up("--skip-preview=false");
  expect(writes()).toEqual([
    "DELETE /orgs/acme/codespaces/secrets/C",
    "PUT /orgs/acme/codespaces/secrets/A",
    "PUT /orgs/acme/codespaces/secrets/B/repositories",
    "PUT /orgs/acme/codespaces/secrets/D",
  ]);
  expect(world.emulator.orgSecret("acme", "A")?.openedValue).toBe(HARD_VALUE);
  await project.settled();
  const exported = await project.run("stack", "export", "--show-secrets");
  expectNoTrace([preview.output, up.output, exported.output].join("\n"), [HARD_VALUE]);
  for (const { text } of project.files()) expectNoTrace(text, [HARD_VALUE]);
  const { acme } = await project.resources();
  expect(JSON.stringify(acme)).not.toContain("fp1:");
});

test("three that GitHub refuses are named; the next up sends these, and a destroy deletes all", async () => {
  const names = Array.from(
    { length: 60 },
    (_, index) => `NPM_TOKEN_${String(index).padStart(3, "0")}`,
  );
  const secrets = names
    .map((name) => `${name}: { value: "${name}", visibility: "all" }`)
    .join(", ");
  const project = await applied(set(""));
  const held = world.emulator.orgSecrets("acme").length;
  const refused = names.slice(7, 10);
  const faults = refused.map((name) =>
    world.emulator.fail({
      method: "PUT",
      path: `/orgs/acme/codespaces/secrets/${name}`,
      status: 422,
      body: { message: "Nope" },
    }),
  );
  project.write(set(secrets));
  const failed = await project.try("up", "--yes", "--skip-preview");
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain("3 of 60 secrets failed");
  for (const name of refused)
    expect(failed.output).toContain(`acme/${name} could not be created: GitHub answered 422`);
  for (const fault of faults) fault.remove();
  expect(world.emulator.orgSecrets("acme")).toHaveLength(held + 57);
  world.emulator.clearRequests();
  await project.up();
  expect(writes()).toEqual(refused.map((name) => `PUT /orgs/acme/codespaces/secrets/${name}`));
  await project.settled();

  const { acme } = await project.resources();
  const bytes = JSON.stringify({ ...acme?.inputs, ...{ outputs: acme?.outputs } }).length;
  expect(bytes / names.length).toBeLessThanOrEqual(450);

  // The program declares what is being destroyed.
  await project.destroy("--run-program");
  expect(world.emulator.orgSecrets("acme")).toHaveLength(held);
});

test("single resources become a set and then single ones again: nothing is deleted, and a destroy deletes them", async () => {
  const singles = program(`
for (const secretName of ["A", "B"]) new OrgCodespacesSecret(secretName, { org: "acme", secretName, value: "v", visibility: "all" });
`);
  const sets = set(`A: { value: "v", visibility: "all" }, B: { value: "v", visibility: "all" }`);
  const project = await applied(singles);
  for (const text of [sets, singles]) {
    project.write(text);
    const { output } = await project.up();
    expect(output).toContain("stays at GitHub: this program still declares it");
  }
  expect(writes().filter((line) => line.startsWith("DELETE"))).toEqual([]);
  await project.settled();
  await project.destroy();
  expect(writes().filter((line) => line.startsWith("DELETE"))).toHaveLength(2);
});

test("secrets that an output gives may turn out to be none: what the set had is deleted", async () => {
  const project = await applied(set(`A: { value: "1", visibility: "all" }`));
  project.write(
    program(`new OrgCodespacesSecrets("acme", { org: "acme", secrets: pulumi.output({}) });`),
  );
  await project.up();
  expect(writes()).toEqual(["DELETE /orgs/acme/codespaces/secrets/A"]);
});

test("what the set lacks is listed by a refresh, and with delete goes with the up that listed it", async () => {
  const project = await applied(
    set(`A: { value: "1", visibility: "all" }`, 'undeclared: "delete"'),
  );
  for (const { name } of world.emulator.orgSecrets("acme")) {
    if (name !== "A") world.emulator.drift.deleteOrgSecret("acme", name);
  }
  world.emulator.drift.orgSecret("acme", "OLD", { value: "theirs" });
  world.emulator.advance(HOUR);
  const refresh = await project.refresh("--diff");
  expect(refresh.output).toMatch(
    /\+ undeclaredSecrets: \{\s*\+ OLD: "created 20\S+Z, last written 20\S+Z"/,
  );
  const preview = await project.preview("--diff");
  expect(preview.output).toMatch(/- undeclaredSecrets: \{\s*- OLD: "created/);
  world.emulator.clearRequests();
  await project.up();
  expect(writes()).toEqual(["DELETE /orgs/acme/codespaces/secrets/OLD"]);
  await project.settled();
});

testOfClasses(
  "with ignoreChanges on its values, a value by hand stays when the set is replaced or renamed",
  async () => {
    const of = (name: string) =>
      program(`new OrgCodespacesSecrets("${name}", { org: "acme", secrets: { A: { value: "placeholder", visibility: "all" } } },
        { ignoreChanges: ["secrets", "values", "encryptedValues"] });`);
    const project = await applied(of("one"));
    world.emulator.drift.orgSecret("acme", "A", { value: "by hand" });
    await project.up("--replace", "**one");
    project.write(of("two"));
    await project.up();
    expect(world.emulator.orgSecret("acme", "A")?.openedValue).toBe("by hand");
    await project.settled();
  },
);
