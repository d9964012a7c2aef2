import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { defaultSeed, startEmulator, tokens, type Emulator } from "github-codespaces-emulator";
import { create, newRun } from "../../support/lifecycles";

const SECRET = { org: "acme", secretName: "S", value: "s3cret", visibility: "all" };
const OWN = "github-codespaces";
const APP = { [`${OWN}:appId`]: "3001", [`${OWN}:installationId`]: "4001" };
const KEY = `${OWN}:privateKey`;
const TOKEN_REQUEST = "POST /app/installations/4001/access_tokens";
const PUT = "PUT /orgs/acme/codespaces/secrets/S";

/** Made once: the emulator would make one for each test. */
const { privateKey: pem, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});

let emulator: Emulator;

beforeAll(async () => {
  const apps = defaultSeed.apps.map((app) => ({ ...app, publicKey }));
  emulator = await startEmulator({ seed: { ...defaultSeed, apps } });
});

beforeEach(() => {
  emulator.reset();
});

afterAll(async () => {
  await emulator.close();
  if (emulator.violations.length > 0) throw new Error(emulator.violations.join("\n"));
});

function up(config: Record<string, string>, env: Record<string, string> = {}) {
  return create(newRun({ url: emulator.url, config, env }).orgSecret, SECRET);
}

function lines(): string[] {
  return emulator.requests.map(({ method, path, status }) => `${method} ${path} ${status}`);
}

async function errorOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error) return error.message;
  throw new Error("it succeeded");
}

test("a key that the app doesn't have is told as that", async () => {
  const { privateKey: other } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const message = await errorOf(up({ ...APP, [KEY]: other }));
  expect(message).toContain("(A JSON web token could not be decoded; request id");
  expect(message).toContain("use a private key that the app still has");
  expect(message).not.toContain("expired");
});

describe("on a machine whose clock is wrong", () => {
  const minute = 60_000;

  /** GitHub's clock goes the other way. */
  async function withClockAhead(ms: number, work: () => Promise<void>): Promise<void> {
    emulator.advance(-ms);
    await work().finally(() => {
      emulator.advance(ms);
    });
  }

  test.each([
    ["40 s ahead", (2 * minute) / 3, 0],
    ["2 minutes ahead", 2 * minute, 1],
    ["11 minutes behind", -11 * minute, 1],
    ["a day ahead", 1440 * minute, 1],
    ["a year behind", -525_600 * minute, 1],
    ["8 minutes behind", -8 * minute, 0],
  ])("%s, an app gets its token all the same", async (_, ahead, refusals) => {
    await withClockAhead(ahead, async () => {
      await up({ ...APP, [KEY]: pem });
      const asked = lines().filter((line) => line.startsWith("POST "));
      expect(asked).toEqual([
        ...Array.from({ length: refusals }, () => `${TOKEN_REQUEST} 401`),
        `${TOKEN_REQUEST} 201`,
      ]);
      expect(emulator.orgSecret("acme", "S")?.openedValue).toBe("s3cret");
    });
  });

  test("the first request may be the one for the installation", async () => {
    const config = { [`${OWN}:appId`]: "3001", [`${OWN}:appOrganization`]: "acme", [KEY]: pem };
    await withClockAhead(5 * minute, async () => {
      await up(config);
      expect(lines().slice(0, 3)).toEqual([
        "GET /orgs/acme/installation 401",
        "GET /orgs/acme/installation 200",
        `${TOKEN_REQUEST} 201`,
      ]);
    });
  });

  test.each(["not a date", ""])(
    "and an answer whose Date is %j, the message says clock",
    async (date) => {
      await withClockAhead(5 * minute, async () => {
        const body = { message: "'Issued at' claim ('iat') must be an Integer" };
        emulator.fail({ method: "POST", status: 401, body, headers: { date } });
        const message = await errorOf(up({ ...APP, [KEY]: pem }));
        expect(message).toContain(
          "GitHub refused the JWT that this machine signed for the GitHub App 3001",
        );
        expect(message).toContain("its clock seems to be wrong");
        expect(message).toContain("Correct this machine's clock.");
        expect(lines()).not.toContain(PUT);
      });
    },
  );

  test("that GitHub goes on to refuse, the message says clock, and by how much", async () => {
    const body = { message: "'Expiration time' claim ('exp') is too far in the future" };
    await withClockAhead(5 * minute, async () => {
      emulator.fail({ method: "POST", status: 401, body, times: 2 });
      const message = await errorOf(up({ ...APP, [KEY]: pem }));
      expect(message).toMatch(/GitHub's is (299|300|301) s behind it\. Correct this machine/);
      expect(lines().filter((line) => line.startsWith("POST "))).toHaveLength(2);
    });
  });
});

describe("what is wrong with an app is said in its own words", () => {
  test("an id that GitHub doesn't have, by the installation's id and by its organization", async () => {
    const config = { [`${OWN}:appId`]: "3002", [KEY]: pem };
    for (const key of ["installationId", "appOrganization"]) {
      const whose = { [`${OWN}:${key}`]: key === "installationId" ? "4001" : "acme" };
      expect(await errorOf(up({ ...config, ...whose }))).toContain(
        `GitHub has no GitHub App 3002 at this host ("Integration not found"): check the configuration ${OWN}:appId.`,
      );
    }
  });

  test("an installation that is suspended", async () => {
    emulator.drift.suspendInstallation(4001);
    const suspended =
      "is suspended (This installation has been suspended): an owner of the account";
    expect(await errorOf(up({ ...APP, [KEY]: pem }))).toContain(
      `The installation 4001 of the GitHub App 3001 ${suspended}`,
    );
    const config = { [`${OWN}:appId`]: "3001", [`${OWN}:appOrganization`]: "acme", [KEY]: pem };
    expect(await errorOf(up(config))).toContain(
      `The installation of acme of the GitHub App 3001 ${suspended}`,
    );
  });

  test("an installation that isn't there names where its id came from", async () => {
    const env = {
      GITHUB_APP_ID: "3001",
      GITHUB_APP_INSTALLATION_ID: "77",
      GITHUB_APP_PEM_FILE: pem,
    };
    expect(await errorOf(up({}, env))).toContain(
      "The GitHub App 3001 has no installation 77: check the environment variable GITHUB_APP_INSTALLATION_ID.",
    );
  });
});

describe("an app as Pulumi's and Terraform's GitHub providers have it", () => {
  const appAuth = (pemFile: string) =>
    JSON.stringify({ id: 3001, installationId: "4001", pemFile });

  test.each<[string, () => [Record<string, string>, Record<string, string>]]>([
    [
      "three variables",
      () => [
        {},
        { GITHUB_APP_ID: "3001", GITHUB_APP_INSTALLATION_ID: "4001", GITHUB_APP_PEM_FILE: pem },
      ],
    ],
    ["github:appAuth", () => [{ "github:appAuth": appAuth(pem) }, { GITHUB_TOKEN: "canary" }]],
    ["a list of one", () => [{ "github:appAuth": `[${appAuth(pem)}]` }, {}]],
    [
      "github:appAuth with its key in the variable",
      () => [
        { "github:appAuth": JSON.stringify({ id: "3001", installationId: 4001 }) },
        { GITHUB_APP_PEM_FILE: pem.replaceAll("\n", "\\n") },
      ],
    ],
  ])("%s", async (_, given) => {
    const [config, env] = given();
    await up(config, env);
    expect(lines()[0]).toBe(`${TOKEN_REQUEST} 201`);
    expect(emulator.orgSecret("acme", "S")?.openedValue).toBe("s3cret");
  });

  test.each(["1.2345678e+07", '"12345678"'])("an id may arrive as %s", async (id) => {
    const env = { GITHUB_APP_ID: id, GITHUB_APP_INSTALLATION_ID: id, GITHUB_APP_PEM_FILE: pem };
    expect(await errorOf(up({}, env))).toContain("GitHub has no GitHub App 12345678 ");
    expect(lines()[0]).toBe("POST /app/installations/12345678/access_tokens 404");
  });

  test.each<[Record<string, string>, Record<string, string>, string]>([
    [{}, { GITHUB_APP_ID: "1" }, "missing: installationId, pemFile"],
    [{}, { GITHUB_APP_PEM_FILE: "canary" }, "missing: id, installationId"],
    [{ "github:appAuth": '{"id":1}' }, {}, "missing: installationId, pemFile"],
    [{ "github:appAuth": "canary" }, {}, "github:appAuth is not an object"],
    [{ "github:appAuth": '"canary"' }, {}, "github:appAuth is not an object"],
    [{ "github:appAuth": "{}", "github:token": "canary" }, {}, "both github:token and github:app"],
  ])("%j with %j is named; nobody's login takes its place", async (config, env, words) => {
    const message = await errorOf(up(config, env));
    expect(message).toContain(words);
    expect(message).not.toContain("canary");
    expect(lines()).toEqual([]);
  });
});

test("the key's file below the home folder is found by ~/", async () => {
  const folder = mkdtempSync(join(homedir(), ".codespaces-key-"));
  try {
    writeFileSync(join(folder, "key.pem"), pem);
    const path = `~/${basename(folder)}/key.pem`;
    await up({ ...APP, [`${OWN}:privateKeyFile`]: path });
    await up({
      "github:appAuth": JSON.stringify({ id: 3001, installationId: 4001, pemFile: path }),
    });
    expect(lines().filter((line) => line === `${TOKEN_REQUEST} 201`)).toHaveLength(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("what an app that is installed for all repositories isn't shown any more is gone", async () => {
  const config = { ...APP, [KEY]: pem };
  const secret = { repository: "acme/web", secretName: "S", value: "v" };
  const { id, outputs } = await create(newRun({ url: emulator.url, config }).repoSecret, secret);
  emulator.drift.deleteRepository("acme/web");
  const { repoSecret } = newRun({ url: emulator.url, config });
  expect(await repoSecret.read(id, outputs)).toBeUndefined();
});

test("what an app isn't shown of an account that it isn't installed in is not gone", async () => {
  emulator.drift.createRepository("octocat/private");
  const own = newRun({ url: emulator.url, token: tokens.classic });
  const secret = { repository: "octocat/private", secretName: "S", value: "v" };
  const { id, outputs } = await create(own.repoSecret, secret);
  const { repoSecret } = newRun({ url: emulator.url, config: { ...APP, [KEY]: pem } });
  await expect(repoSecret.read(id, outputs)).rejects.toThrow("could not be read");
  await expect(repoSecret.delete(id, outputs)).rejects.toThrow("could not be deleted");
  expect(emulator.repoSecret("octocat/private", "S")?.openedValue).toBe("v");
});
