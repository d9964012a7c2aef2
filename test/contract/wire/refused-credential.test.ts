import { realClock, tokens } from "github-codespaces-emulator";
import { CodespacesClient } from "../../../provider/src/client";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { impatientClock } from "../../support/impatient-clock";
import { create, newRun, type RunSettings } from "../../support/lifecycles";
import { emulated, useEnvironment } from "../../support/program-environment";

const { emulator } = useEmulator({ clock: realClock() });
useEnvironment(() => emulated(emulator));

const LOCKED = { message: "Maximum number of login attempts exceeded. Please try again later." };
const REPOSITORIES = ["acme/api", "acme/web", "octocat/dotfiles"];

function run(settings: Partial<RunSettings> = {}) {
  return newRun({ url: emulator.url, token: emulator.token, ...settings });
}

/** Sixty secrets, as a state has them. */
async function made(): Promise<{ id: string; outputs: Props }[]> {
  const provider = run();
  const all = Array.from({ length: 60 }, (_, index) => ({
    repository: REPOSITORIES[index % 3],
    secretName: `S${index}`,
    value: "v",
  }));
  const secrets = await Promise.all(all.map((secret) => create(provider.repoSecret, secret)));
  emulator.clearRequests();
  return secrets.map(({ id, outputs }) => ({ id, outputs: outputs }));
}

async function failuresOf(work: Promise<unknown>[]): Promise<string[]> {
  const ends = await Promise.allSettled(work);
  return ends.flatMap((end) => (end.status === "rejected" ? [String(end.reason)] : []));
}

function answers(...statuses: number[]): number {
  return emulator.requests.filter(({ status }) => statuses.includes(status)).length;
}

describe("a token that GitHub refuses is sent once, whatever waits", () => {
  test("for a refresh, or a destroy, of sixty secrets", async () => {
    const secrets = await made();
    emulator.drift.revokeToken(emulator.token);
    for (const verb of ["read", "delete"] as const) {
      emulator.clearRequests();
      const { repoSecret } = run();
      const failures = await failuresOf(
        secrets.map(({ id, outputs }) => repoSecret[verb](id, outputs)),
      );
      expect(failures).toHaveLength(60);
      for (const failure of failures) {
        expect(failure).toMatch(
          /RepoCodespacesSecret \S+ could not be .*GitHub answered 401 to [A-Z]+ /,
        );
        expect(failure).toContain("It is not valid, or has expired: use a new one.");
      }
      expect(emulator.requests.map(({ status }) => status)).toEqual([401]);
    }
  });

  test("while the login is locked, too", async () => {
    const secrets = await made();
    emulator.fail({ status: 403, body: LOCKED, times: Infinity });
    const { repoSecret } = run();
    const failures = await failuresOf(
      secrets.map(({ id, outputs }) => repoSecret.read(id, outputs)),
    );
    expect(failures).toHaveLength(60);
    for (const failure of failures) expect(failure).toContain("then run again in a few minutes");
    expect(answers(403)).toBe(1);
  });

  test("and where it is revoked on the way, no oftener than requests are under way", async () => {
    const secrets = await made();
    emulator.configure({ latencyMs: 5 });
    const config = { "github-codespaces:maxConcurrentRequests": "4" };
    const { repoSecret } = run({ config });
    const [first, ...more] = secrets;
    await repoSecret.read(first?.id ?? "", first?.outputs ?? {});
    emulator.drift.revokeToken(emulator.token);
    const failures = await failuresOf(more.map(({ id, outputs }) => repoSecret.read(id, outputs)));
    // What was read for the first is known for others of its repository.
    expect(failures.length).toBeGreaterThanOrEqual(39);
    expect(answers(401)).toBeLessThanOrEqual(4);
  });

  test("an app's key that GitHub doesn't know is tried once", async () => {
    emulator.fail({ method: "POST", path: /access_tokens$/, status: 401, times: Infinity });
    const config = {
      "github-codespaces:appId": "3001",
      "github-codespaces:installationId": "4001",
      "github-codespaces:privateKey": emulator.appPrivateKey(3001),
    };
    const { orgSecret } = run({ config });
    const names = Array.from({ length: 30 }, (_, index) => `S${index}`);
    const making = names.map((secretName) =>
      create(orgSecret, { org: "acme", secretName, value: "v", visibility: "all" }),
    );
    expect(await failuresOf(making)).toHaveLength(30);
    expect(emulator.requests.map(({ status }) => status)).toEqual([401]);
  });
});

test("only the credential that was refused ends", async () => {
  const config = { "github-codespaces:userToken": "ghp_wrong" };
  const { orgSecret, userSecret } = run({ config });
  const names = ["A", "B", "C"];
  const failures = await failuresOf(
    names.flatMap((secretName) => [
      create(userSecret, { secretName, value: "v", selectedRepositories: [] }),
      create(orgSecret, { org: "acme", secretName, value: "v", visibility: "all" }),
    ]),
  );
  expect(failures).toHaveLength(3);
  expect(answers(401)).toBe(1);
  expect(emulator.orgSecrets("acme")).toHaveLength(3);
});

test("the first request goes alone, and the rest together once it was answered", async () => {
  emulator.configure({ latencyMs: 20 });
  const { orgSecret } = run();
  const orgs = ["acme", "free-org", "nowhere", "acme-two"];
  await failuresOf(
    orgs.map((org) => create(orgSecret, { org, secretName: "S", value: "v", visibility: "all" })),
  );
  const [first, ...more] = emulator.requests.map(({ concurrent }) => concurrent);
  expect(first).toBe(1);
  expect(Math.max(...more)).toBeGreaterThan(1);
});

describe("in a program that lives long", () => {
  const SILENT = { info: () => undefined, warn: () => undefined };

  test.each<[string, number, object]>([
    ["a refused token", 401, { message: "Bad credentials" }],
    ["a locked login", 403, LOCKED],
  ])("%s is tried again after a minute", async (_, status, body) => {
    const { clock } = impatientClock();
    const client = new CodespacesClient({}, { say: SILENT, clock });
    emulator.fail({ status, body });
    await expect(client.getUserCodespacesPublicKey()).rejects.toMatchObject({ status });
    await expect(client.getUserCodespacesPublicKey()).rejects.toMatchObject({ status });
    expect(emulator.requests).toHaveLength(1);
    await clock.sleep(61_000);
    expect(await client.getUserCodespacesPublicKey()).toHaveProperty("keyId");
  });

  test("a new token is tried at once", async () => {
    const refused = new CodespacesClient({ token: "ghp_wrong" }, { say: SILENT });
    await expect(refused.getUserCodespacesPublicKey()).rejects.toMatchObject({ status: 401 });
    const client = new CodespacesClient({ token: tokens.full }, { say: SILENT });
    expect(await client.getUserCodespacesPublicKey()).toHaveProperty("keyId");
  });

  test("permissions that a devcontainer asks for are not the token's", async () => {
    const client = new CodespacesClient({}, { say: SILENT });
    const body = { message: "Accept them", allow_permissions_url: "https://github.com/codespaces" };
    emulator.fail({ status: 401, body });
    await expect(client.getUserCodespacesPublicKey()).rejects.toMatchObject({ status: 401 });
    expect(await client.getUserCodespacesPublicKey()).toHaveProperty("keyId");
  });
});
