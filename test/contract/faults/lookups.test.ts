import {
  seedWith,
  startEmulator,
  type Emulator,
  type Fault,
  type RequestLogEntry,
} from "github-codespaces-emulator";
import { CodespacesClient, CodespacesError } from "../../../provider/src/client";
import { expectNowhere } from "../../support/canaries";
import { clientOf } from "../../support/emulator-client";
import { someFaultsOf } from "../../support/faults";
import { did } from "../../support/figures";
import { makeCodespace } from "../../support/codespaces";
import { impatientClock } from "../../support/impatient-clock";
import { emulated, useEnvironment } from "../../support/program-environment";

const SECRET = { org: "acme", secretName: "X" };
const REPOSITORY = { repository: "octocat/hello-world" };

let emulator: Emulator;
let name: string;

beforeAll(async () => {
  emulator = await startEmulator({ seed: seedWith({ access: "all_members" }) });
  emulator.drift.orgSecret("acme", "X", { value: "v", selectedRepositories: ["acme/api"] });
  emulator.drift.userSecret("octocat", "X", { value: "v", selectedRepositories: [] });
  emulator.drift.repoSecret("octocat/hello-world", "X", { value: "v" });
  name = await makeCodespace(clientOf(emulator));
  emulator.advance(60_000);
});
afterAll(() => emulator.close());
useEnvironment(() => emulated(emulator));

const lookups: Record<string, (client: CodespacesClient) => unknown> = {
  listOrgCodespacesSecrets: (client) => client.listOrgCodespacesSecrets({ org: "acme" }),
  getOrgCodespacesSecret: (client) => client.getOrgCodespacesSecret(SECRET),
  listOrgCodespacesSecretRepositories: (client) =>
    client.listOrgCodespacesSecretRepositories(SECRET),
  getOrgCodespacesPublicKey: (client) => client.getOrgCodespacesPublicKey({ org: "acme" }),
  listRepoCodespacesSecrets: (client) => client.listRepoCodespacesSecrets(REPOSITORY),
  getRepoCodespacesSecret: (client) =>
    client.getRepoCodespacesSecret({ ...REPOSITORY, secretName: "X" }),
  getRepoCodespacesPublicKey: (client) => client.getRepoCodespacesPublicKey(REPOSITORY),
  listUserCodespacesSecrets: (client) => client.listUserCodespacesSecrets(),
  getUserCodespacesSecret: (client) => client.getUserCodespacesSecret({ secretName: "X" }),
  listUserCodespacesSecretRepositories: (client) =>
    client.listUserCodespacesSecretRepositories({ secretName: "X" }),
  getUserCodespacesPublicKey: (client) => client.getUserCodespacesPublicKey(),
  listCodespaces: (client) => client.listCodespaces(),
  listRepoCodespaces: (client) => client.listRepoCodespaces(REPOSITORY),
  listOrgCodespaces: (client) => client.listOrgCodespaces({ org: "acme" }),
  listOrgMemberCodespaces: (client) =>
    client.listOrgMemberCodespaces({ org: "acme", username: "octocat" }),
  getCodespace: (client) => client.getCodespace({ name }),
  listRepoCodespaceMachines: (client) => client.listRepoCodespaceMachines(REPOSITORY),
  listCodespaceMachines: (client) => client.listCodespaceMachines({ name }),
  listRepoDevcontainers: (client) => client.listRepoDevcontainers(REPOSITORY),
  getRepoCodespaceDefaults: (client) => client.getRepoCodespaceDefaults(REPOSITORY),
  getRepoCodespacePermissions: (client) =>
    client.getRepoCodespacePermissions({
      ...REPOSITORY,
      ref: "main",
      devcontainerPath: ".devcontainer/devcontainer.json",
    }),
};

const calls = Object.keys(lookups);
let cases = 0;

/** The answer as text, or the error. */
async function ask(
  lookup: (client: CodespacesClient) => unknown,
  settings: { requestTimeoutSeconds?: number } = {},
): Promise<string | Error> {
  const { clock } = impatientClock((ms) => {
    emulator.advance(ms);
  });
  const say = { info: () => undefined, warn: () => undefined };
  try {
    const asked = lookup(new CodespacesClient(settings, { say, clock }));
    return JSON.stringify(isList(asked) ? await wholeOf(asked) : await asked);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function isList(asked: unknown): asked is AsyncIterable<unknown> {
  return typeof asked === "object" && asked !== null && Symbol.asyncIterator in asked;
}

async function wholeOf(list: AsyncIterable<unknown>): Promise<unknown[]> {
  const whole: unknown[] = [];
  for await (const item of list) whole.push(item);
  return whole;
}

/** What is wrong with the answer to a lookup that a fault met. */
async function brokenBy(fault: Fault, { lookup, wanted, isSilent }: Asked): Promise<string[]> {
  const planted = emulator.fail(fault);
  // Node's timer for an answer is real.
  const answer = await ask(lookup, isSilent ? { requestTimeoutSeconds: 0.1 } : {});
  planted.remove();
  cases += 1;
  if (typeof answer === "string") return answer === wanted ? [] : [`it answered ${answer}`];
  expectNowhere(answer.message, [emulator.token]);
  const isNamed =
    answer instanceof CodespacesError && answer.message.includes(" could not be read: ");
  return isNamed ? [] : [`its error names nothing: ${answer.message}`];
}

interface Asked {
  lookup: (client: CodespacesClient) => unknown;
  wanted: string;
  /** The fault is that no answer comes in time. */
  isSilent: boolean;
}

function occasions(requests: readonly RequestLogEntry[], place: number): [string, Fault][] {
  const { method = "", path = "" } = requests[place] ?? {};
  const nth = requests.slice(0, place).filter((one) => one.path === path).length;
  return [
    ["once", { method, path, after: nth, times: 1 }],
    ["from there on", { after: place, times: Infinity }],
  ];
}

test.each(Object.entries(lookups))("%s, whatever fails", async (call, lookup) => {
  emulator.clearRequests();
  const wanted = await ask(lookup);
  if (typeof wanted !== "string") throw wanted;
  const requests = [...emulator.requests];
  const turn = calls.indexOf(call);
  const broken: string[] = [];
  for (const [place, request] of requests.entries()) {
    for (const fault of someFaultsOf(request, turn + place)) {
      const isSilent = fault.lastsUntilTimeOut === true;
      for (const [when, occasion] of occasions(requests, place)) {
        const what = { ...fault.fault(emulator.url, request), ...occasion };
        const at = `${call} | ${request.method} ${request.path} | ${fault.name}, ${when}`;
        broken.push(
          ...(await brokenBy(what, { lookup, wanted, isSilent })).map((it) => `${at}: ${it}`),
        );
      }
    }
  }
  expect(broken.slice(0, 5)).toEqual([]);
});

test("there are at least 450 cases", () => {
  did(cases, "cases");
  expect(cases).toBeGreaterThanOrEqual(450);
  expect(emulator.violations).toEqual([]);
});
