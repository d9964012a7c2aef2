import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expectNowhere } from "../support/canaries";
import type { PulumiProject } from "../support/pulumi-project";
import { newFolder, removeFolders } from "../support/run-command";
import { program, useWorld } from "../support/world";

const IMPORT = 'const { Provider } = require("pulumi-github-codespaces");';
const SECRET =
  'new OrgCodespacesSecret("s", { org: "acme", secretName: "S", value: "v" + process.env.N, visibility: "all" }';
const APP = { GITHUB_CODESPACES_APP_ID: "3001", GITHUB_CODESPACES_INSTALLATION_ID: "4001" };

const world = useWorld();
/** Lines from the middle of the key, and the tokens that the emulator gives out for it. */
let canaries: string[];
let pem: string;

beforeEach(() => {
  world.emulator.reset();
  pem = world.emulator.appPrivateKey(3001);
  const [, , second = "", third = ""] = pem.split("\n");
  canaries = [second, third, "ghs_emulatorInstallation"];
});

afterAll(() => {
  removeFolders();
});

/**
 * Everything that people do with a stack, also what fails; returns all that was printed.
 * `later` goes into the environment after the first half.
 */
async function useEverywhere(
  project: PulumiProject,
  later: Record<string, string | undefined> = {},
): Promise<string> {
  const plan = join(project.folder, "plan.json");
  const events = join(project.folder, "events.json");
  const runs = [
    await project.preview("--diff", "--save-plan", plan),
    await project.up("--skip-preview=false", "--plan", plan, "--event-log", events),
    await project.refresh("--diff"),
  ];
  project.setEnv({ N: "2", ...later });
  world.emulator.fail({ method: "PUT", status: 422, times: 1 });
  runs.push(await project.try("up", "--yes", "--stack", "dev"));
  world.emulator.fail({ method: "POST", status: 401, times: 1 });
  runs.push(await project.try("up", "--yes", "--stack", "dev", "--json"));
  runs.push(await project.up("--json"), await project.run("stack", "history", "--show-secrets"));
  expect(world.emulator.orgSecret("acme", "S")?.openedValue).toBe("v2");
  return runs.map(({ output }) => output).join("\n");
}

test("an app's key from the environment, as text and then as a file, is nowhere", async () => {
  const file = join(newFolder(), "key.pem");
  writeFileSync(file, pem, { mode: 0o600 });
  const project = await world.project({
    program: program(`${SECRET});`),
    env: {
      GITHUB_TOKEN: undefined,
      N: "1",
      PULUMI_DEBUG_COMMANDS: "true",
      ...APP,
      GITHUB_CODESPACES_PRIVATE_KEY: pem,
    },
  });
  const asFile = {
    GITHUB_CODESPACES_PRIVATE_KEY: undefined,
    GITHUB_CODESPACES_PRIVATE_KEY_FILE: file,
  };
  expectNowhere(await useEverywhere(project, asFile), canaries);
  expectNowhere((await project.run("stack", "export", "--show-secrets")).stdout, canaries);
  expectNowhere(JSON.stringify(world.emulator.requests), canaries);
  for (const { text } of project.files()) expectNowhere(text, canaries);
});

test("a key that is given to a Provider is only in the record of it, encrypted", async () => {
  const project = await world.project({
    program: program(`${IMPORT}
const provider = new Provider("app", { appId: 3001, installationId: 4001, privateKey: process.env.PEM });
${SECRET}, { provider });`),
    passphrase: true,
    env: { GITHUB_TOKEN: undefined, N: "1", PEM: pem, PULUMI_DEBUG_COMMANDS: "true" },
  });
  // Pulumi's own debug lines, which --json and --event-log show, have a provider's arguments in clear:
  // docs/security.md says so, and the test that it is nothing else and nowhere else.
  expectNowhere(withoutDebugLines(await useEverywhere(project)), canaries);
  for (const { text } of project.files()) expectNowhere(withoutDebugLines(text), canaries);
  const { stdout } = await project.run("stack", "export", "--show-secrets");
  const state = JSON.parse(stdout) as { deployment: { resources: { type: string }[] } };
  const others = state.deployment.resources.filter(({ type }) => !type.includes(":providers:"));
  expect(others.length).toBeGreaterThan(1);
  expectNowhere(JSON.stringify(others), canaries);
});

function withoutDebugLines(text: string): string {
  const debug = "RegisterResource RPC finished: resource:app[pulumi:providers:pulumi-nodejs]";
  const lines = text.split("\n").filter((line) => !line.includes(debug));
  return lines.join("\n");
}
