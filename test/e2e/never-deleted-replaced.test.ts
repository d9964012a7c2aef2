import { HOST } from "../support/project-file";
import type { PulumiProject, Run } from "../support/pulumi-project";
import { program, useWorld } from "../support/world";

// Replacements that Pulumi begins by deleting: what depends on the replaced, what is replaced with it, what failed.

const world = useWorld();
let project: PulumiProject;

/** The requests that take something away. */
function removals(): string[] {
  return world.emulator.requests
    .filter(
      ({ method, path, body }) =>
        method === "DELETE" ||
        (path.endsWith("/access") && JSON.stringify(body ?? "").includes("disabled")),
    )
    .map(({ method, path }) => `${method} ${path}`);
}

async function start(text: string): Promise<void> {
  world.emulator.reset();
  project = await world.project({ program: program(text) });
  await project.up("--skip-preview");
  world.emulator.clearRequests();
}

async function apply(text: string, ...args: string[]): Promise<Run> {
  project.write(program(text));
  world.emulator.clearRequests();
  return project.try("up", "--yes", "--stack", "dev", "--skip-preview", ...args);
}

async function urnOf(name: string): Promise<string> {
  const { [name]: resource } = await project.resources();
  if (resource === undefined) throw new Error(`no resource ${name}`);
  return resource.urn;
}

const ACCESS = `{ org: "acme", visibility: "selected_members", selectedUsernames: ["octocat"] }`;

/** As the classes have it. A plugin is not asked about what `--replace` names. */
const FIRST = "{ deleteBeforeReplace: true }";

/** A plugin isn't told of what no check has seen. */
const WHY =
  HOST === "plugin"
    ? "not everything that this program declares is known yet"
    : "this program still declares it.";

/** `b`, `r` and the access depend on `a`, or are replaced with it. */
const dependents = (name: string) => `
const a = new OrgCodespacesSecret("a", { org: "acme", secretName: "${name}", value: "v", visibility: "selected" }, ${FIRST});
new RepoCodespacesSecret("b", { repository: "acme/api", secretName: a.secretName, value: "v" }, { replaceOnChanges: ["*"] });
new OrgCodespacesSecretRepository("r", { org: "acme", secretName: a.secretName, repository: "api" });
new OrgCodespacesAccess("access", ${ACCESS}, { replaceWith: [a] });
new UserCodespacesSecret("u", { secretName: "KEEP", value: "v" }, { replaceWith: [a] });
`;

test("what depends on a replaced secret, or is replaced with it, is never taken away", async () => {
  await start(dependents("X"));
  const { code, output } = await apply(dependents("X"), "--replace", await urnOf("a"));
  expect(output).toContain("RepoCodespacesSecret acme/api/X stays at GitHub");
  expect(output).toContain(`OrgCodespacesAccess acme stays at GitHub: ${WHY}`);
  expect(code).toBe(0);
  expect(removals()).toEqual([]);
  expect(world.emulator.orgSecret("acme", "X")?.selectedRepositories).toEqual(["acme/api"]);
  await project.up("--expect-no-changes");

  // The new one can't be made: what depends on it is at GitHub as it was.
  world.emulator.fail({ method: "PUT", path: "/orgs/acme/codespaces/secrets/X", status: 403 });
  const failed = await apply(dependents("X"), "--replace", await urnOf("a"));
  expect(failed.code).not.toBe(0);
  expect(failed.output).toMatch(
    /Run `pulumi up` again before a `pulumi destroy`, which would leave .*OrgCodespacesAccess acme/,
  );
  expect(removals()).toEqual([]);
  expect(world.emulator.repoSecret("acme/api", "X")?.openedValue).toBe("v");
  await apply(dependents("X"));
  await project.up("--expect-no-changes");
  expect(removals()).toEqual([]);

  // A new name goes to all of them, and the old name's secrets go, but for one: Pulumi asks for its deletion
  // before it is known that the program declares another.
  const renamed = await apply(dependents("Y"));
  expect(renamed.code).toBe(0);
  expect(removals().sort()).toEqual([
    "DELETE /orgs/acme/codespaces/secrets/X",
    "DELETE /orgs/acme/codespaces/secrets/X/repositories/1001",
  ]);
  expect(renamed.output).toContain(
    "RepoCodespacesSecret acme/api/X stays at GitHub: not " +
      "everything that this program declares is known yet, and this " +
      "may be part of it. If it is not, delete it at GitHub.",
  );
  await project.up("--expect-no-changes");
  await project.destroy("--skip-preview");
  expect(world.emulator.repoSecret("acme/api", "Y")).toBeUndefined();
});

test("a replacement that failed is finished by the next up, and is deleted by a destroy", async () => {
  const access = (user: string) =>
    `new OrgCodespacesAccess("access", { org: "acme", visibility: "selected_members", selectedUsernames: ["octocat", "${user}"] });
     new OrgCodespacesSecret("s", { org: "acme", secretName: "X", value: "v", visibility: "all" }, { replaceOnChanges: ["value"] });`;
  await start(access("hubot"));
  world.emulator.fail({ method: "PUT", path: "/orgs/acme/codespaces/secrets/X", status: 403 });
  const changed = access("nobody-here").replace('"v"', '"w"');
  const failed = await apply(changed, "--continue-on-error", "--replace", await urnOf("access"));
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain("nobody-here");
  expect(removals()).toEqual([]);
  // As it is in the state, it is at GitHub.
  expect(Object.keys(await project.resources()).sort()).toEqual(["access", "s"]);

  const mended = await apply(access("hubot").replace('"v"', '"w"'));
  expect(mended.output).not.toContain("two resources");
  expect(mended.code).toBe(0);
  expect(world.emulator.orgSecret("acme", "X")?.openedValue).toBe("w");
  expect(world.emulator.access("acme").usernames).toEqual(["hubot", "octocat"]);
  await project.up("--expect-no-changes");

  await apply(changed.replace('"w"', '"x"'), "--replace", await urnOf("access"));
  await project.destroy("--skip-preview");
  expect(world.emulator.access("acme").visibility).toBe("disabled");
  expect(world.emulator.orgSecret("acme", "X")).toBeUndefined();
});

test("a new name that GitHub refuses, and is taken back", async () => {
  const named = (name: string) =>
    `new OrgCodespacesSecret("s", { org: "acme", secretName: "${name}", value: "v", visibility: "all" });`;
  await start(named("X"));
  world.emulator.fail({ method: "PUT", path: "/orgs/acme/codespaces/secrets/Y", status: 403 });
  expect((await apply(named("Y"))).code).not.toBe(0);
  const back = await apply(named("X"));
  expect(back.output).not.toContain("two resources");
  expect(back.code).toBe(0);
  expect(world.emulator.orgSecret("acme", "X")?.openedValue).toBe("v");
  await project.up("--expect-no-changes");
});

test("get in the place of what was declared leaves it where it is, in whatever letters", async () => {
  await start(`
new OrgCodespacesSecret("t", { org: "ACME", secretName: "Tok", value: "v", visibility: "all" });
new RepoCodespacesSecret("r", { repository: "Acme/API", secretName: "Tok", value: "v" });
new UserCodespacesSecret("u", { secretName: "Tok", value: "v" });
`);
  const got = await apply(`
OrgCodespacesSecret.get("t", "Acme/tok");
RepoCodespacesSecret.get("r", "ACME/Api/tok");
UserCodespacesSecret.get("u", "user/tok");
`);
  expect(got.output).not.toContain("error");
  expect(got.code).toBe(0);
  expect(removals()).toEqual([]);
  expect(world.emulator.orgSecret("acme", "TOK")?.openedValue).toBe("v");
});
