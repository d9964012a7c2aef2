import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manualClock, seedWith } from "github-codespaces-emulator";
import { expectNoTrace, HARD_TOKENS, HARD_VALUE } from "../../support/canaries";
import { runCli, type Around } from "../../support/cli";
import { boxOf, useEmulator } from "../../support/emulator-client";
import { createSteps, exportedStack, type InDocument } from "../../support/pulumi-documents";

// A state exported with --show-secrets, a preview's JSON and the environment hold values and tokens. No command tells one.

const base = seedWith();
const [full] = base.tokens;
const tokens = HARD_TOKENS.flatMap((token) => (full === undefined ? [] : [{ ...full, token }]));
const clock = manualClock("2026-12-01T10:00:00Z");
const { emulator, send } = useEmulator({
  clock,
  seed: { ...base, tokens: [...base.tokens, ...tokens] },
});

let folder: string;
let box: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "cli-secrecy-"));
  const value = HARD_VALUE;
  emulator.drift.orgSecret("acme", "A", { value, visibility: "all" });
  emulator.drift.orgSecret("acme", "B", { value, selectedRepositories: ["api"] });
  emulator.drift.repoSecret("acme/api", "A", { value });
  emulator.drift.userSecret("octocat", "A", { value, selectedRepositories: [] });
  const { body } = await send("GET", "/orgs/acme/codespaces/secrets/public-key");
  box = boxOf(HARD_VALUE, (body as { key: string }).key);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** As `pulumi stack export --show-secrets` writes what is secret. */
const shown = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

/** With values in clear, as in the state of a program that holds them itself, and as secrets that are shown. */
function documents(): InDocument[] {
  const [value, org, hidden] = [HARD_VALUE, "acme", shown(HARD_VALUE)];
  const sealed = { encryptedValue: box, keyId: "1" };
  const all = { visibility: "all" };
  return [
    ["OrgCodespacesSecret", { org, secretName: "A", value, ...all }],
    ["OrgCodespacesSecret", { org, secretName: "B", value: hidden, ...all }, { outputs: hidden }],
    ["OrgCodespacesSecret", { org, secretName: "C", ...sealed, ...all }],
    ["OrgCodespacesSecret", { org, secretName: hidden, value, ...all }],
    ["OrgCodespacesSecrets", { org, secrets: { A: { value, ...all }, C: sealed }, values: value }],
    ["OrgCodespacesSecrets", { org, secrets: hidden, values: hidden }],
    ["RepoCodespacesSecrets", { repositories: ["acme/api"], secrets: { A: { value: hidden } } }],
    ["RepoCodespacesSecret", { repository: hidden, secretName: "A", value: hidden }],
    ["UserCodespacesSecrets", { secrets: { A: { value } }, encryptedValues: `A=${box}` }],
  ];
}

const WHERE = ["--org", "acme", "--repo", "acme/api", "--user"];
const commands = [
  ["adopt", ...WHERE, "--out", "out", "--values", "config"],
  ["adopt", ...WHERE, "--out", "out", "--as", "set", "--values", "env"],
  ["adopt", ...WHERE, "--out", "out", "--language", "yaml"],
  ["adopt", ...WHERE, "--json"],
  ["audit", ...WHERE, "--stack", "dev", "--html", "page.html"],
  ["audit", ...WHERE, "--stack", "dev", "--json"],
  ["audit", ...WHERE, "--preview", "-", "--markdown"],
  ["doctor", ...WHERE],
  ["doctor", "--stack", "dev", "--json"],
  ["doctor", "--preview", "-"],
].map((args): [string, string[]] => [args.join(" "), args]);

/** What a command prints and writes. */
async function told(args: string[], around: Around = {}): Promise<string> {
  const { code, out, err } = await runCli(emulator, args, {
    folder,
    input: createSteps(documents()),
    pulumi: () => Promise.resolve(exportedStack(documents())),
    ...around,
    env: { GITHUB_TOKEN: HARD_TOKENS[0], A: HARD_VALUE, ...around.env },
  });
  return [code, out, err, ...filesIn(folder)].join("\n");
}

function filesIn(path: string): string[] {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ name, parentPath }) => readFileSync(join(parentPath, name), "utf8"));
}

function expectNothingOf(text: string): void {
  expectNoTrace(text, [HARD_VALUE, ...HARD_TOKENS]);
  expect(text).not.toContain(box);
}

test.each(commands)("%s tells no value of what it reads, nor the token", async (_, args) => {
  const text = await told(args);
  expect(text.length).toBeGreaterThan(200);
  expectNothingOf(text);
});

describe.each(HARD_TOKENS)("the token %#, repeated by whoever answers", (token) => {
  test.each(
    [401, 403, 500, 200].flatMap((status) =>
      ["adopt", "audit", "doctor"].map((command): [number, string] => [status, command]),
    ),
  )("with a %s to %s is not told", async (status, command) => {
    const message = `You sent Authorization: bearer ${token}, token ${token}`;
    const body = { message, login: message, name: message };
    const fault = emulator.fail({ status, body, times: Infinity });
    expectNothingOf(await told([command, ...WHERE], { env: { GITHUB_TOKEN: token } }));
    expect(fault.hits).toBeGreaterThan(0);
  });
});

test.each([
  ["audit", ["audit", "--preview", "-"]],
  ["doctor", ["doctor", "--preview", "-"]],
  ["doctor of a stack", ["doctor", "--stack", "dev"]],
  ["audit of a stack", ["audit", "--org", "acme", "--stack", "dev"]],
])("%s of what isn't JSON doesn't repeat it", async (_, args) => {
  for (const text of [HARD_VALUE, `{"a": ${HARD_VALUE}`, JSON.stringify({ a: HARD_VALUE })]) {
    expectNothingOf(await told(args, { input: text, pulumi: () => Promise.resolve(text) }));
  }
});

test.each(HARD_TOKENS)("the token %# in an error of pulumi is not told", async (token) => {
  const failing = Object.assign(new Error(`Command failed: pulumi ${token}`), {
    stderr: `error: could not open https://${token}@acme.test/state with token=${token}\nand ${token}`,
  });
  const around = { pulumi: () => Promise.reject(failing) };
  for (const command of ["audit", "doctor"]) {
    for (const json of [[], ["--json"]]) {
      const text = await told([command, "--org", "acme", "--stack", "dev", ...json], around);
      expect(text).toContain("could not open");
      expectNothingOf(text);
    }
  }
});
