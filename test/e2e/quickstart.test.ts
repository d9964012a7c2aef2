import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { PulumiProject } from "../support/pulumi-project";
import { useWorld } from "../support/world";

const EXAMPLE = resolve(__dirname, "../../examples/quickstart");

const world = useWorld();
let project: PulumiProject;

beforeAll(async () => {
  project = await world.project({
    file: "index.ts",
    program: readFileSync(join(EXAMPLE, "index.ts"), "utf8"),
    env: { NPM_TOKEN: "npm-value", DATABASE_URL: "postgres://db", DOTFILES_KEY: "dotfiles" },
  });
});

test("a preview asks nothing of GitHub, and needs no token", async () => {
  project.setEnv({ GITHUB_TOKEN: undefined });
  await project.preview();
  project.setEnv({ GITHUB_TOKEN: world.emulator.token });
  expect(world.emulator.requests).toHaveLength(0);
});

test("up leaves exactly what is declared at GitHub", async () => {
  const { emulator } = world;
  await project.up("--skip-preview=false");
  expect(emulator.orgSecrets("acme")).toEqual([
    expect.objectContaining({
      name: "NPM_TOKEN",
      openedValue: "npm-value",
      visibility: "selected",
      selectedRepositories: ["acme/api", "acme/web"],
    }),
  ]);
  expect(emulator.repoSecrets("acme/api")).toEqual([
    expect.objectContaining({ name: "DATABASE_URL", openedValue: "postgres://db" }),
  ]);
  expect(emulator.userSecrets("octocat")).toEqual([
    expect.objectContaining({
      name: "DOTFILES_KEY",
      openedValue: "dotfiles",
      selectedRepositories: ["octocat/dotfiles"],
    }),
  ]);
  expect(emulator.access("acme")).toMatchObject({
    visibility: "selected_members",
    usernames: ["hubot", "octocat"],
  });
});

test("a second up and a preview change nothing and send nothing", async () => {
  world.emulator.clearRequests();
  const { output } = await project.up("--expect-no-changes");
  expect(output).toContain("5 unchanged");
  expect(world.emulator.requests).toHaveLength(0);
});

test("a refresh right after an up reports no change", async () => {
  await project.settled();
});

test("destroy takes everything back and says that access is disabled", async () => {
  const { output } = await project.destroy("--skip-preview=false");
  const { emulator } = world;
  expect(emulator.orgSecrets("acme")).toEqual([]);
  expect(emulator.repoSecrets("acme/api")).toEqual([]);
  expect(emulator.userSecrets("octocat")).toEqual([]);
  expect(emulator.access("acme").visibility).toBe("disabled");
  expect(output).toContain("codespaces are now disabled for everybody");
});
