import { seedWith } from "github-codespaces-emulator";
import { DynamicHost, type HostFailure } from "../support/dynamic-host";
import { newRun } from "../support/lifecycles";
import { useWorld } from "../support/world";

// Pulumi's host sends an error in trailers, which never arrive above 64 KB.

const world = useWorld({ seed: seedWith({ members: 2_500 }) });
const LONG = "-and-a-name-that-is-long".repeat(3);
let host: DynamicHost;

beforeAll(async () => {
  const { url, token } = world.emulator;
  host = await DynamicHost.start({ GITHUB_API_URL: url, GITHUB_TOKEN: token });
});

beforeEach(() => {
  world.emulator.reset();
});

afterAll(() => host.close());

async function failureOf(work: Promise<unknown>): Promise<HostFailure> {
  const failure: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Error);
  return failure as HostFailure;
}

test("access that was written in part leaves an error and a small remainder, and the next run writes all of it", async () => {
  const { emulator } = world;
  const logins = [...(emulator.seed.organizations[0]?.members ?? [])];
  const declared = { org: "acme", visibility: "selected_members", selectedUsernames: logins };
  const inputs = await host.check("OrgCodespacesAccess", declared);
  emulator.fail({ method: "POST", status: 422, after: 23 });
  const { message, left } = await failureOf(host.create("OrgCodespacesAccess", inputs));
  expect(message).toMatch(/^OrgCodespacesAccess acme could not be created: GitHub answered 422/);
  expect(left).toMatchObject({ id: "acme", reasons: [message] });
  const { __provider, ...kept } = left?.properties ?? {};
  expect(__provider).toContain("OrgCodespacesAccess");
  expect(kept).toEqual({
    org: "acme",
    visibility: "selected_members",
    onDestroy: "disable",
    uncertain: true,
  });
  expect(emulator.access("acme").usernames).toHaveLength(2_400);

  const { access } = newRun({ url: emulator.url, token: emulator.token });
  const next = access.check(kept, declared).inputs;
  emulator.clearRequests();
  await access.update("acme", kept, next);
  expect(emulator.requests.map(({ method }) => method).slice(0, 2)).toEqual(["PUT", "POST"]);
  expect(emulator.access("acme").usernames).toHaveLength(logins.length);
});

test("a thousand repositories that aren't there are an error that names twenty", async () => {
  const selectedRepositories = Array.from(
    { length: 1_000 },
    (_, index) => `acme/absent-${index}${LONG}`,
  );
  const secret = { org: "acme", secretName: "S", value: "v", visibility: "selected" };
  const inputs = await host.check("OrgCodespacesSecret", { ...secret, selectedRepositories });
  const { message } = await failureOf(host.create("OrgCodespacesSecret", inputs));
  expect(message).toContain(`1000 repositories could not be found: acme/absent-0${LONG}, `);
  expect(message).toContain(", and 980 more. Check the names");
});

test("three thousand members of a list that are none are a failure that names twenty", async () => {
  const selectedUsernames = Array.from({ length: 3_000 }, (_, index) => `no login ${index}`);
  const access = { org: "acme", visibility: "selected_members", selectedUsernames };
  const { message } = await failureOf(host.check("OrgCodespacesAccess", access));
  expect(message).toContain("and 2980 more");
  expect(message.length).toBeLessThan(8_192);
});

test("a codespace with a list of folders as long as that leaves what the next run needs", async () => {
  const { emulator } = world;
  emulator.configure({ codespaceStepMs: 0 });
  emulator.drift.access("acme", { visibility: "all_members" });
  const recentFolders = Array.from({ length: 2_000 }, (_, index) => `/workspaces/folder-${index}`);
  const inputs = await host.check("Codespace", {
    repository: 502,
    recentFolders,
    desiredState: "stopped",
  });
  emulator.fail({ method: "POST", path: /stop$/, status: 403 });
  const { message, left } = await failureOf(host.create("Codespace", inputs));
  expect(message).toContain("could not be created: GitHub answered 403");
  expect(left?.properties).toMatchObject({ name: left?.id, declared: { repository: 502 } });
  expect(left?.properties).not.toHaveProperty("recentFolders");
  expect(left?.properties.declared).not.toHaveProperty("recentFolders");
});
