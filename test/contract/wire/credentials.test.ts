import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator, tokens, type Emulator } from "github-codespaces-emulator";
import { create, newRun } from "../../support/lifecycles";
import { newFolder, removeFolders } from "../../support/run-command";

const SECRET = { org: "acme", secretName: "S", value: "s3cret", visibility: "all" };
const USER_SECRET = { secretName: "MINE", value: "s3cret", selectedRepositories: [] };
const APP = { "github-codespaces:appId": "3001", "github-codespaces:installationId": "4001" };
const KEY = "github-codespaces:privateKey";
const TOKEN_REQUEST = "POST /app/installations/4001/access_tokens";

let emulator: Emulator;
let pem: string;

beforeAll(async () => {
  emulator = await startEmulator();
});

beforeEach(() => {
  emulator.reset();
  pem = emulator.appPrivateKey(3001);
});

afterAll(async () => {
  removeFolders();
  await emulator.close();
});

function run(config: Record<string, string>, env: Record<string, string> = {}) {
  return newRun({ url: emulator.url, config, env });
}

async function errorOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error) return error.message;
  throw new Error("it succeeded");
}

function lines(): string[] {
  return emulator.requests.map(({ method, path }) => `${method} ${path}`);
}

describe("a GitHub App", () => {
  test("asks for one installation token, however many requests need it at once", async () => {
    const { orgSecret } = run({ ...APP, [KEY]: pem });
    const names = Array.from({ length: 20 }, (_, index) => `S${index}`);
    await Promise.all(names.map((secretName) => create(orgSecret, { ...SECRET, secretName })));
    expect(lines().filter((line) => line === TOKEN_REQUEST)).toHaveLength(1);
    expect(emulator.orgSecret("acme", "S19")?.openedValue).toBe("s3cret");
  });

  test("takes no page, and no token of somebody else's, for its own answers", async () => {
    const organization = { "github-codespaces:appOrganization": "acme" };
    const config = { "github-codespaces:appId": "3001", ...organization, [KEY]: pem };
    const page = { status: 200, text: "<html></html>" };
    const installation = { path: "/orgs/acme/installation" };
    emulator.fail({ ...installation, ...page });
    emulator.fail({ ...installation, status: 200, body: { login: "acme" } });
    emulator.fail({ method: "POST", path: /access_tokens$/, ...page });
    emulator.fail({ method: "POST", path: /access_tokens$/, status: 201, body: { token: 1 } });
    await create(run(config).orgSecret, SECRET);
    expect(lines().slice(0, 6)).toEqual([
      ...Array<string>(3).fill("GET /orgs/acme/installation"),
      ...Array<string>(3).fill(TOKEN_REQUEST),
    ]);
    emulator.fail({ ...installation, ...page, times: Infinity });
    expect(await errorOf(create(run(config).orgSecret, SECRET))).toContain(
      "The answer to GET /orgs/acme/installation after 4 attempts was 200 with text/html",
    );
  });

  test("finds the organization's own installation", async () => {
    const organization = { "github-codespaces:appOrganization": "acme" };
    const config = { "github-codespaces:appId": "3001", ...organization, [KEY]: pem };
    await create(run(config).orgSecret, SECRET);
    expect(lines().slice(0, 2)).toEqual(["GET /orgs/acme/installation", TOKEN_REQUEST]);
  });

  test("works with one request at a time, though a request waits for its token", async () => {
    const config = { ...APP, [KEY]: pem, "github-codespaces:maxConcurrentRequests": "1" };
    await create(run(config).orgSecret, SECRET);
    expect(emulator.orgSecret("acme", "S")?.openedValue).toBe("s3cret");
  });

  test("tries again what passes", async () => {
    emulator.fail({ method: "POST", status: 502, times: 2 });
    await create(run({ ...APP, [KEY]: pem }).orgSecret, SECRET);
    expect(lines().filter((line) => line === TOKEN_REQUEST)).toHaveLength(3);
    expect(emulator.unusedFaults()).toEqual([]);
  });

  test("waits until all of GitHub knows its new token", async () => {
    const provider = run({ ...APP, [KEY]: pem });
    emulator.fail({ method: "PUT", status: 401, times: 2 });
    await create(provider.orgSecret, SECRET);
    expect(lines().filter((line) => line === TOKEN_REQUEST)).toHaveLength(1);
    expect(emulator.unusedFaults()).toEqual([]);
    expect(provider.waited()).toBe(3_000);
  });

  test("gets a new token after 59 minutes, before GitHub ends the old one", async () => {
    const provider = run({ ...APP, [KEY]: pem });
    await create(provider.orgSecret, SECRET);
    const realNow = Date.now;
    const clock = jest.spyOn(Date, "now");
    for (const minutes of [58, 59.5, 100]) {
      // The emulator's clock is the machine's as well.
      clock.mockImplementation(() => realNow() + minutes * 60_000);
      await create(provider.orgSecret, { ...SECRET, secretName: `AFTER_${Math.floor(minutes)}` });
    }
    clock.mockRestore();
    expect(lines().filter((line) => line === TOKEN_REQUEST)).toHaveLength(2);
    expect(emulator.orgSecret("acme", "AFTER_100")?.openedValue).toBe("s3cret");
  });

  test("resolves names and sets the access of its organization", async () => {
    const provider = run({ ...APP, [KEY]: pem });
    const news = { ...SECRET, visibility: "selected", selectedRepositories: ["api"] };
    await create(provider.orgSecret, news);
    await create(provider.access, { org: "acme", visibility: "all_members" });
    expect(emulator.orgSecret("acme", "S")?.selectedRepositories).toEqual(["acme/api"]);
    expect(emulator.access("acme").visibility).toBe("all_members");
  });
});

describe("an app's private key", () => {
  test("may be one line of an environment variable", async () => {
    const env = {
      GITHUB_CODESPACES_APP_ID: "3001",
      GITHUB_CODESPACES_INSTALLATION_ID: "4001",
      GITHUB_CODESPACES_PRIVATE_KEY: pem.replaceAll("\n", "\\n"),
    };
    await create(run({}, env).orgSecret, SECRET);
    expect(emulator.orgSecret("acme", "S")?.openedValue).toBe("s3cret");
  });

  test("may lie in a file", async () => {
    const file = join(newFolder(), "key.pem");
    writeFileSync(file, pem);
    await create(run({ ...APP, "github-codespaces:privateKeyFile": file }).orgSecret, SECRET);
    expect(emulator.orgSecret("acme", "S")?.openedValue).toBe("s3cret");
  });

  test("that is no key, or of another kind, is refused without a word of it", async () => {
    const { privateKey: other } = generateKeyPairSync("ec", {
      namedCurve: "P-256",
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    for (const text of ["canary-key", pem.slice(0, 400), other]) {
      const message = await errorOf(create(run({ ...APP, [KEY]: text }).orgSecret, SECRET));
      expect(message).toContain(`The private key from the configuration ${KEY} is not an RSA key`);
      expect(message).not.toContain(text.split("\n")[1] ?? text);
    }
    expect(lines()).toEqual([]);
  });

  test("in the place of its file's path is not printed either", async () => {
    const config = { ...APP, "github-codespaces:privateKeyFile": pem };
    const message = await errorOf(create(run(config).orgSecret, SECRET));
    expect(message).toContain("The file that the configuration github-codespaces:privateKeyFile");
    expect(message).not.toContain(pem.split("\n")[1]);
  });

  test("of another app is a 401 that names where it came from", async () => {
    const { privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs1", format: "pem" },
    });
    const message = await errorOf(create(run({ ...APP, [KEY]: privateKey }).orgSecret, SECRET));
    expect(message).toContain(`GitHub answered 401 to ${TOKEN_REQUEST}`);
    expect(message).toContain(`the GitHub App 3001 (its private key: the configuration ${KEY})`);
  });
});

test("an installation that isn't there is named", async () => {
  const app = { "github-codespaces:appId": "3001", [KEY]: pem };
  const wrongId = run({ ...app, "github-codespaces:installationId": "77" });
  const wrongOrg = run({ ...app, "github-codespaces:appOrganization": "free-org" });
  expect(await errorOf(create(wrongId.orgSecret, SECRET))).toContain(
    "The GitHub App 3001 has no installation 77",
  );
  expect(await errorOf(create(wrongOrg.orgSecret, SECRET))).toContain(
    "The GitHub App 3001 is not installed in free-org",
  );
});

test("a user's secret with an app alone names userToken; with one, that is used", async () => {
  const app = { ...APP, [KEY]: pem };
  const message = await errorOf(create(run(app).userSecret, USER_SECRET));
  expect(message).toContain("github-codespaces:userToken or GITHUB_CODESPACES_USER_TOKEN");
  expect(lines()).toEqual([]);
  const withUser = run(app, { GITHUB_CODESPACES_USER_TOKEN: tokens.full });
  await create(withUser.userSecret, USER_SECRET);
  await create(withUser.orgSecret, SECRET);
  expect(emulator.userSecret("octocat", "MINE")?.openedValue).toBe("s3cret");
  expect(lines()).toContain(TOKEN_REQUEST);
});
