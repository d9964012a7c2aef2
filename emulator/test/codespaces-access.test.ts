import { type AccessVisibility, manualClock, seedWith, tokens } from "github-codespaces-emulator";
import {
  codespaceIn,
  createdCodespace,
  machinesIn,
  namesIn,
} from "../../test/support/codespace-client";
import { clientOf, messageOf, useEmulator } from "../../test/support/emulator-client";

const plain = seedWith({ organizations: 2, access: "all_members" });
const policies: Record<string, object> = {
  acme: {
    machines: ["basicLinux32gb", "premiumLinux"],
    maxIdleTimeoutMinutes: 60,
    maxRetentionPeriodMinutes: 1440,
  },
};
const seed = {
  ...plain,
  organizations: plain.organizations.map((each) => ({
    ...each,
    codespacePolicy: policies[each.login] ?? {},
  })),
};
const { emulator, send } = useEmulator({ clock: manualClock("2026-01-01T00:00:00Z"), seed });
const hubot = clientOf(emulator, tokens.hubot);

const user = "/user/codespaces";
const repo = "/repos/acme/api/codespaces";
const org = "/orgs/acme/codespaces";
const member = "/orgs/acme/members/hubot/codespaces";
const path = encodeURIComponent(".devcontainer/devcontainer.json");

/** Tokens with one permission or scope each, by what they have. */
const only = {
  read: { codespaces: "read" },
  write: { codespaces: "write" },
  admin: { codespaces_lifecycle_admin: "write" },
  metadata: { codespaces_metadata: "read" },
  orgRead: { codespaces: "read", organization_codespaces: "read" },
  orgAlone: { organization_codespaces: "write" },
} as const;

const seedOf = (name: keyof typeof only) => ({
  token: `github_pat_only_${name}`,
  kind: "fine-grained" as const,
  login: "octocat",
  permissions: only[name],
});

describe("permissions", () => {
  const limited = useEmulator({
    seed: {
      ...plain,
      tokens: [
        ...plain.tokens,
        ...(Object.keys(only) as (keyof typeof only)[]).map(seedOf),
        {
          token: "ghp_secretsOnly",
          kind: "classic",
          login: "octocat",
          scopes: ["codespace:secrets"],
        },
      ],
    },
  });

  test.each([
    ["github_pat_only_read", "GET", user, 200],
    ["github_pat_only_read", "GET", repo, 200],
    ["github_pat_only_read", "GET", `${repo}/new`, 403],
    ["github_pat_only_read", "GET", `${repo}/machines`, 403],
    ["github_pat_only_read", "POST", repo, 403],
    ["github_pat_only_read", "DELETE", `${user}/x`, 403],
    ["github_pat_only_read", "GET", org, 403],
    ["github_pat_only_write", "POST", repo, 201],
    ["github_pat_only_write", "GET", `${repo}/new`, 200],
    ["github_pat_only_write", "PATCH", `${user}/x`, 404],
    ["github_pat_only_admin", "POST", `${user}/x/publish`, 403],
    ["github_pat_only_write", "POST", `${user}/x/start`, 403],
    ["github_pat_only_write", "GET", `${user}/x/exports/latest`, 403],
    ["github_pat_only_admin", "POST", `${user}/x/start`, 404],
    ["github_pat_only_admin", "POST", `${user}/x/stop`, 404],
    ["github_pat_only_admin", "POST", `${user}/x/exports`, 404],
    ["github_pat_only_admin", "GET", `${user}/x`, 403],
    ["github_pat_only_metadata", "GET", `${repo}/machines`, 200],
    ["github_pat_only_metadata", "GET", `${repo}/devcontainers`, 200],
    ["github_pat_only_metadata", "GET", `${user}/x/machines`, 404],
    ["github_pat_only_metadata", "GET", user, 403],
    ["github_pat_only_orgRead", "GET", org, 200],
    ["github_pat_only_orgRead", "GET", member, 200],
    ["github_pat_only_orgRead", "DELETE", `${member}/x`, 403],
    ["github_pat_only_orgAlone", "GET", org, 403],
    ["github_pat_only_orgAlone", "POST", `${member}/x/stop`, 403],
    [tokens.classic, "GET", user, 200],
    [tokens.classic, "GET", org, 200],
    [tokens.classicWithoutScopes, "GET", user, 403],
    ["ghp_secretsOnly", "GET", user, 403],
    ["ghp_secretsOnly", "GET", org, 403],
    [tokens.installation, "GET", user, 403],
    [tokens.installation, "POST", repo, 403],
    [tokens.installation, "GET", org, 200],
    [tokens.hubot, "GET", org, 403],
    [tokens.full, "GET", "/orgs/free-org/codespaces", 404],
    [tokens.full, "GET", "/orgs/acme/members/nobody/codespaces", 404],
    [tokens.full, "GET", "/orgs/acme/members/stranger/codespaces", 404],
    [tokens.full, "GET", `${repo}/permissions_check?ref=main&devcontainer_path=${path}`, 200],
  ])("%s: %s %s is %d", async (token, method, at, status) => {
    expect((await limited.send(method, at, { token })).status).toBe(status);
  });

  test("that are needed together are named together", async () => {
    const token = "github_pat_only_orgAlone";
    const { headers } = await limited.send("POST", `${member}/x/stop`, { token });
    expect(headers.get("x-accepted-github-permissions")).toBe(
      "codespaces_lifecycle_admin=write,organization_codespaces=write",
    );
  });
});

describe("who pays", () => {
  const payerIn = async (where: string, client = hubot) =>
    codespaceIn(await client("POST", `/repos/${where}/codespaces`)).billable_owner;

  test("is the organization for those with access, else the user", async () => {
    expect(await payerIn("acme/api")).toMatchObject({ login: "acme", type: "Organization" });
    expect(await payerIn("hubot/scripts")).toMatchObject({ login: "hubot", type: "User" });
    expect(await payerIn("octocat/hello-world")).toMatchObject({ login: "hubot", type: "User" });
  });

  test.each<[AccessVisibility, string[], number, string]>([
    ["disabled", [], 403, "hubot"],
    ["selected_members", ["monalisa"], 403, "hubot"],
    ["selected_members", ["hubot"], 201, "acme"],
    ["all_members", [], 201, "acme"],
    ["all_members_and_outside_collaborators", [], 201, "acme"],
  ])(
    "access %s %j: private is %d, public is paid by %s",
    async (visibility, usernames, ...then) => {
      emulator.drift.access("acme", { visibility, usernames });
      const answer = await hubot("POST", repo);
      expect([answer.status, (await payerIn("acme/docs")).login]).toEqual(then);
    },
  );

  test("is said before: no access, no defaults and no machines", async () => {
    expect((await hubot("GET", `${repo}/new`)).body).toMatchObject({
      billable_owner: { login: "acme" },
    });
    emulator.drift.access("acme", { visibility: "disabled" });
    const answer = await hubot("GET", `${repo}/new`);
    expect([answer.status, messageOf(answer)]).toEqual([
      403,
      "Codespaces of acme are not enabled for hubot.",
    ]);
    expect((await hubot("GET", `${repo}/machines`)).status).toBe(403);
  });

  test("is nobody for a private repository on the Free plan", async () => {
    expect((await send("POST", "/repos/free-org/site/codespaces")).status).toBe(403);
  });
});

describe("an organization's policy", () => {
  test("leaves some machines for what it pays", async () => {
    const allowed = ["basicLinux32gb", "premiumLinux"];
    expect(machinesIn(await send("GET", `${repo}/machines`))).toEqual(allowed);
    const { path: at } = await createdCodespace(send, { in: "acme/api" });
    expect(machinesIn(await send("GET", `${at}/machines`))).toEqual(allowed);
    const machine = { body: { machine: "standardLinux32gb" } };
    expect((await send("POST", repo, machine)).status).toBe(422);
    expect((await send("PATCH", at, machine)).status).toBe(422);
    expect((await send("POST", "/repos/acme-2/api/codespaces", machine)).status).toBe(201);
  });

  test("cuts the idle time with a notice, and the retention", async () => {
    const wish = { idle_timeout_minutes: 90, retention_period_minutes: 43_200 };
    expect((await send("POST", repo, { body: wish })).body).toMatchObject({
      idle_timeout_minutes: 60,
      idle_timeout_notice: expect.stringContaining("from 90 to 60 minutes") as unknown,
      retention_period_minutes: 1440,
    });
    const short = { idle_timeout_minutes: 30 };
    expect((await send("POST", repo, { body: short })).body).toMatchObject({
      idle_timeout_minutes: 30,
      idle_timeout_notice: null,
    });
  });
});

describe("an organization's owner", () => {
  test("sees what the organization pays for, of all and of one member", async () => {
    const own = await createdCodespace(send, { in: "acme/api" });
    const hubots = await createdCodespace(hubot, { in: "acme/web" });
    await createdCodespace(hubot, { in: "hubot/scripts" });
    await createdCodespace(hubot, { in: "acme-2/api" });
    expect(namesIn(await send("GET", org))).toEqual([own.name, hubots.name]);
    expect(namesIn(await send("GET", member))).toEqual([hubots.name]);
    const page = await send("GET", `${org}?per_page=1`);
    expect([namesIn(page), page.headers.get("link")]).toEqual([
      [own.name],
      expect.stringContaining('rel="next"'),
    ]);
  });

  test("stops and deletes a member's codespace, not one that others pay", async () => {
    const { name } = await createdCodespace(hubot, { in: "acme/api" });
    emulator.advance(2000);
    const stopped = await send("POST", `${member}/${name}/stop`);
    expect([stopped.status, codespaceIn(stopped).state]).toEqual([200, "ShuttingDown"]);
    expect((await send("DELETE", `${member}/${name}`)).status).toBe(202);
    expect((await send("DELETE", `${member}/${name}`)).status).toBe(304);
    emulator.advance(1000);
    expect((await send("DELETE", `${member}/${name}`)).status).toBe(404);
    const other = await createdCodespace(hubot, { in: "hubot/scripts" });
    expect((await send("DELETE", `${member}/${other.name}`)).status).toBe(404);
    expect((await send("POST", `${member}/${other.name}/stop`)).status).toBe(404);
  });

  test("sees the codespaces of a member who left until they are deleted", async () => {
    const { name } = await createdCodespace(hubot, { in: "acme/api" });
    emulator.drift.removeMember("acme", "hubot");
    expect(namesIn(await send("GET", member))).toEqual([name]);
    emulator.drift.codespaces.delete(name);
    emulator.advance(1000);
    expect((await send("GET", member)).status).toBe(404);
  });

  test("who has reached the spending limit of the organization starts nothing", async () => {
    emulator.drift.codespaces.setSpendingLimitReached("acme");
    expect((await hubot("POST", repo)).status).toBe(402);
    expect((await hubot("POST", "/repos/hubot/scripts/codespaces")).status).toBe(201);
  });
});
