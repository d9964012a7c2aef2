import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { seedWith, tokens } from "github-codespaces-emulator";
import { membersOf } from "../../examples/team-access/team";
import { copyOf, EXAMPLES, textIn, yamlIn } from "../support/example";
import { installPolicies } from "../support/policy-pack";
import type { PulumiProject } from "../support/pulumi-project";
import { emulated, useEnvironment } from "../support/program-environment";
import { useWorld } from "../support/world";

// Each example is applied as a copy of its folder, as its README says.

const TEAM = ["hubot", "monalisa", ...numbered("member", 4, 120)];

const world = useWorld({
  codespaceStepMs: 0,
  seed: seedWith({ organizations: 2, members: 120, teams: { platform: TEAM, empty: [] } }),
});

beforeEach(() => {
  world.emulator.reset();
});

function numbered(prefix: string, from: number, to: number): string[] {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
  return numbers.map((number) => `${prefix}-${number.padStart(3, "0")}`);
}

describe("baseline, with the policy pack", () => {
  let project: PulumiProject;

  beforeAll(async () => {
    project = await copyOf(world, "baseline");
    // As the README says: cp .env.example .env
    cpSync(join(project.folder, ".env.example"), join(project.folder, ".env"));
  });

  test("what the YAML file names gets its value from the .env file", async () => {
    const { emulator } = world;
    await project.up();
    const values = parseEnv(textIn("baseline", ".env.example"));
    expect(emulator.orgSecrets("acme")).toEqual([
      expect.objectContaining({ name: "MAVEN_TOKEN", visibility: "private" }),
      expect.objectContaining({
        name: "NPM_TOKEN",
        selectedRepositories: ["acme/api", "acme/web"],
        openedValue: values.NPM_TOKEN,
      }),
      expect.objectContaining({ name: "SENTRY_TOKEN", selectedRepositories: ["acme/api"] }),
    ]);
    expect(emulator.repoSecret("acme/api", "DATABASE_URL")?.openedValue).toContain("?sslmode=");
    expect(emulator.repoSecret("acme/web", "CDN_KEY")?.openedValue).toContain("\ntwo lines\n");
    expect(emulator.access("acme").usernames).toEqual(["hubot", "monalisa", "octocat"]);
  });

  test("a secret for all and access for all members are refused by a preview, which asks GitHub nothing", async () => {
    installPolicies(project);
    change(project, "baseline.yaml", "MAVEN_TOKEN: private", "MAVEN_TOKEN: all");
    change(project, "baseline.yaml", "visibility: selected_members", "visibility: all_members");
    change(project, "baseline.yaml", /members: \[.*\]/, "");
    const args = ["preview", "--stack", "dev", "--policy-pack", "policies"];
    const { code, output } = await project.try(...args);
    expect(code).not.toBe(0);
    expect(output).toContain("no-secret-for-all");
    expect(output).toContain("acme/MAVEN_TOKEN is for all repositories of acme.");
    expect(output).toContain("The access of acme is all_members.");
    expect(output.match(/ is for all repositories|The access of/g)).toHaveLength(2);
    expect(world.emulator.requests).toEqual([]);
  });
});

function change(project: PulumiProject, file: string, from: string | RegExp, to: string): void {
  const path = join(project.folder, file);
  const text = readFileSync(path, "utf8");
  expect(text).toMatch(from);
  writeFileSync(path, text.replace(from, to));
}

test("values: those of an ESC environment and a key that another resource made arrive", async () => {
  const { emulator } = world;
  const project = await copyOf(world, "values", { env: openedEnvironment() });
  await project.up();
  expect(emulator.orgSecret("acme", "NPM_TOKEN")?.openedValue).toBe("npm_1");
  expect(emulator.repoSecret("acme/api", "DATABASE_URL")?.openedValue).toBe(
    "postgres://api:p4ss@db.acme.test/api",
  );
  const { openedValue = "" } = emulator.repoSecret("acme/api", "DEPLOY_KEY") ?? {};
  expect(openedValue).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  for (const { text } of project.files()) expect(text).not.toContain(openedValue.split("\n")[1]);
});

/** What `pulumi env open` makes of the example's environment: `fn::secret` and `${…}` are replaced. */
function openedEnvironment(): Record<string, string> {
  const { values } = yamlIn(join(EXAMPLES, "values", "esc.yaml")) as {
    values: Record<string, Record<string, { "fn::secret": string }>> & {
      environmentVariables: Record<string, string>;
    };
  };
  const opened = (text: string) =>
    text.replace(/\$\{(\w+)\.(\w+)\}/g, (_, group: string, name: string) => {
      return values[group]?.[name]?.["fn::secret"] ?? "nothing";
    });
  return Object.fromEntries(
    Object.entries(values.environmentVariables).map(([name, text]) => [name, opened(text)]),
  );
}

describe("team-access", () => {
  test("the members of the team, more than a page of them, get access, and nobody else", async () => {
    const project = await copyOf(world, "team-access");
    await project.up();
    expect(world.emulator.access("acme")).toMatchObject({
      visibility: "selected_members",
      usernames: [...TEAM].sort(),
    });
  });

  describe("the lookup of its members", () => {
    useEnvironment(() => emulated(world.emulator));

    test("a team without members is an error: an empty list would take everybody's access away", async () => {
      await expect(membersOf("acme", "empty")).rejects.toThrow("acme/empty has no members");
    });

    test("a team that there isn't is an error that names the request", async () => {
      await expect(membersOf("acme", "absent")).rejects.toThrow(
        "GitHub answered 404 to GET /orgs/acme/teams/absent/members?per_page=100&page=1",
      );
    });
  });
});

test("pull-request: a codespace on the branch of the pull request, and its address", async () => {
  const pullRequest = /pullRequest (\S+)/.exec(textIn("pull-request", "README.md"))?.[1] ?? "";
  const config = { "codespaces-pull-request:pullRequest": pullRequest };
  const project = await copyOf(world, "pull-request", { config });
  const { output } = await project.up();
  const [codespace] = world.emulator.codespaces("octocat");
  expect(codespace).toMatchObject({ state: "Available", repository: "octocat/hello-world" });
  expect(output).toContain(`open: "https://${codespace?.name ?? ""}.github.dev"`);
});

test("two-accounts: each organization's secret is written with its own token, and neither is in the state", async () => {
  const { emulator } = world;
  const env = { GITHUB_TOKEN: "of-nobody", NPM_TOKEN: "npm_1" };
  const accounts = { ACME_TOKEN: tokens.full, ACME_2_TOKEN: tokens.classic };
  const project = await copyOf(world, "two-accounts", { env: { ...env, ...accounts } });
  await project.up();
  for (const org of ["acme", "acme-2"]) {
    expect(emulator.orgSecret(org, "NPM_TOKEN")?.openedValue).toBe("npm_1");
  }
  for (const { text } of project.files()) {
    expect(text).not.toMatch(new RegExp(`${tokens.full}|${tokens.classic}`));
  }
});

describe("many-organizations", () => {
  let project: PulumiProject;

  beforeAll(async () => {
    project = await world.project({
      program: "",
      env: { NPM_TOKEN: "npm_1" },
      copy: join(EXAMPLES, "many-organizations"),
    });
  });

  test("one that fails is named with its reason, and the other is done", async () => {
    writeFileSync(join(project.folder, "organizations.txt"), "# One login a line.\nacme-3\nacme\n");
    const { code, output } = await project.node("main.mjs", "up");
    expect(code).toBe(1);
    expect(output).toContain('done   acme: {"create":2}');
    expect(output).toMatch(/failed acme-3: error: OrgCodespacesSecret .* GitHub answered 404/);
    expect(world.emulator.orgSecret("acme", "NPM_TOKEN")?.openedValue).toBe("npm_1");
  });
});
