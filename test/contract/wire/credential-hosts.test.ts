import { generateKeyPairSync } from "node:crypto";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../../provider/src/clock";
import { gitHubCliCredential } from "../../../provider/src/github/credentials/github-cli";
import { create, newRun } from "../../support/lifecycles";
import { useEnvironment } from "../../support/program-environment";
import { startClosedProxy, type Relay } from "../../support/proxy";
import { newFolder, removeFolders } from "../../support/run-command";

const SECRET = { org: "acme", secretName: "S", value: "s3cret", visibility: "all" };
const USER_SECRET = { secretName: "S", value: "s3cret" };
const OWN = "github-codespaces";
const ACME = "https://api.acme.ghe.com";
const ASKED = "CONNECT api.acme.ghe.com:443";

const { privateKey: pem } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});
const APP = {
  GITHUB_APP_ID: "1",
  GITHUB_APP_INSTALLATION_ID: "2",
  GITHUB_APP_PEM_FILE: "the key",
};

let proxy: Relay;

beforeAll(async () => {
  proxy = await startClosedProxy();
  process.env.HTTPS_PROXY = new URL(proxy.url).host;
});

// Nobody is logged in with the GitHub CLI on the PATH of these tests.
useEnvironment(() => ({ PATH: "/nowhere" }));

beforeEach(() => {
  proxy.lines.length = 0;
});

afterAll(async () => {
  removeFolders();
  await proxy.close();
});

/** Whom the proxy was asked to reach, while a secret of an organization and one of a user are made. */
async function asked(config: Record<string, string>, env: Record<string, string>) {
  const given = { [`${OWN}:retries`]: "0", ...config };
  const withKey = env.GITHUB_APP_PEM_FILE ? { ...env, GITHUB_APP_PEM_FILE: pem } : env;
  const run = newRun({ url: "", config: given, env: withKey });
  const ends = await Promise.allSettled([
    create(run.orgSecret, SECRET),
    create(run.userSecret, USER_SECRET),
  ]);
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  return [...new Set(proxy.lines)];
}

test("a proxy that tunnels to nobody is told with its answer", async () => {
  const config = { [`${OWN}:retries`]: "0" };
  const { orgSecret } = newRun({ url: "", config, env: { GITHUB_TOKEN: "t" } });
  await expect(create(orgSecret, SECRET)).rejects.toThrow(
    "after 1 attempt (the proxy answered 403 to CONNECT). Check the network, a proxy (HTTPS_PROXY, NO_PROXY)",
  );
});

test.each<[Record<string, string>, Record<string, string>]>([
  [{ "github:token": "t", "github:baseUrl": "https://acme.ghe.com/" }, {}],
  [{ "github:baseUrl": "https://acme.ghe.com/api/v3" }, { GITHUB_TOKEN: "t" }],
  [{}, { GITHUB_TOKEN: "t", GITHUB_BASE_URL: "https://acme.ghe.com" }],
  [{}, { GH_TOKEN: "t", GH_HOST: "acme.ghe.com" }],
  [{}, { GITHUB_TOKEN: "t", GITHUB_SERVER_URL: "https://acme.ghe.com" }],
  [{}, { GITHUB_TOKEN: "t", GITHUB_API_URL: "https://acme.ghe.com" }],
  [{ [`${OWN}:token`]: "t", [`${OWN}:baseUrl`]: "https://acme.ghe.com" }, { GH_TOKEN: "u" }],
  [{}, { ...APP, GH_HOST: "acme.ghe.com" }],
])("with %j and %j, acme's host alone is asked", async (config, env) => {
  expect(await asked(config, env)).toEqual([ASKED]);
});

test.each<[Record<string, string>, Record<string, string>]>([
  [{ [`${OWN}:baseUrl`]: ACME }, { GITHUB_TOKEN: "t" }],
  [{ [`${OWN}:baseUrl`]: ACME }, APP],
  [{ [`${OWN}:baseUrl`]: ACME, "github:token": "t" }, {}],
  [{ [`${OWN}:baseUrl`]: "https://api.github.com" }, { GH_TOKEN: "t", GH_HOST: "acme.ghe.com" }],
  [{ "github:token": "t", "github:baseUrl": "https://git.corp.example/api/v3" }, {}],
  [{ "github:token": "t" }, { GH_HOST: "acme.ghe.com" }],
  [{ [`${OWN}:token`]: "t" }, { GH_HOST: "acme.ghe.com" }],
  [{}, { GITHUB_TOKEN: "t", GITHUB_BASE_URL: ACME, GITHUB_API_URL: "https://api.github.com" }],
  [{}, { GH_ENTERPRISE_TOKEN: "t", GH_HOST: "git.corp.example" }],
  [{}, { GH_HOST: "git.corp.example" }],
])("with %j and %j, no host is asked", async (config, env) => {
  expect(await asked(config, env)).toEqual([]);
});

test("a token for a user that is for another host stays here, the other one goes", async () => {
  const config = { [`${OWN}:userToken`]: "u", "github:baseUrl": ACME };
  const run = newRun({
    url: "",
    config: { ...config, [`${OWN}:retries`]: "0" },
    env: { GITHUB_TOKEN: "t" },
  });
  await expect(create(run.userSecret, USER_SECRET)).rejects.toThrow(
    /It is not clear which host the credential is for: the default says api\.github\.com/,
  );
  expect(proxy.lines).toEqual([]);
  await expect(create(run.orgSecret, SECRET)).rejects.toThrow(/GitHub did not answer/);
  expect([...new Set(proxy.lines)]).toEqual([ASKED]);
});

test("the GitHub CLI is told nothing of what is this provider's alone", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "gh"), "#!/bin/sh\necho $* $(/usr/bin/env | /usr/bin/base64 -w 0)\n");
  chmodSync(join(folder, "gh"), 0o755);
  const own = Object.fromEntries(
    ["USER_TOKEN", "PRIVATE_KEY", "FINGERPRINT_KEY"].map((name, index) => [
      `GITHUB_CODESPACES_${name}`,
      `canary-${index}-canary`,
    ]),
  );
  Object.assign(process.env, own, { GITHUB_APP_PEM_FILE: "canary-3-canary", PATH: folder });
  const lasting = { clock: systemClock, livesFor: Infinity };
  const seen = await gitHubCliCredential(ACME, lasting).token();
  const [, environment = ""] = /^auth token --hostname acme\.ghe\.com (\S+)$/.exec(seen) ?? [];
  const told = Buffer.from(environment, "base64").toString("utf8");
  expect(told).toContain("PATH=");
  expect(told).not.toContain("canary");
});

test("the GitHub CLI is asked for its own login: it would print a token of the environment", async () => {
  const folder = newFolder();
  const tokens = "$GH_TOKEN$GITHUB_TOKEN$GH_ENTERPRISE_TOKEN$GITHUB_ENTERPRISE_TOKEN:";
  writeFileSync(join(folder, "gh"), `#!/bin/sh\necho "${tokens}login-of-$4"\n`);
  chmodSync(join(folder, "gh"), 0o755);
  const given = { GH_TOKEN: "a", GITHUB_TOKEN: "b", GH_ENTERPRISE_TOKEN: "c" };
  Object.assign(process.env, given, { GITHUB_ENTERPRISE_TOKEN: "d", PATH: folder });
  const lasting = { clock: systemClock, livesFor: Infinity };
  expect(await gitHubCliCredential(ACME, lasting).token()).toBe(":login-of-acme.ghe.com");
});
