import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { testOfClasses } from "../support/hosts";
import type { PulumiProject, Run } from "../support/pulumi-project";
import { program, useWorld } from "../support/world";

// What the engine does to a resource without asking anybody: no request may take it away for a moment.

const world = useWorld();
let project: PulumiProject;

/** One of each class that GitHub writes by upsert, under names that end with `mark`. */
function all(mark: string, options = ""): string {
  return `
  new OrgCodespacesSecret("org${mark}", { org: "acme", secretName: "KEEP", value: "v", visibility: "all" }, { ${options} });
  const shared = new OrgCodespacesSecret("shared${mark}", { org: "acme", secretName: "SHARED", value: "v", visibility: "selected" }, { ${options} });
  new RepoCodespacesSecret("repo${mark}", { repository: "acme/api", secretName: "KEEP", value: "v" }, { ${options} });
  const user = new UserCodespacesSecret("user${mark}", { secretName: "KEEP", value: "v" }, { ${options} });
  new OrgCodespacesSecretRepository("listed${mark}", { org: "acme", secretName: "SHARED", repository: "web" }, { dependsOn: shared, ${options} });
  new UserCodespacesSecretRepository("mine${mark}", { secretName: "KEEP", repository: "octocat/dotfiles" }, { dependsOn: user, ${options} });
  new OrgCodespacesAccess("access${mark}", { org: "acme", visibility: "selected_members", selectedUsernames: ["octocat"] }, { ${options} });
`;
}

const withProvider = (body: string) =>
  program(`const { Provider } = require("pulumi-github-codespaces");\n${body}`);

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

function everythingIsThere(): void {
  const { emulator } = world;
  expect(removals()).toEqual([]);
  expect(emulator.orgSecret("acme", "KEEP")?.openedValue).toBe("v");
  expect(emulator.repoSecret("acme/api", "KEEP")?.openedValue).toBe("v");
  expect(emulator.userSecret("octocat", "KEEP")?.openedValue).toBe("v");
  expect(emulator.orgSecret("acme", "SHARED")?.selectedRepositories).toEqual(["acme/web"]);
  expect(emulator.userSecret("octocat", "KEEP")?.selectedRepositories).toEqual([
    "octocat/dotfiles",
  ]);
  expect(emulator.access("acme")).toMatchObject({ visibility: "selected_members" });
}

async function apply(text: string, ...args: string[]): Promise<Run> {
  project.write(text);
  world.emulator.clearRequests();
  return project.up("--skip-preview", ...args);
}

beforeEach(async () => {
  world.emulator.reset();
  project = await world.project({ program: program(all("")) });
  await project.up("--skip-preview");
  everythingIsThere();
});

test("moved into a component with a provider of its own, and on to another provider", async () => {
  const component = (name: string) => `
class Team extends pulumi.ComponentResource {
  constructor() {
    super("x:y:Team", "team", {}, { providers: [new Provider("${name}")] });
    ${all("", "parent: this")}
  }
}
new Team();`;
  const { output } = await apply(withProvider(component("acme")));
  expect(output).toContain("stays at GitHub: this program still declares it.");
  everythingIsThere();
  await apply(withProvider(component("acme-main")));
  everythingIsThere();
  await apply(
    withProvider(`const provider = new Provider("third");\n${all("-renamed", "provider")}`),
  );
  everythingIsThere();
  await project.up("--expect-no-changes");
  await project.destroy("--skip-preview");
  expect(removals()).toHaveLength(7);
});

testOfClasses(
  "renamed in the program, and then applied in parts by --exclude and --target",
  async () => {
    await apply(program(all("-new")), "--exclude", "**-new");
    everythingIsThere();
    await apply(program(all("-new")));
    everythingIsThere();
    await apply(program(all("-newer")), "--target", "**-newer");
    everythingIsThere();
    await apply(program(all("-newer")), "--target", "**-new");
    everythingIsThere();
    expect(
      Object.keys(await project.resources()).filter((name) => name.endsWith("-newer")),
    ).toHaveLength(7);
    await project.destroy("--skip-preview", "--run-program");
    expect(removals()).toHaveLength(7);
  },
);

testOfClasses(
  "renamed in the program, where Node is started by a wrapper that ends with the program",
  async () => {
    // As Volta's is: the program is not the language host's own child.
    const bin = join(project.folder, "wrapper");
    mkdirSync(bin);
    writeFileSync(join(bin, "node"), `#!/bin/sh\n"${process.execPath}" "$@"\nexit $?\n`);
    chmodSync(join(bin, "node"), 0o755);
    const { bin: pulumi } = JSON.parse(process.env.PULUMI_CLI_JSON ?? "{}") as { bin: string };
    project.setEnv({ PATH: [bin, pulumi, process.env.PATH].join(delimiter) });
    const { output } = await apply(program(all("-new")), "--exclude", "**-new");
    expect(output).toContain("stays at GitHub: this program still declares it.");
    everythingIsThere();
  },
);

testOfClasses(
  "one repository that the secret's own list declares by now, and only the old resource targeted",
  async () => {
    const later = (list: string) =>
      program(`
const repositories = pulumi.output(${list});
new OrgCodespacesSecret("shared", { org: "acme", secretName: "SHARED", value: "v", visibility: "selected", selectedRepositories: ["web"] });
new UserCodespacesSecret("user", { secretName: "KEEP", value: "v", selectedRepositories: repositories });
`);
    const targets = ["--target", "**listed", "--target", "**mine"];
    await apply(later('["octocat/dotfiles"]'), ...targets);
    expect(removals()).toEqual([]);
    everythingIsThere();
  },
);

testOfClasses(
  "renamed in the program, which moves its temporary files and changes names by a transformation",
  async () => {
    const prepared = (mark: string) => `
process.env.TMPDIR = ${JSON.stringify(project.folder)};
pulumi.runtime.registerStackTransformation(({ props, opts }) => (
  props.secretName === "NAMED" ? { props: { ...props, secretName: "TEAM_NAMED" }, opts } : undefined
));
new OrgCodespacesSecret("named${mark}", { org: "acme", secretName: "NAMED", value: "v", visibility: "all" });
${all(mark)}`;
    await apply(program(prepared("")));
    await apply(program(prepared("-new")), "--exclude", "**-new");
    expect(world.emulator.orgSecret("acme", "TEAM_NAMED")?.openedValue).toBe("v");
    expect(removals()).toEqual([]);
    everythingIsThere();
  },
);

test("moved to another provider, where nobody can hear that: the up ends, and deletes nothing", async () => {
  const part = join(project.folder, "tmp", `pulumi-github-codespaces-${process.getuid?.() ?? ""}`);
  rmSync(part, { recursive: true });
  writeFileSync(part, "");
  project.write(withProvider(`const provider = new Provider("acme");${all("-moved", "provider")}`));
  world.emulator.clearRequests();
  const failed = await project.try("up", "--yes", "--skip-preview");
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain("The folder for temporary files, ");
  everythingIsThere();
  rmSync(part);
  await project.up("--skip-preview");
  everythingIsThere();
});
