import type { Fault } from "github-codespaces-emulator";
import { provider } from "../../../provider/src/dynamic";
import { CodespacesClient } from "../../../provider/src/client";
import { useEmulator } from "../../support/emulator-client";
import { emulated, useEnvironment } from "../../support/program-environment";

// What GitHub's words and headers could do to a terminal, or to a CI that reads its lines.

const { emulator } = useEmulator();
useEnvironment(() => emulated(emulator));

const ESCAPES = "\x1b[2J\x1b]0;title\x07\r\n::error::x\u202e\x9b31m";
/** Node lets no other control characters through in a header. */
const IN_HEADER = "\x9b2J\x9d0;title";
const CONTROL = /[^\P{Cc}\n\t]|[\u2028-\u202e\u2066-\u2069]/u;
const LINE_OF_ITS_OWN = /^\s*::/m;
const body = { message: `No ${ESCAPES}`, errors: [{ message: ESCAPES }, ESCAPES] };

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  for (const method of ["log", "warn", "error"] as const) {
    jest.spyOn(console, method).mockImplementation((...line: unknown[]) => {
      said.push(line.join(" "));
    });
  }
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** A class as Pulumi's host has it. */
function hosted(className: string) {
  const made = provider(className);
  // Each test has a session of its own.
  const key = `${expect.getState().currentTestName}`;
  const config = { "github-codespaces:fingerprintKey": key, "github-codespaces:retries": "0" };
  made.configure({ config: { get: (name) => (config as Record<string, string>)[name] } });
  return made;
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  const failure: unknown = await work.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  return (failure as Error).message;
}

async function create(secret: object): Promise<unknown> {
  const made = hosted("OrgCodespacesSecret");
  const { inputs, failures } = await made.check({}, { org: "acme", secretName: "A", ...secret });
  expect(failures).toEqual([]);
  return made.create(inputs);
}

const headers = {
  "x-github-request-id": IN_HEADER,
  "x-accepted-github-permissions": IN_HEADER,
  "x-github-sso": `required; url=https://github.com/${IN_HEADER}`,
};

test.each<[string, Fault]>([
  ["401", { status: 401, body, headers }],
  ["403", { status: 403, body, headers }],
  ["404", { status: 404, body, headers }],
  ["409", { status: 409, body, headers }],
  ["422", { status: 422, body, headers }],
  ["500", { status: 500, body, headers }],
  ["a type", { status: 200, text: "x", headers: { "content-type": `text/${IN_HEADER}` } }],
])("what %s says is told without it", async (_, fault) => {
  emulator.fail({ path: /secrets/, times: Infinity, ...fault });
  const secret = { value: "canary", visibility: "all" };
  const message = await failureOf(create(secret));
  expect(message).toMatch(/^OrgCodespacesSecret acme\/A could not be created: /);
  const client = new CodespacesClient({ retries: 0 });
  const asked = await failureOf(client.getOrgCodespacesPublicKey({ org: "acme" }));
  for (const text of [message, asked, ...said]) {
    expect(text).not.toMatch(CONTROL);
    expect(text).not.toMatch(LINE_OF_ITS_OWN);
  }
});

test("what GraphQL says is told without it", async () => {
  const errors = [{ type: `FORBIDDEN${ESCAPES}`, message: ESCAPES, path: ["r0"] }];
  emulator.fail({ path: "/graphql", status: 200, body: { data: { r0: null }, errors }, times: 9 });
  const secret = { value: "canary", visibility: "selected", selectedRepositories: ["api"] };
  const message = await failureOf(create(secret));
  expect(message).toContain("acme/api");
  expect(message).not.toMatch(CONTROL);
  expect(message).not.toMatch(LINE_OF_ITS_OWN);
});

test("names of GitHub's get into a lookup's answer, and a state, without it", async () => {
  const edit = (answer: { body?: unknown }) => ({
    status: 200,
    body: { ...(answer.body as object), key_id: `1${ESCAPES}` },
  });
  emulator.fail({ path: "/orgs/acme/codespaces/secrets/public-key", edit });
  const { keyId } = await new CodespacesClient({}).getOrgCodespacesPublicKey({ org: "acme" });
  expect(keyId).toMatch(/^1/);
  expect(keyId).not.toMatch(CONTROL);
});

test.each([
  "https://evil.example/login",
  "https://github.com@evil.example/",
  "http://github.com/x",
  "javascript:alert(1)",
])("nobody is sent to %j to accept anything", async (url) => {
  emulator.fail({
    method: "POST",
    path: /codespaces$/,
    status: 401,
    body: { message: "no", allow_permissions_url: url },
  });
  const made = hosted("Codespace");
  const { inputs } = await made.check({}, { repository: 502 });
  const message = await failureOf(made.create(inputs));
  expect(message).toContain("GitHub answered 401 to POST");
  expect(message).not.toContain("evil");
  expect(message).not.toContain("accept them at");
  expect(message).not.toMatch(CONTROL);
});
