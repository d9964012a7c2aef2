import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { seedWith } from "github-codespaces-emulator";
import { expectNoTrace, expectNowhere, HARD_TOKENS, HARD_VALUE } from "../support/canaries";
import { commandLines } from "../support/command-lines";
import { clientOf, sealedFor } from "../support/emulator-client";
import { HOST } from "../support/project-file";
import type { PulumiProject } from "../support/pulumi-project";
import { program, useWorld } from "../support/world";

const VALUE = "canary-value-3b1f9c";
const SECOND = `Uv4${HARD_VALUE.split("").reverse().join("")}Bn8`;

const seed = seedWith();
const token = HARD_TOKENS[1] ?? "";
const [full] = seed.tokens;
const world = useWorld({ seed: { ...seed, tokens: full ? [{ ...full, token }] : [] } });
let project: PulumiProject;
let outputs = "";
/** What is given as sealed. */
let box: string;

const DECLARED = program(`
const value = process.env.CANARY;
new OrgCodespacesSecret("org", { org: "acme", secretName: "S", value, visibility: "selected", selectedRepositories: ["api"] });
new RepoCodespacesSecret("repo", { repository: "acme/api", secretName: "S", value });
new UserCodespacesSecret("user", { secretName: "S", value, selectedRepositories: [] });
const sealed = { encryptedValue: process.env.BOX, keyId: process.env.KEY_ID, visibility: "all" };
new OrgCodespacesSecret("sealed", { org: "acme", secretName: "E", ...sealed });
new OrgCodespacesSecrets("set", { org: "acme", secrets: { A: { value, visibility: "all" }, B: sealed } });
new RepoCodespacesSecrets("repos", { repositories: ["acme/api"], secrets: { A: { value: pulumi.secret(value) } } });
new UserCodespacesSecrets("mine", { secrets: { A: { value, selectedRepositories: [] } } });
`);

beforeAll(async () => {
  const sealed = await sealedFor(clientOf(world.emulator, token), "/orgs/acme", VALUE);
  box = sealed.encrypted_value;
  const env = { CANARY: HARD_VALUE, BOX: box, KEY_ID: sealed.key_id };
  project = await world.project({
    program: DECLARED,
    passphrase: true,
    env: { ...env, PULUMI_DEBUG_COMMANDS: "true" },
  });
});

beforeEach(() => {
  world.emulator.reset();
});

async function note(run: Promise<{ output: string }>): Promise<void> {
  outputs += (await run).output;
}

/** Of a command that shows a person no more than that something is secret. */
async function noteHidden(run: Promise<{ output: string }>): Promise<void> {
  const { output } = await run;
  outputs += output;
  expectNowhere(output, [box]);
}

test("a value and a token from the environment are nowhere but in the sealed box", async () => {
  const plan = join(project.folder, "plan.json");
  await noteHidden(project.preview("--diff", "--save-plan", plan));
  await note(project.preview("--diff", "--show-secrets"));
  const events = join(project.folder, "events.json");
  const { seen, stop } = commandLines();
  await noteHidden(project.up("--skip-preview=false", "--plan", plan, "--event-log", events));
  stop();
  project.setEnv({ CANARY: SECOND });
  await note(project.preview("--json"));
  await note(project.up("--json"));
  world.emulator.advance(3_600_000);
  world.emulator.drift.orgSecret("acme", "S", { value: "by hand" });
  await noteHidden(project.refresh("--skip-preview=false", "--diff"));
  await note(project.run("stack", "export", "--show-secrets"));
  await note(project.run("stack", "history", "--show-secrets"));
  for (const status of [401, 422]) {
    const body = { message: `Bad credentials: ${token}`, errors: [{ message: token }] };
    world.emulator.fail({ method: "PUT", status, body });
    await note(project.try("up", "--yes", "--stack", "dev", "--show-secrets"));
  }

  expect(world.emulator.orgSecret("acme", "S")?.openedValue).toBe("by hand");
  expect(world.emulator.userSecret("octocat", "S")?.openedValue).toBe(SECOND);
  for (const name of ["E", "B"]) {
    expect(world.emulator.orgSecret("acme", name)?.openedValue).toBe(VALUE);
  }
  expect(world.emulator.userSecret("octocat", "A")?.openedValue).toBe(SECOND);
  expect(world.emulator.repoSecret("acme/api", "A")?.openedValue).toBe(SECOND);
  const canaries = [HARD_VALUE, SECOND, token];
  expectNoTrace(outputs, canaries);
  expectNoTrace(JSON.stringify(world.emulator.requests), canaries);
  const hosted = HOST === "plugin" ? "pulumi-resource-github-codespaces" : "dynamic-provider";
  expect([...seen].some((line) => line.includes(hosted))).toBe(true);
  expectNoTrace([...seen].join("\n"), canaries);
  const files = project.files();
  for (const folder of ["backups", "history"]) {
    expect(files.some(({ path }) => path.includes(`/.pulumi/${folder}/`))).toBe(true);
  }
  for (const { path, text } of files) {
    expectNoTrace(text, canaries);
    // Pulumi's debug lines, which events have too, show what is secret.
    if (path !== events) expectNowhere(text, [box]);
    if (path.endsWith(".log")) expectNoTrace(unzipped(text), canaries);
  }
});

test("a value and a token from the configuration are only in the engine's record of it", async () => {
  const other = await world.project({
    program: program(`
const value = new pulumi.Config().requireSecret("value");
new OrgCodespacesSecret("org", { org: "acme", secretName: "C", value, visibility: "all" });
`),
    env: { GITHUB_TOKEN: undefined },
    secretConfig: { "test:value": VALUE, "github-codespaces:token": token },
  });
  const up = await other.up("--skip-preview=false", "--diff");
  expectNowhere(up.output, [VALUE, token]);
  for (const { text } of other.files()) expectNowhere(text, [VALUE, token]);
  const { stdout } = await other.run("stack", "export", "--show-secrets");
  const state = JSON.parse(stdout) as { deployment: { resources: { type: string }[] } };
  for (const resource of state.deployment.resources) {
    if (!resource.type.startsWith("pulumi:providers:")) {
      expectNowhere(JSON.stringify(resource), [VALUE, token]);
    }
  }
});

test("a literal value's fingerprint is encrypted in the state", async () => {
  const other = await world.project({
    program: program(
      `new OrgCodespacesSecret("org", { org: "acme", secretName: "L", value: "${VALUE}", visibility: "all" });`,
    ),
  });
  await other.up("--skip-preview");
  const { stdout } = await other.run("stack", "export");
  expect(stdout).not.toContain("fp1:");
  expectNowhere(stdout, [VALUE]);
});

const REPO_SECRET = 'repository: "acme/api", secretName: "W"';

test.each([
  ["under a misspelt name", "vaule: value", "vaule: is not an input"],
  [
    "beside a sealed one",
    'value, encryptedValue: "x", keyId: "1"',
    "value: is given together with",
  ],
  ["too long", "value: value.repeat(3000)", "value: is 57000 bytes of UTF-8; GitHub allows 49152"],
  ["in an object", "value: { value }", "value: must be a string"],
  ["in a list, as a secret", "value: pulumi.secret([value])", "value: must be a string"],
  ["given as sealed", 'encryptedValue: value, keyId: "1"', "encryptedValue: is not base64"],
  [
    "given as sealed, in base64",
    'encryptedValue: Buffer.from(value.repeat(3)).toString("base64"), keyId: "1"',
    "encryptedValue: is a text in base64, not a sealed box",
  ],
])("a value %s is refused, and printed nowhere", async (_how, inputs, reason) => {
  const other = await world.project({
    program: program(
      `const value = process.env.CANARY; new RepoCodespacesSecret("wrong", { ${REPO_SECRET}, ${inputs} });`,
    ),
    env: { CANARY: VALUE, PULUMI_DEBUG_COMMANDS: "true" },
  });
  const events = join(other.folder, "events.json");
  const up = await other.try("up", "--yes", "--diff", "--event-log", events, "--stack", "dev");
  expect(up.code).not.toBe(0);
  expect(up.output).toContain(`RepoCodespacesSecret resource 'wrong' has a problem: ${reason}`);
  expectNowhere(up.output, [VALUE]);
  for (const { text } of other.files()) expectNowhere(text, [VALUE]);
});

function unzipped(text: string): string {
  try {
    return gunzipSync(Buffer.from(text, "latin1")).toString("utf8");
  } catch {
    return ""; // Pulumi encrypts the log of a command once it knows the stack's key.
  }
}
