import { seedWith } from "github-codespaces-emulator";
import { CodespacesClient } from "../../../provider/src/client";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { impatientClock } from "../../support/impatient-clock";
import { create, newRun, update, type ProviderRun } from "../../support/lifecycles";
import { emulated, useEnvironment } from "../../support/program-environment";

// What a portal, a gateway or a proxy answers in GitHub's place: a success that the operation doesn't
// have, or one without what it is asked for.

const { emulator } = useEmulator({ seed: seedWith({ access: "all_members" }) });
useEnvironment(() => emulated(emulator));

const PAGE = "<html><title>Sign in to the network</title></html>";
const AS_JSON = { "content-type": "application/json" };
interface Strange {
  status: number;
  text: string;
  headers?: Record<string, string>;
  afterEffect?: boolean;
}
const STRANGE: [string, Strange][] = [
  ["200 and a page", { status: 200, text: PAGE }],
  ["201 and a page", { status: 201, text: PAGE }],
  ["202 and a page", { status: 202, text: PAGE }],
  ["200 and JSON that was cut", { status: 200, text: '{"total_count":1,"sec', headers: AS_JSON }],
  ["200 and nothing", { status: 200, text: "", headers: AS_JSON }],
  ["200 and {}", { status: 200, text: "{}", headers: AS_JSON }],
  ["200 and null", { status: 200, text: "null", headers: AS_JSON }],
  ["200 and []", { status: 200, text: "[]", headers: AS_JSON }],
  ["200 and a text", { status: 200, text: '"ok"', headers: AS_JSON }],
  ["203 and bytes", { status: 203, text: "PK", headers: { "content-type": "application/zip" } }],
  ["200 and another's answer", { status: 200, text: '{"id":1,"name":"x"}', headers: AS_JSON }],
  ["200 and a page, after the effect", { status: 200, text: PAGE, afterEffect: true }],
  [
    "200 and {}, after the effect",
    { status: 200, text: "{}", headers: AS_JSON, afterEffect: true },
  ],
  ["200 and no type", { status: 200, text: PAGE, headers: { "content-type": "" } }],
  ["404 and a page", { status: 404, text: PAGE }],
  ["400 and a page", { status: 400, text: PAGE }],
];

const { clock } = impatientClock((ms) => {
  emulator.advance(ms);
});
const SILENT = { info: () => undefined, warn: () => undefined };
const IN_ORG = { org: "acme", secretName: "A", visibility: "selected" };

function run(): ProviderRun {
  const onWait = (ms: number) => {
    emulator.advance(ms);
  };
  return newRun({ url: emulator.url, token: emulator.token, onWait });
}

/** What was made is changed in another run, read, and taken away in a third one. */
async function secrets(): Promise<unknown> {
  const { orgSecret, userSecret, repoSecret, orgSecretRepository } = run();
  const inOrg = { ...IN_ORG, value: "v1", selectedRepositories: ["api"] };
  const inUser = { secretName: "A", value: "v1" };
  const inRepo = { repository: "acme/api", secretName: "A", value: "v1" };
  const one = await create(orgSecret, inOrg);
  const two = await create(userSecret, inUser);
  const three = await create(repoSecret, inRepo);
  const shared = await create(orgSecret, { ...IN_ORG, secretName: "SHARED", value: "v1" });
  const added = await create(orgSecretRepository, {
    org: "acme",
    secretName: "SHARED",
    repository: 1003,
  });
  const later = run();
  const changed = { ...inOrg, selectedRepositories: ["api", "web"] };
  const outputs = await update(later.orgSecret, one.id, one.outputs, changed);
  await update(later.userSecret, two.id, two.outputs, { ...inUser, value: "v2" });
  await update(later.repoSecret, three.id, three.outputs, { ...inRepo, value: "v2" });
  const there = holdings();
  const last = run();
  const seen = await last.orgSecret.read(one.id, outputs);
  await last.orgSecretRepository.delete(added.id, added.outputs);
  await last.orgSecret.delete(shared.id, shared.outputs);
  await last.orgSecret.delete(one.id, outputs);
  await last.userSecret.delete(two.id, two.outputs);
  await last.repoSecret.delete(three.id, three.outputs);
  return [there, seen?.inputs, two.outputs.owner, holdings()];
}

function holdings() {
  const ofScopes = [
    emulator.orgSecrets("acme"),
    emulator.userSecrets("octocat"),
    emulator.repoSecrets("acme/api"),
  ];
  return ofScopes.map((secretsOfOne) =>
    secretsOfOne.map(({ name, openedValue, selectedRepositories }) => [
      name,
      openedValue,
      selectedRepositories,
    ]),
  );
}

async function access(): Promise<unknown> {
  const members = { org: "acme", visibility: "selected_members" };
  const two = { ...members, selectedUsernames: ["octocat", "hubot"] };
  const { id, outputs } = await create(run().access, two);
  const swapped = { ...members, selectedUsernames: ["octocat", "monalisa"] };
  const after = await update(run().access, id, outputs, swapped);
  const there = emulator.access("acme");
  await run().access.delete(id, after);
  return [there, emulator.access("acme")];
}

/** Makes none: that one is never sent twice. */
async function codespaces(made: { id: string; outputs: Props }): Promise<unknown> {
  const inputs = { repository: 502, displayName: "mine" };
  const second = run();
  const stopped = { ...inputs, displayName: "other", desiredState: "stopped" };
  const outputs = await update(second.codespace, made.id, made.outputs, stopped);
  const client = new CodespacesClient({}, { say: SILENT, clock });
  await client.startCodespace({ name: made.id }, { wait: true });
  await client.exportCodespace({ name: made.id });
  await client.stopCodespace({ name: made.id }, { wait: true });
  const there = emulator.codespace(made.id);
  const seen = await run().codespace.read(made.id, outputs);
  await run().codespace.delete(made.id, outputs);
  return [there?.state, there?.displayName, seen?.inputs, emulator.codespaces("octocat")];
}

/** The distinct requests of the log, each as what a fault matches. */
function asked(): { method: string; path: string | RegExp }[] {
  const lines = emulator.requests.map(({ method, path }) => {
    const anyName = path.replace(/(\/user\/codespaces\/)(?!secrets)[^/]+/, "$1[^/]+");
    return `${method} ^${anyName}$`;
  });
  return [...new Set(lines)].map((line) => {
    const [method = "", path = ""] = line.split(" ");
    return { method, path: new RegExp(path) };
  });
}

async function begin() {
  emulator.reset();
  emulator.configure({ codespaceStepMs: 0 });
  return create(run().codespace, { repository: 502, displayName: "mine" });
}

type Work = (made: Awaited<ReturnType<typeof begin>>) => Promise<unknown>;

/** How it ends without a strange answer, and what is asked on the way; found out once. */
const rightEnds = new Map<Work, Promise<{ end: unknown; requests: ReturnType<typeof asked> }>>();
async function rightEnd(work: Work) {
  const made = await begin();
  emulator.clearRequests();
  return { end: await work(made), requests: asked() };
}

describe.each(STRANGE)("%s in the place of the first answer to each request", (_, strange) => {
  test.each<[string, Work]>([
    ["secrets", secrets],
    ["the access", access],
    ["codespaces", codespaces],
  ])("changes nothing of how %s end", async (_name, work) => {
    const right = rightEnds.get(work) ?? rightEnd(work);
    rightEnds.set(work, right);
    const { end, requests } = await right;
    const made = await begin();
    for (const request of requests) emulator.fail({ ...request, ...strange });
    expect(await work(made)).toEqual(end);
    expect(emulator.unusedFaults()).toEqual([]);
    expect(requests.length).toBeGreaterThan(2);
  });
});
