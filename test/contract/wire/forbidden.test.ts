import { type Guard, tokens } from "github-codespaces-emulator";
import { CodespacesClient } from "../../../provider/src/client";
import { useEmulator } from "../../support/emulator-client";
import { create, newRun, type RunSettings } from "../../support/lifecycles";

const { emulator } = useEmulator();

const SECRETS = "/orgs/acme/codespaces/secrets";
const SECRET = { org: "acme", secretName: "S", value: "s3cret", visibility: "all" };
const RIGHT = { "x-accepted-github-permissions": "organization_codespaces_secrets=write" };
/** What misleads whose token has every right. */
const OF_RIGHTS = /token needs|OrgCodespacesSecret needs|lacks/;

function run(settings: Partial<RunSettings> = {}) {
  return newRun({ url: emulator.url, token: emulator.token, ...settings });
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "it succeeded",
    (error: unknown) => (error as Error).message,
  );
}

/** What a create says that GitHub answers with 403 and these words. */
function refusedWith(message: string, headers: object = {}): Promise<string> {
  emulator.fail({ status: 403, body: { message }, headers: { ...RIGHT, ...headers } });
  return failureOf(create(run().orgSecret, SECRET));
}

describe("a policy that keeps a token out is no missing right", () => {
  test.each<[Guard, string, string]>([
    ["saml", "protected by organization SAML", "sso?authorization_request="],
    ["ipAllowList", "your IP address is not permitted", "Run from an address on that list"],
    ["tokenLifetime", "lifetime is greater than 90 days", "Give the token a shorter lifetime"],
    ["classicTokens", "a personal access token (classic)", "Use a fine-grained token"],
    ["oauthApps", "has enabled OAuth App access restrictions", "approve the OAuth app"],
  ])("%s", async (guard, words, wayOut) => {
    emulator.drift.guardOrganization("acme", guard);
    const message = await failureOf(create(run().orgSecret, SECRET));
    expect(message).toContain(`GitHub answered 403 to GET ${SECRETS} (`);
    expect(message.indexOf(words)).toBeGreaterThan(0);
    expect(message.indexOf(wayOut)).toBeGreaterThan(message.indexOf(words));
    expect(message).not.toMatch(OF_RIGHTS);
  });

  test.each([
    ["The 'Acme' enterprise forbids access via a personal access token.", "GitHub App"],
    ["Maximum number of login attempts exceeded. Please try again later.", "in a few minutes"],
    ["Sorry. Your account was suspended.", "not suspended"],
    ["This installation has been suspended", "not suspended"],
    ["Codespaces has been disabled by an organization admin", "who may use codespaces"],
    ["Upgrade to GitHub Team to enable this feature.", "change its plan"],
    ["Your account must have two-factor authentication to access this.", "two-factor"],
  ])("%s", async (words, wayOut) => {
    const message = await refusedWith(words);
    expect(message).toContain(`(${words.replace(/\.$/, "")}; request id `);
    expect(message).toContain(wayOut);
    expect(message).not.toMatch(OF_RIGHTS);
  });
});

test("a script that asks under a policy is told of no right either", async () => {
  emulator.drift.guardOrganization("acme", "ipAllowList");
  const settings = { token: emulator.token, baseUrl: emulator.url };
  const asked = new CodespacesClient(settings).getOrgCodespacesSecret({
    org: "acme",
    secretName: "S",
  });
  const message = await failureOf(asked);
  expect(message).toContain("Run from an address on that list");
  expect(message).not.toMatch(/needs|lacks/);
});

test("a locked login is no codespace too many", async () => {
  const message = "Maximum number of login attempts exceeded. Please try again later.";
  emulator.fail({ method: "POST", status: 403, body: { message } });
  const failure = await failureOf(create(run().codespace, { repository: "octocat/hello-world" }));
  expect(failure).toContain("then run again in a few minutes");
  expect(failure).not.toMatch(/Stop or delete|needs/);
});

test("a sentence that nobody knows leads, and no right is named", async () => {
  const message = await refusedWith("The moon is in the wrong phase.");
  expect(message).toContain("(The moon is in the wrong phase; request id ");
  expect(message).toContain("GitHub's message gives the reason.");
  expect(message).not.toMatch(/token needs|OrgCodespacesSecret needs|organization_codespaces/);
});

test.each([
  "Resource not accessible by personal access token",
  "Must have admin rights to Repository.",
  "You must be an organization owner or have the codespaces permission to do this.",
  "Your token has not been granted the required scopes to execute this query.",
  "Must have push access to repository",
  "You need admin access to the organization before adding a repository to it.",
])("a sentence about rights has them beside it: %s", async (words) => {
  const message = await refusedWith(words);
  expect(message).toContain("The token needs organization_codespaces_secrets=write.");
  expect(message).toContain('OrgCodespacesSecret needs "Organization codespaces secrets" (write)');
});

describe("where a token is authorized for single sign-on", () => {
  const words = "Resource protected by organization SAML enforcement.";
  const told = (url: string) => refusedWith(words, { "x-github-sso": `required; url=${url}` });

  test("is said with GitHub's own address", async () => {
    const message = await told("https://github.com/orgs/acme/sso?authorization_request=A1b2");
    expect(message).toContain("at https://github.com/orgs/acme/sso?authorization_request=A1b2,");
  });

  test.each([
    "http://github.com/orgs/acme/sso",
    "https://github.com.evil.example/orgs/acme/sso",
    "https://user:password@github.com/orgs/acme/sso",
    "javascript:alert(1)",
    `https://github.com/${"x".repeat(600)}`,
  ])("but with no other address (%#)", async (url) => {
    const message = await told(url);
    expect(message).not.toContain(url.slice(0, 30));
    expect(message).toContain("Configure SSO");
  });
});

describe("the token of a job of GitHub Actions", () => {
  const env = { GITHUB_ACTIONS: "true" };

  test.each<[string, Partial<RunSettings>]>([
    ["is known by its form", { token: tokens.installation }],
    ["is known by where it came from", { env }],
  ])("%s, and is told to have no such right", async (_, settings) => {
    const message = "Resource not accessible by integration";
    emulator.fail({ status: 403, body: { message }, headers: RIGHT });
    const failure = await failureOf(create(run(settings).orgSecret, SECRET));
    expect(failure).toContain("The GITHUB_TOKEN that GitHub Actions makes for a job can't have");
    expect(failure).toContain("use a GitHub App of your own, or a personal access token");
    expect(failure).not.toContain("The token needs");
  });

  test("is told of no app where it is about a user", async () => {
    const message = "Resource not accessible by integration";
    emulator.fail({ status: 403, body: { message }, times: Infinity });
    const user = { secretName: "S", value: "s3cret", selectedRepositories: [] };
    const failure = await failureOf(create(run({ env }).userSecret, user));
    expect(failure).toContain(
      "if that is the token used here, use a personal access token, from a secret of the workflow",
    );
    expect(failure).not.toMatch(/\bapp\b/i);
  });

  test("is not meant where GitHub speaks of a personal token", async () => {
    const failure = await failureOf(
      create(run({ env, token: tokens.withoutOrgSecrets }).orgSecret, SECRET),
    );
    expect(failure).toContain("The token needs organization_codespaces_secrets=");
    expect(failure).not.toContain("for a job");
  });
});

describe("a version of the API that GitHub doesn't serve", () => {
  test.each([
    [410, "API version 2026-03-10 is no longer supported."],
    [400, "2026-03-10 is not a supported version."],
  ])("%i: %s", async (status, message) => {
    emulator.fail({ status, body: { message }, times: 2 });
    const provider = run();
    const organization = await failureOf(create(provider.orgSecret, SECRET));
    const user = { secretName: "S", value: "s3cret", selectedRepositories: [] };
    for (const failure of [organization, await failureOf(create(provider.userSecret, user))]) {
      expect(failure).toContain(`GitHub answered ${status} to GET /`);
      expect(failure).toContain("install a newer version of the package");
      expect(failure).not.toContain("Check");
    }
  });

  test("is no reason to take a secret that is there out of the state", async () => {
    const { id, outputs } = await create(run().orgSecret, SECRET);
    const message = "API version 2026-03-10 is no longer supported.";
    emulator.fail({ status: 410, body: { message }, times: Infinity });
    const { orgSecret } = run();
    const reading = orgSecret.read(id, outputs);
    for (const failure of [
      await failureOf(reading),
      await failureOf(run().orgSecret.delete(id, outputs)),
    ]) {
      expect(failure).toContain("install a newer version of the package");
      expect(failure).not.toContain("pulumi state delete");
    }
  });
});
