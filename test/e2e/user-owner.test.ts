import { tokens } from "github-codespaces-emulator";
import type { PulumiProject } from "../support/pulumi-project";
import { program, requestLines, useWorld } from "../support/world";

const BOTH = "it belongs to the user octocat, but the token is hubot's";

const world = useWorld();
let project: PulumiProject;

beforeAll(async () => {
  project = await world.project({
    program: program(`
const secret = new UserCodespacesSecret("mine", {
  secretName: "MINE", value: process.env.VALUE || "v", selectedRepositories: [],
});
exports.owner = secret.owner;
`),
  });
  await project.up("--skip-preview");
});

beforeEach(() => {
  world.emulator.clearRequests();
  project.setEnv({ GITHUB_TOKEN: tokens.hubot, VALUE: undefined });
});

async function expectRefusal(...command: string[]): Promise<void> {
  const { code, output } = await project.try(
    ...command,
    "--yes",
    "--stack",
    "dev",
    "--skip-preview",
  );
  expect(code).not.toBe(0);
  expect(output.replace(/\s+/g, " ")).toContain(BOTH);
  expect(requestLines(world.emulator)).toEqual(["GET /user"]);
  const { mine } = await project.resources();
  expect(mine?.outputs?.owner).toEqual({ login: "octocat", id: 1 });
  expect(world.emulator.userSecret("octocat", "MINE")?.openedValue).toBe("v");
  expect(world.emulator.userSecret("hubot", "MINE")).toBeUndefined();
}

test("the owner is an output", async () => {
  const { stdout } = await project.run("stack", "output", "--json");
  expect(JSON.parse(stdout)).toEqual({ owner: { login: "octocat", id: 1 } });
});

test("another user's token at refresh is an error, not a secret that is gone", async () => {
  await expectRefusal("refresh");
});

test("nor with a secret of that name of their own", async () => {
  project.setEnv({ GITHUB_TOKEN: tokens.hubot });
  world.emulator.drift.userSecret("hubot", "MINE", { value: "hubot's" });
  const { output } = await project.try("refresh", "--yes", "--stack", "dev", "--skip-preview");
  expect(output.replace(/\s+/g, " ")).toContain(BOTH);
  expect(world.emulator.userSecret("hubot", "MINE")?.openedValue).toBe("hubot's");
  world.emulator.drift.deleteUserSecret("hubot", "MINE");
});

test("at update", async () => {
  project.setEnv({ VALUE: "changed" });
  await expectRefusal("up");
});

test("at destroy", async () => {
  await expectRefusal("destroy");
});

test("the owner's own token still works, also another of theirs", async () => {
  project.setEnv({ GITHUB_TOKEN: tokens.classic, VALUE: "changed" });
  await project.refresh("--skip-preview", "--expect-no-changes");
  await project.up("--skip-preview");
  expect(world.emulator.userSecret("octocat", "MINE")?.openedValue).toBe("changed");
  await project.destroy("--skip-preview");
  expect(world.emulator.userSecret("octocat", "MINE")).toBeUndefined();
});
