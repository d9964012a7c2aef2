import ts from "typescript";
import { manualClock, seedWith, tokens } from "github-codespaces-emulator";
import { Document } from "../../support/markdown";
import type { PulumiProject } from "../../support/pulumi-project";
import * as recorded from "../../support/recorded-state";
import { program, requestLines, World } from "../../support/world";

const OPTIONS = { seed: seedWith({ organizations: 2 }), codespaceStepMs: 0 };
const SECRETS = "/orgs/acme/codespaces/secrets";

async function newWorld(): Promise<World> {
  const world = new World({ clock: manualClock(recorded.RECORDED_AT), ...OPTIONS });
  await world.emulator.listen();
  return world;
}

const SECRET = `{ org: "acme", secretName: "NPM_TOKEN", value: "declared", visibility: "selected",
  selectedRepositories: ["api"] }`;
const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };

/** The lines of docs/languages.md by which a program names the plugin's types. */
const BACK = new Document("docs/languages.md").blocks
  .filter(({ text }) => text.includes("registerStackTransformation"))
  .map(({ text }) => ts.transpileModule(text, { compilerOptions }).outputText);
const ONE = program(`new OrgCodespacesSecret("npm-token", ${SECRET});`);
const RENAMED = ONE.replace('"npm-token"', '"token"');

function keptSecret({ emulator }: World): void {
  expect(emulator.orgSecrets("acme")).toEqual([
    expect.objectContaining({ name: "NPM_TOKEN", openedValue: "declared" }),
  ]);
}

test.each(recorded.releaseLines)(
  "the state of %s moves to the plugin without a request, and is then the plugin's",
  async (line) => {
    const world = await newWorld();
    const { emulator } = world;
    const state = new recorded.RecordedState(line);
    state.restore(emulator);
    const env = { ...state.held.environment, SECOND_TOKEN: tokens.full };
    const text = state.program;
    const project = await world.project({ name: "states", file: "index.mjs", program: text, env });
    await project.run("stack", "import", "--stack", "dev", "--file", state.stateFile("applied"));
    project.hostBy("plugin");
    const before = Object.keys(await project.resources()).sort();

    emulator.clearRequests();
    const { output } = await project.up();
    // The explicit provider is another one; resources are as they were.
    expect(output).toMatch(/\+ 1 created\n\s*- 1 deleted\n\s*2 changes. \d+ unchanged\n/);
    expect(requestLines(emulator)).toEqual([]);
    const after = await project.resources();
    expect(Object.keys(after).sort()).toEqual(before);
    expect(new Set(Object.values(after).map(({ type }) => type.split(":")[0]))).toEqual(
      new Set(["github-codespaces"]),
    );

    await project.settled();
    const inputs = Object.values(await project.resources());
    expect(inputs.filter(({ outputs }) => outputs && "__provider" in outputs)).toEqual([]);
    emulator.clearRequests();
    project.setEnv({ CHANGED: "another value" });
    await project.up();
    expect(requestLines(emulator)).toEqual([`GET ${SECRETS}/public-key`, `PUT ${SECRETS}/CHANGED`]);
    await project.destroy();
    expect(recorded.secretsOf(emulator)).toEqual([]);
    expect(recorded.codespacesOf(emulator)).toEqual([]);
    await world.close();
  },
);

// One stack for all of them: each goes on with what the one before left.
describe("a secret of a dynamic resource", () => {
  let world: World;
  let project: PulumiProject;

  beforeAll(async () => {
    world = await newWorld();
    project = await world.project({ program: ONE, host: "dynamic" });
    await project.up();
    world.emulator.clearRequests();
    project.hostBy("plugin");
  });

  afterAll(() => world.close());

  test("moves to the plugin unchanged, and an upgrade of the SDK leaves it unchanged", async () => {
    await project.up("--expect-no-changes");
    project.setEnv({ PLUGIN_SDK_VERSION: "0.2.0" });
    const { output } = await project.up();
    expect(output).not.toMatch(/OrgCodespacesSecret .*(updated|replaced|created|deleted)/);
    expect(requestLines(world.emulator)).toEqual([]);
  });

  test("stays if the SDK is upgraded and the resource renamed in one up", async () => {
    project.setEnv({ PLUGIN_SDK_VERSION: "0.3.0" });
    project.write(RENAMED);
    const { output } = await project.up();
    expect(output).toContain("stays at GitHub: this program still declares it.");
    keptSecret(world);
    await project.settled();
  });

  test("moves back to a dynamic resource by an update that sends nothing", async () => {
    project.hostBy("dynamic");
    expect(BACK).toHaveLength(1);
    project.write(`{${BACK.join("")}}\n${RENAMED}`);
    world.emulator.clearRequests();
    const { output } = await project.up();
    expect(output).toMatch(/~ 1 updated\n\s*1 unchanged/);
    expect(requestLines(world.emulator)).toEqual([]);
    await project.settled();
  });

  test("stays at GitHub also if it moves, and is renamed, without an alias", async () => {
    project.hostBy("plugin");
    project.setEnv({ PLUGIN_SDK_ALIAS: "none" });
    project.write(ONE);
    const there = await project.up();
    expect(there.output).toMatch(/\+ 1 created\n\s*- 1 deleted/);
    expect(there.output).toContain("stays at GitHub: this program still declares it.");
    keptSecret(world);
    project.hostBy("dynamic");
    const back = await project.up();
    expect(back.output).toMatch(/\+ 1 created\n\s*- 1 deleted/);
    keptSecret(world);
    await project.settled();
    await project.destroy();
    expect(world.emulator.orgSecrets("acme")).toEqual([]);
  });
});

test("a secret that goes from set to set is not deleted, though the check of the second comes while the first is changed", async () => {
  const world = await newWorld();
  const { emulator } = world;
  const sets = (one: string, two: string) =>
    program(`module.exports = (async () => {
      const all = (value) => ({ value, visibility: "all" });
      new OrgCodespacesSecrets("one", { org: "acme", secrets: { Z: all("z"), ${one} } });
      await new Promise((later) => setTimeout(later, 400));
      new OrgCodespacesSecrets("two", { org: "acme", secrets: { Y: all("y"), ${two} } });
    })();`);
  const project = await world.project({ program: sets(`A: all("1")`, ""), host: "plugin" });
  await project.up();
  emulator.clearRequests();
  project.write(sets("", `A: { keepValue: true, visibility: "all" }`));
  await project.up();
  expect(requestLines(emulator).filter((line) => !line.startsWith("GET"))).toEqual([]);
  expect(emulator.orgSecret("acme", "A")?.openedValue).toBe("1");
  await world.close();
});
