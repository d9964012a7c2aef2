import { readFileSync } from "node:fs";
import { join } from "node:path";
import { manualClock, seedWith, tokens } from "github-codespaces-emulator";
import sodium from "libsodium-wrappers";
import { loaderLine } from "../../provider/src/program/registration/loader-line";
import { clientOf, sealedFor } from "../support/emulator-client";
import { ROOT } from "../support/markdown";
import type { PulumiProject, StateResource } from "../support/pulumi-project";
import * as recorded from "../support/recorded-state";
import { requestLines, World } from "../support/world";

const SECRETS = "/orgs/acme/codespaces/secrets";
const HOUR = 3_600_000;
/** The clock stands still: a codespace is at once what it is to be. */
const OPTIONS = { seed: seedWith({ organizations: 2 }), codespaceStepMs: 0 };

let world: World;

beforeAll(async () => {
  if (process.env.STATES === "record") await record();
});

beforeEach(async () => {
  const clock = manualClock(recorded.RECORDED_AT);
  world = new World({ clock, ...OPTIONS });
  await world.emulator.listen();
});

afterEach(() => world.close());

test("there is a state of the current release line", () => {
  expect(recorded.releaseLines).toContain(recorded.currentLine());
});

test.each(recorded.releaseLines)("the state of %s has every class, by its loader line", (line) => {
  const state = new recorded.RecordedState(line).state("applied");
  const { deployment } = JSON.parse(state) as { deployment: { resources: StateResource[] } };
  const ours = deployment.resources.filter(({ type }) =>
    type.includes("dynamic/github-codespaces"),
  );
  const classes = ours.map(({ type }) => type.split(":").at(-1) ?? "");
  expect(new Set(classes).size).toBe(7);
  const lines = ours.map(({ inputs }) => inputs?.__provider);
  expect(lines).toEqual(classes.map((name) => loaderLine(name)));
});

test.each(recorded.releaseLines)("what %s wrote is kept, updated and destroyed", async (line) => {
  const { emulator } = world;
  const project = await restored(line, "applied");
  emulator.advance(HOUR);

  emulator.clearRequests();
  const before = await inputsIn(project);
  await project.up("--skip-preview", "--expect-no-changes");
  expect(requestLines(emulator)).toEqual([]);
  await project.refresh("--skip-preview", "--expect-no-changes");
  expect(await inputsIn(project)).toEqual(before);
  // Names of repositories are looked up by GraphQL, which changes nothing.
  const reads = /^(GET |POST \/graphql$)/;
  expect(requestLines(emulator).filter((request) => !reads.test(request))).toEqual([]);

  emulator.clearRequests();
  const [codespace] = recorded.codespacesOf(emulator);
  project.setEnv({ CHANGED: "another value", DISPLAY_NAME: "another name" });
  await project.up("--skip-preview");
  expect(requestLines(emulator).sort()).toEqual([
    `GET ${SECRETS}/public-key`,
    "GET /user",
    `PATCH /user/codespaces/${codespace?.name ?? ""}`,
    `PUT ${SECRETS}/CHANGED`,
  ]);
  expect(emulator.orgSecret("acme", "CHANGED")?.openedValue).toBe("another value");
  expect(recorded.codespacesOf(emulator)).toMatchObject([
    { name: codespace?.name, wishes: { displayName: "another name" } },
  ]);

  await project.destroy("--skip-preview");
  expect(recorded.secretsOf(emulator)).toEqual([]);
  expect(recorded.codespacesOf(emulator)).toEqual([]);
  expect(emulator.access("acme").visibility).toBe("disabled");
});

test.each(recorded.releaseLines)(
  "what %s found changed by hand is known and repaired",
  async (line) => {
    const { emulator } = world;
    const project = await restored(line, "drifted");
    recorded.changeByHand(emulator);
    await project.refresh("--skip-preview", "--expect-no-changes");
    const { output } = await project.up("--skip-preview");
    expect(output).toMatch(/~ 4 updated\n/);
    const { held } = new recorded.RecordedState(line);
    expect(recorded.secretsOf(emulator)).toEqual(held.secrets);
    expect(recorded.codespacesOf(emulator)).toEqual(held.codespaces);
    await project.refresh("--skip-preview", "--expect-no-changes");
  },
);

/** A new stack with the state, and a GitHub as it was. */
async function restored(line: string, name: recorded.StateName): Promise<PulumiProject> {
  const state = new recorded.RecordedState(line);
  state.restore(world.emulator);
  const project = await projectOf(world, state.program, state.held.environment);
  await project.run("stack", "import", "--stack", "dev", "--file", state.stateFile(name));
  return project;
}

async function inputsIn(project: PulumiProject) {
  const resources = Object.entries(await project.resources("--show-secrets"));
  return Object.fromEntries(resources.map(([name, { id, inputs }]) => [name, { id, inputs }]));
}

function projectOf(
  inWorld: World,
  program: string,
  environment: Record<string, string>,
): Promise<PulumiProject> {
  const env = { ...environment, SECOND_TOKEN: tokens.full };
  return inWorld.project({ name: "states", file: "index.mjs", program, env, passphrase: true });
}

/** Writes what today's code leaves of test/states/program.mjs, for the current release line. */
async function record(): Promise<void> {
  await sodium.ready;
  const clock = manualClock(recorded.RECORDED_AT);
  const recording = new World({ clock, ...OPTIONS });
  const { emulator } = recording;
  await emulator.listen();
  const sealed = await sealedFor(clientOf(emulator), "/orgs/acme", "value of sealed");
  const environment = {
    CHANGED: "value of changed",
    DISPLAY_NAME: "of a release",
    SEALED: sealed.encrypted_value,
    KEY_ID: sealed.key_id,
  };
  const program = readFileSync(join(ROOT, "test/states/program.mjs"), "utf8");
  const project = await projectOf(recording, program, environment);
  await project.up("--skip-preview");
  const applied = await stateOf(project);
  const held = {
    environment,
    secrets: recorded.secretsOf(emulator),
    codespaces: recorded.codespacesOf(emulator),
  };
  recorded.changeByHand(emulator);
  await project.refresh("--skip-preview");
  const states = { applied, drifted: await stateOf(project) };
  new recorded.RecordedState(recorded.currentLine()).write({ program, states, held });
  await recording.close();
}

async function stateOf(project: PulumiProject): Promise<string> {
  const { stdout } = await project.run("stack", "export", "--stack", "dev");
  return `${JSON.stringify(JSON.parse(stdout), withoutPlaces, 2)}\n`;
}

/** Where the program lay on the machine that recorded it is nothing to keep. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === "sourcePosition" || key === "stackTrace" ? undefined : value;
}
