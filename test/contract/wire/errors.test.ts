import { startEmulator, tokens, type Emulator } from "github-codespaces-emulator";
import sodium from "libsodium-wrappers";
import { create, newRun, update, type RunSettings } from "../../support/lifecycles";

const SECRETS = "/orgs/acme/codespaces/secrets";
const SECRET = { org: "acme", secretName: "S", value: "s3cret", visibility: "all" };

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
});

beforeEach(() => {
  emulator.reset();
});

afterEach(() => {
  expect(emulator.unusedFaults()).toEqual([]);
  expect(emulator.violations).toEqual([]);
});

afterAll(() => emulator.close());

function run(settings: Partial<RunSettings> = {}) {
  return newRun({ url: emulator.url, token: emulator.token, ...settings });
}

async function errorOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => {
      throw new Error("it succeeded");
    },
    (error: unknown) => (error as Error).message,
  );
}

function count(line: string): number {
  return emulator.requests.filter(({ method, path }) => `${method} ${path}` === line).length;
}

describe("a refusal says what, where, why, and what to do", () => {
  test("401: where the token came from", async () => {
    const message = await errorOf(create(run({ token: "ghp_wrong" }).orgSecret, SECRET));
    expect(message).toMatch(
      /^OrgCodespacesSecret acme\/S could not be created: GitHub answered 401/,
    );
    expect(message).toContain("the environment variable GITHUB_TOKEN");
    expect(message).toMatch(/request id \S+/);
    expect(message).not.toContain("ghp_wrong");
  });

  test("403: the permission that the token needs", async () => {
    const token = tokens.withoutOrgSecrets;
    const message = await errorOf(create(run({ token }).orgSecret, SECRET));
    expect(message).toContain(`GitHub answered 403 to GET ${SECRETS}`);
    expect(message).toContain("The token needs organization_codespaces_secrets=");
  });

  test("403 to a classic token: the scope that it needs", async () => {
    const token = tokens.classicWithoutScopes;
    const message = await errorOf(create(run({ token }).orgSecret, SECRET));
    expect(message).toContain("The token needs admin:org");
  });

  test("404: it may be the plan or a right that is missing", async () => {
    const message = await errorOf(create(run().orgSecret, { ...SECRET, org: "free-org" }));
    expect(message).toContain("GitHub answered 404 to GET /orgs/free-org/codespaces/secrets");
    expect(message).toContain("The organization free-org does not exist");
    expect(message).toContain("the organization's plan does not include Codespaces");
    expect(message).toMatch(
      /OrgCodespacesSecret needs "Organization codespaces secrets" \(write\), or the classic scope admin:org\.$/,
    );
  });

  test("422: GitHub's own words, and the value is not among them", async () => {
    emulator.configure({ maxSecrets: 0 });
    const message = await errorOf(create(run().orgSecret, SECRET));
    expect(message).toContain(`GitHub answered 422 to PUT ${SECRETS}/S`);
    expect(message).not.toContain("s3cret");
  });

  test("no token at all: every place where one may come from", async () => {
    const message = await errorOf(create(run({ token: undefined }).orgSecret, SECRET));
    for (const place of ["github-codespaces:token", "github:token", "GH_TOKEN", "gh auth token"]) {
      expect(message).toContain(place);
    }
  });

  test("all repositories that can't be found are named at once, and nothing is written", async () => {
    const selectedRepositories = ["api", "nowhere", "acme/neither"];
    const news = { ...SECRET, visibility: "selected", selectedRepositories };
    const message = await errorOf(create(run().orgSecret, news));
    expect(message).toContain(
      "2 repositories could not be found: acme/neither, acme/nowhere. Check the names",
    );
    expect(emulator.orgSecrets("acme")).toEqual([]);
  });
});

describe("a key that was rotated", () => {
  test("is fetched and sealed with again, once", async () => {
    const provider = run();
    await create(provider.orgSecret, { ...SECRET, secretName: "BEFORE" });
    emulator.rotateKey({ org: "acme" });
    await create(provider.orgSecret, SECRET);
    expect(emulator.orgSecret("acme", "S")?.openedValue).toBe("s3cret");
    expect(count(`GET ${SECRETS}/public-key`)).toBe(2);
    expect(count(`PUT ${SECRETS}/S`)).toBe(2);
  });

  test("is fetched once for a hundred secrets that meet it together", async () => {
    const provider = run();
    await create(provider.orgSecret, { ...SECRET, secretName: "BEFORE" });
    emulator.rotateKey({ org: "acme" });
    const names = Array.from({ length: 99 }, (_, index) => `S${index}`);
    await Promise.all(
      names.map((secretName) => create(provider.orgSecret, { ...SECRET, secretName })),
    );
    expect(count(`GET ${SECRETS}/public-key`)).toBe(2);
    expect(emulator.orgSecrets("acme")).toHaveLength(100);
  });

  test("is named to who sealed elsewhere", async () => {
    const stale = await sealedElsewhere("s3cret");
    emulator.rotateKey({ org: "acme" });
    const news = { org: "acme", secretName: "S", visibility: "all", ...stale };
    const message = await errorOf(create(run().orgSecret, news));
    const { keyId } = await sealedElsewhere("anything");
    expect(message).toContain(
      `sealed with the key ${stale.keyId}, but the current key is ${keyId}`,
    );
    expect(message).not.toContain(stale.encryptedValue);
  });
});

test("a value that was sealed elsewhere is passed on as it is", async () => {
  const sealed = await sealedElsewhere("from elsewhere");
  await create(run().orgSecret, { org: "acme", secretName: "S", visibility: "all", ...sealed });
  expect(emulator.orgSecret("acme", "S")?.openedValue).toBe("from elsewhere");
  expect(count(`GET ${SECRETS}/public-key`)).toBe(1);
});

describe("what passes is tried again", () => {
  test("a connection that breaks before the effect", async () => {
    emulator.fail({ method: "PUT", drop: "before", times: 2 });
    const provider = run();
    await create(provider.orgSecret, SECRET);
    expect(emulator.orgSecret("acme", "S")?.openedValue).toBe("s3cret");
    expect(provider.waited()).toBe(3000);
  });

  test("an answer that got lost after the effect is not taken for an adoption", async () => {
    emulator.fail({ method: "PUT", drop: "after" });
    const provider = run();
    await create(provider.orgSecret, SECRET);
    expect(emulator.requests.at(-1)).toMatchObject({ method: "PUT", status: 204 });
    expect(provider.lines).toEqual([]);
  });

  test("5xx, three times, then it is an error", async () => {
    emulator.fail({ method: "PUT", status: 502, times: 4 });
    const message = await errorOf(create(run().orgSecret, SECRET));
    expect(message).toContain(`GitHub answered 502 to PUT ${SECRETS}/S`);
    expect(count(`PUT ${SECRETS}/S`)).toBe(4);
  });

  test("a GitHub that can't be reached is an error that names proxies and the base URL", async () => {
    const message = await errorOf(create(run({ url: "http://127.0.0.1:9" }).orgSecret, SECRET));
    expect(message).toMatch(
      /GitHub did not answer GET \/orgs\/acme\/codespaces\/secrets after 4 attempts/,
    );
    expect(message).toContain("HTTPS_PROXY");
  });
});

describe("limits", () => {
  const refusal = { status: 403, body: { message: "You have exceeded a secondary rate limit" } };

  test("a secondary limit is waited for, with a line that says why", async () => {
    emulator.fail({ method: "PUT", ...refusal, headers: { "retry-after": "7" } });
    const provider = run();
    await create(provider.orgSecret, SECRET);
    expect(provider.waited()).toBeGreaterThanOrEqual(6900);
    expect(provider.lines).toEqual([
      expect.stringContaining("continuing with 450 points a minute and 50 requests at once"),
      expect.stringMatching(/waiting 7 s .* because of GitHub's secondary rate limit/),
    ]);
  });

  test("a wait that is too long is an error that says when to come back", async () => {
    emulator.fail({ method: "PUT", ...refusal, headers: { "retry-after": "7200" } });
    const message = await errorOf(create(run().orgSecret, SECRET));
    expect(message).toMatch(/a wait of 120 minutes.*Run again after \d{4}-\d\d-\d\dT/);
  });
});

describe("a secret that exists already", () => {
  beforeEach(() => {
    emulator.drift.orgSecret("acme", "S", { value: "by hand" });
  });

  test("is adopted with a warning that names it and since when", async () => {
    const provider = run();
    await create(provider.orgSecret, SECRET);
    expect(provider.lines).toEqual([
      expect.stringMatching(
        /OrgCodespacesSecret acme\/S existed already \(created 20.*, updated 20/,
      ),
    ]);
  });

  test("is refused before anything is written under onExisting: fail", async () => {
    const message = await errorOf(create(run().orgSecret, { ...SECRET, onExisting: "fail" }));
    expect(message).toContain("it exists already");
    expect(emulator.orgSecret("acme", "S")?.openedValue).toBe("by hand");
  });
});

test("409: a list of a secret whose visibility was changed by hand is healed", async () => {
  const news = { ...SECRET, visibility: "selected", selectedRepositories: ["api"] };
  const { id, outputs } = await create(run().orgSecret, news);
  emulator.drift.orgSecret("acme", "S", { visibility: "private" });
  await update(run().orgSecret, id, outputs, { ...news, selectedRepositories: ["web"] });
  expect(emulator.orgSecret("acme", "S")).toMatchObject({
    visibility: "selected",
    selectedRepositories: ["acme/web"],
  });
});

test("another user's token is an error that names both users, on update and delete", async () => {
  const news = { secretName: "MINE", value: "v", selectedRepositories: [] };
  const { id, outputs } = await create(run().userSecret, news);
  const hubot = { token: tokens.hubot };
  const changed = update(run(hubot).userSecret, id, outputs, { ...news, value: "w" });
  expect(await errorOf(changed)).toContain("belongs to the user octocat, but the token is hubot's");
  expect(await errorOf(run(hubot).userSecret.read(id, outputs))).toContain("octocat");
  expect(await errorOf(run(hubot).userSecret.delete(id, outputs))).toContain("octocat");
  expect(emulator.userSecret("octocat", "MINE")?.openedValue).toBe("v");
});

async function sealedElsewhere(value: string) {
  await sodium.ready;
  const headers = { authorization: `Bearer ${emulator.token}`, "user-agent": "test" };
  const answer = await fetch(`${emulator.url}${SECRETS}/public-key`, { headers });
  const { key, key_id: keyId } = (await answer.json()) as { key: string; key_id: string };
  const box = sodium.crypto_box_seal(
    value,
    sodium.from_base64(key, sodium.base64_variants.ORIGINAL),
  );
  return { encryptedValue: Buffer.from(box).toString("base64"), keyId };
}

test("a list repaired after a change by hand takes a value that it may hide with it", async () => {
  const news = { ...SECRET, visibility: "selected", selectedRepositories: ["api"] };
  const { id, outputs } = await create(run().orgSecret, news);
  emulator.advance(3_600_000);
  emulator.drift.orgSecret("acme", "S", { value: "hidden", selectedRepositories: ["web"] });
  const known = await run().orgSecret.read(id, outputs);
  expect(known?.inputs).toMatchObject({
    valueWritten: "by this stack",
    selectedRepositories: { "acme/web": "selected" },
  });
  await update(run().orgSecret, id, known?.outputs ?? {}, news);
  expect(emulator.orgSecret("acme", "S")).toMatchObject({
    openedValue: "s3cret",
    selectedRepositories: ["acme/api"],
  });
});

test("a secret that a repeated DELETE removed doesn't exist any more for the same run", async () => {
  const { outputs } = await create(run().orgSecret, SECRET);
  const here = run();
  await create(here.orgSecret, { ...SECRET, secretName: "OTHER" });
  emulator.fail({ method: "DELETE", drop: "after" });
  await here.orgSecret.delete("acme/S", outputs);
  const again = { ...SECRET, onExisting: "fail" };
  expect(await create(here.orgSecret, again)).toMatchObject({ id: "acme/S" });
});
