import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { seedWith } from "github-codespaces-emulator";
import { allOf, expectNoTrace, HARD_TOKENS, HARD_VALUE } from "../../support/canaries";
import { useEmulator } from "../../support/emulator-client";
import { ROOT } from "../../support/markdown";
import { PluginHost, secret, type Raw } from "../../support/plugin-host";

// The plugin as a process of its own: what it answers, what it has logged, and what it prints.

const base = seedWith();
const [full] = base.tokens;
const tokens = HARD_TOKENS.flatMap((token) => (full === undefined ? [] : [{ ...full, token }]));
const { emulator } = useEmulator({ seed: { ...base, tokens } });
const SECOND = `Uv4${HARD_VALUE.split("").reverse().join("")}Bn8`;
const LAUNCHER = join(ROOT, "provider/bin/pulumi-resource-github-codespaces");

let plugin: ChildProcessByStdio<Writable, Readable, Readable>;
let host: PluginHost;
/** All that came from the plugin. */
let told: string[];

async function start(token: string): Promise<void> {
  told = [];
  const env = { PATH: process.env.PATH, GITHUB_TOKEN: token, CANARY: HARD_VALUE };
  plugin = spawn(LAUNCHER, [], { env, stdio: ["pipe", "pipe", "pipe"] });
  const note = (text: Buffer) => told.push(text.toString());
  plugin.stderr.on("data", note);
  const [port] = (await once(plugin.stdout, "data")) as [Buffer];
  plugin.stdout.on("data", note);
  host = await PluginHost.attachedTo(Number(port), { baseUrl: emulator.url, token, retries: 1 });
}

afterEach(async () => {
  host.close();
  plugin.stdin.end();
  if (plugin.exitCode === null) await once(plugin, "exit");
});

/** What is answered, or the error. */
async function ask<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    const given = await answer;
    told.push(JSON.stringify(given));
    return given;
  } catch (error) {
    told.push(allOf(error));
    return undefined;
  }
}

const ORG = { org: "acme", visibility: "all" };
const declared: [string, (value: string) => Raw][] = [
  ["OrgCodespacesSecret", (value) => ({ ...ORG, secretName: "S", value })],
  ["UserCodespacesSecret", (value) => ({ secretName: "S", value: secret(value) })],
  [
    "OrgCodespacesSecrets",
    (value) => ({ org: "acme", secrets: { S: { value, visibility: "all" } } }),
  ],
  ["UserCodespacesSecrets", (value) => ({ secrets: secret({ S: { value } }) })],
  ["RepoCodespacesSecrets", (value) => ({ repositories: ["acme/api"], secrets: { S: { value } } })],
];

/** As long as there is something to go on with. */
async function allVerbs(className: string, of: (value: string) => Raw): Promise<void> {
  const inputs = await ask(host.check(className, of(HARD_VALUE)));
  if (inputs === undefined) return;
  await ask(host.create(className, inputs, { preview: true }));
  const made = await ask(host.create(className, inputs));
  if (made === undefined) return;
  const { id, outputs } = made;
  await ask(host.read(className, id, { inputs, outputs }));
  const news = await ask(host.check(className, of(SECOND), { olds: inputs }));
  if (news === undefined) return;
  await ask(host.diff(className, { olds: inputs, news, outputs }));
  const written = await ask(host.update(className, { id, olds: inputs, news, outputs }));
  await ask(host.delete(className, id, written ?? outputs));
}

function expectNothingTold(token: string): void {
  const texts = [...told, ...host.lines.map(({ text }) => text)];
  expectNoTrace(texts.join("\n"), [HARD_VALUE, SECOND, token]);
}

describe.each(HARD_TOKENS)("with the token %#", (token) => {
  test.each(declared)("%s: its value is in no message", async (className, of) => {
    await start(token);
    await allVerbs(className, of);
    // Its eight answers; a set of a user's whole secrets too.
    expect(told.length).toBeGreaterThanOrEqual(8);
    expectNothingTold(token);
  });

  test.each(declared)("%s: nor in an error, when GitHub repeats it", async (className, of) => {
    await start(token);
    emulator.fail({
      times: Infinity,
      edit: ({ status, body }) => {
        if (status < 200 || emulator.requests.at(-1)?.method === "GET") return { status, body };
        const message = `bearer ${token}, ${HARD_VALUE}`;
        return { status: 422, body: { message, errors: [{ message }] } };
      },
    });
    await allVerbs(className, of);
    expect(told.join("\n")).toContain("GitHub answered 422");
    expectNoTrace([...told, ...host.lines.map(({ text }) => text)].join("\n"), [token]);
  });
});

test.each<[string, Raw]>([
  ["under a misspelt name", { ...ORG, secretName: "S", vaule: HARD_VALUE }],
  ["that is too long", { ...ORG, secretName: "S", value: HARD_VALUE.repeat(2000) }],
  ["in an object", { ...ORG, secretName: "S", value: { value: HARD_VALUE } }],
  ["given as sealed", { ...ORG, secretName: "S", encryptedValue: HARD_VALUE, keyId: "1" }],
  ["beside a sealed one", { ...ORG, secretName: "S", value: HARD_VALUE, encryptedValue: "x" }],
])("a value %s is refused and not told", async (_, news) => {
  await start(HARD_TOKENS[0] ?? "");
  expect(await ask(host.check("OrgCodespacesSecret", news))).toBeUndefined();
  expectNothingTold(HARD_TOKENS[0] ?? "");
});
