import { manualClock, seedWith, tokens } from "github-codespaces-emulator";
import { runCli, type Around } from "../../support/cli";
import { useEmulator } from "../../support/emulator-client";
import { requestLines } from "../../support/world";

const { emulator } = useEmulator({ clock: manualClock("2026-12-01T10:00:00Z"), seed: seedWith() });

const doctor = (args: string[], around?: Around) => runCli(emulator, ["doctor", ...args], around);
const as = (token: string): Around => ({ env: { GITHUB_TOKEN: token } });
/** The lines about something, without the columns' spaces. */
const lines = (out: string) => out.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "));

test("all that an owner with every right needs, a line each, by reading alone", async () => {
  const { code, out, err } = await doctor(["--org", "acme", "--repo", "acme/api", "--user"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(lines(out)).toEqual([
    `ok | address | ${emulator.url}`,
    "ok | proxy | none",
    "ok | credential | the environment variable GITHUB_TOKEN: a fine-grained token, of octocat",
    "ok | API version | 2026-03-10",
    "ok | clock | as GitHub's",
    expect.stringMatching(/^ok \| limits \| [\d,]+ of [\d,]+ requests left until 2026-12-01T/),
    expect.stringMatching(/^ok \| GraphQL limits \| /),
    "ok | plan of acme | team",
    "ok | owner of acme | yes",
    "note | OrgCodespacesSecret of acme | 0 secrets can be read; only a write shows whether " +
      "writing is allowed",
    '-> The credential needs "Organization codespaces secrets" (write), or the classic scope admin:org.',
    "note | OrgCodespacesAccess of acme | GitHub's API can't read it; only a write shows " +
      "whether writing is allowed",
    '-> The credential needs "Organization codespaces settings" (write), or the classic scope admin:org.',
    "ok | RepoCodespacesSecret of acme/api | 0 secrets can be read",
    "note | UserCodespacesSecret of the user | 0 secrets can be read; only a write shows " +
      "whether writing is allowed",
    '-> The credential needs "Codespaces user secrets" (write), or the classic scope codespace:secrets.',
    "note | Codespace of the user | 0 codespaces can be read; only a write shows whether " +
      "writing is allowed",
    expect.stringMatching(/^-> The credential needs "Codespaces" \(write\), /),
    "Nothing to fix.",
    "",
  ]);
  const methods = requestLines(emulator).map((line) => line.replace(/^GET .*/, "GET"));
  expect([...new Set(methods)].sort()).toEqual(["GET", "POST /graphql"]);
});

test("a classic token's scopes tell what it may write", async () => {
  const { code, out } = await doctor(["--org", "acme", "--user"], as(tokens.classic));
  expect(code).toBe(0);
  expect(lines(out)).toEqual(
    expect.arrayContaining([
      "ok | credential | the environment variable GITHUB_TOKEN: a classic token, with the scopes admin:org, codespace, repo, of octocat",
      "ok | OrgCodespacesSecret of acme | 0 secrets can be read",
      "ok | OrgCodespacesAccess of acme | has the scope admin:org",
      "ok | UserCodespacesSecret of the user | 0 secrets can be read",
    ]),
  );
});

test("a right that is missing is told with its cure, and the exit code says so", async () => {
  const lacking = await doctor(["--org", "acme"], as(tokens.withoutOrgSecrets));
  expect(lacking.code).toBe(3);
  expect(lacking.out).toMatch(
    /^bad {3}OrgCodespacesSecret of acme +can't be read\n {6}-> The secrets of acme could not be read: .*403/m,
  );
  expect(lacking.out).toMatch(/\n1 to fix\.\n$/);
  const scopeless = await doctor(["--org", "acme"], as(tokens.classicWithoutScopes));
  expect(scopeless.code).toBe(3);
  expect(lines(scopeless.out)).toContain(
    "bad | OrgCodespacesAccess of acme | the classic token lacks the scope admin:org",
  );
});

test("a member who is no owner is told, and who can help", async () => {
  const { code, out } = await doctor(["--org", "acme"], as(tokens.hubot));
  expect(code).toBe(3);
  expect(lines(out)).toContain("note | owner of acme | no");
  expect(out).toContain("ask an owner for a token, or for the role");
});

test.each(["no-such-org", "octocat"])(
  "%s, which is no organization, is told as that, and nothing else is said of it",
  async (org) => {
    const { code, out } = await doctor(["--org", org, "--repo", "acme/api"]);
    expect(code).toBe(3);
    expect(lines(out).slice(-5)).toEqual([
      `bad | organization ${org} | GitHub knows none of that name`,
      expect.stringMatching(/^-> Check the spelling\. A personal account is no organization/),
      "ok | RepoCodespacesSecret of acme/api | 0 secrets can be read",
      "1 to fix.",
      "",
    ]);
    expect(out).not.toContain("ask an owner");
    expect(requestLines(emulator).filter((line) => line.includes(`/orgs/${org}`))).toEqual([
      `GET /orgs/${org}`,
    ]);
  },
);

test("an organization that GitHub refuses to show is not said to be missing", async () => {
  const message = "Resource protected by organization SAML enforcement.";
  emulator.fail({ path: "/orgs/acme", status: 403, body: { message } });
  const { code, out } = await doctor(["--org", "acme"]);
  expect(code).toBe(3);
  expect(out).toMatch(/^bad {3}plan of acme +can't be read\n {6}-> .*403/m);
  expect(out).toMatch(/^ok {4}owner of acme +yes$/m);
});

test("a free plan is told as what it is", async () => {
  const { code, out } = await doctor(["--org", "free-org"]);
  expect(code).toBe(3);
  expect(out).toMatch(/^bad {3}plan of free-org +free, which does not include Codespaces/m);
});

test("a token that GitHub refuses is sent once, and nothing else is asked", async () => {
  const { code, out } = await doctor(["--org", "acme"], as("ghp_expired"));
  expect(code).toBe(3);
  expect(out).toMatch(/^bad {3}credential +a request with it failed\n.*401.*GITHUB_TOKEN/m);
  expect(lines(out)).toContain(
    "note | OrgCodespacesSecret of acme | not checked: no credential can be used",
  );
  expect(requestLines(emulator)).toEqual(["GET /rate_limit"]);
  expect(out).not.toContain("ghp_expired");
});

test("a credential that is given wrongly is told without a request", async () => {
  const { code, out } = await doctor(["--org", "acme", "--token-env", "NOT_SET"]);
  expect(code).toBe(3);
  expect(out).toContain("-> github-codespaces:tokenEnv names the environment variable NOT_SET");
  expect(emulator.requests).toEqual([]);
});

test("a second token for what is the user's has a line of its own", async () => {
  const env = { GITHUB_CODESPACES_USER_TOKEN: tokens.hubot };
  const { out } = await doctor(["--user"], { env });
  expect(out).toMatch(
    /^ok {4}credential +the environment variable GITHUB_TOKEN: .*fine-grained token\n/m,
  );
  expect(out).toMatch(/^ok {4}user's credential +.*GITHUB_CODESPACES_USER_TOKEN: .*of hubot\n/m);
});

test.each([
  [90_000, "this machine's is 90 s ahead of GitHub's"],
  [-7_000, "this machine's is 7 s behind GitHub's"],
])("a clock that is %s ms off is told", async (ms, says) => {
  const now = () => emulator.now().getTime() + ms;
  const { code, out } = await doctor([], { now });
  expect(code).toBe(0);
  expect(lines(out)).toContain(`note | clock | ${says}`);
});

test("limits that are used up are told with the time to come back", async () => {
  const body = { resources: limitsWith(0), rate: limitsWith(0).core };
  emulator.fail({ path: "/rate_limit", status: 200, body });
  const { code, out } = await doctor([]);
  expect(code).toBe(3);
  expect(lines(out)).toEqual(
    expect.arrayContaining([
      "bad | limits | 0 of 5,000 requests left until 2026-12-01T10:30:00Z",
      "note | GraphQL limits | 40 of 5,000 requests left until 2026-12-01T10:30:00Z",
    ]),
  );
});

function limitsWith(remaining: number) {
  const reset = Date.parse("2026-12-01T10:30:00Z") / 1000;
  const core = { limit: 5000, remaining, used: 5000 - remaining, reset };
  return { core, graphql: { ...core, remaining: 40 } };
}

test("a proxy is named without its login, and one that can't be used is told before anything is sent", async () => {
  const baseUrl = "https://api.github.com";
  const args = ["--base-url", baseUrl, "--token-env", "T"];
  const env = { HTTPS_PROXY: "socks5://me:canary@127.0.0.1:1", GITHUB_API_URL: "" };
  const { code, out } = await doctor(args, { env });
  expect(code).toBe(3);
  expect(out).toMatch(/^bad {3}proxy .*\n {6}-> .*SOCKS proxy, which is not supported/m);
  expect(out).not.toContain("canary");
  expect(emulator.requests).toEqual([]);
});

test("--json tells the same for another program", async () => {
  const { out } = await doctor(["--org", "free-org", "--json"]);
  const { checks } = JSON.parse(out) as { checks: Record<string, string>[] };
  expect(checks).toContainEqual({
    state: "bad",
    about: "plan of free-org",
    says: expect.stringContaining("free") as string,
    cure: expect.stringContaining("Billing") as string,
  });
});

describe("a GitHub App", () => {
  const env = () => ({
    GITHUB_TOKEN: "",
    GITHUB_CODESPACES_APP_ID: "3001",
    GITHUB_CODESPACES_INSTALLATION_ID: "4001",
    GITHUB_CODESPACES_PRIVATE_KEY: emulator.appPrivateKey(3001),
  });

  test("is told as one, and needs no user's token where nothing is a user's", async () => {
    const { code, out } = await doctor(["--org", "acme"], { env: env() });
    expect(code).toBe(0);
    expect(lines(out)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^ok \| credential \| .*: an installation of a GitHub App$/,
        ) as string,
        "ok | owner of acme | not needed for an app: its permissions count",
      ]),
    );
  });

  test("is told what is missing for what is a user's", async () => {
    const { code, out } = await doctor(["--user"], { env: env() });
    expect(code).toBe(3);
    expect(out).toMatch(/^bad {3}user's credential .*\n {6}-> .*need that user's token/m);
  });
});

test("a setting that can't be used is a line of the report", async () => {
  const { code, out } = await doctor(["--org", "acme", "--base-url", "http://example.org"]);
  expect(code).toBe(3);
  expect(out).toMatch(/^bad {3}settings +can't be used\n {6}-> .*must begin with https/m);
});
