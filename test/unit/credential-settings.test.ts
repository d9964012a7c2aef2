import { readSettings } from "../../provider/src/settings/reading";

const NS = "github-codespaces";
const APP = { appId: "1", installationId: "2", privateKey: "pem" };
const APP_ENV = {
  GITHUB_CODESPACES_APP_ID: "1",
  GITHUB_CODESPACES_INSTALLATION_ID: "2",
  GITHUB_CODESPACES_PRIVATE_KEY: "pem",
};

const NEIGHBOURS = JSON.stringify({ id: 3, installationId: 4, pemFile: "pem" });
const TRIO = {
  GITHUB_APP_ID: "3",
  GITHUB_APP_INSTALLATION_ID: "4",
  GITHUB_APP_PEM_FILE: "pem",
};

interface Given {
  /** Without the namespace; `github:token` as it is. */
  config?: Record<string, string>;
  env?: Record<string, string>;
  ownCredential?: boolean;
}

function read({ config = {}, env = {}, ownCredential = false }: Given) {
  const full = Object.entries(config).map(([key, text]) => [
    key.includes(":") ? key : `${NS}:${key}`,
    text,
  ]);
  const texts = Object.fromEntries(full) as Record<string, string>;
  return readSettings((key) => texts[key], env, { ownCredential });
}

function sourceOf(given: Given): string {
  const { credential } = read(given);
  if (credential.kind === "unusable") return `error: ${credential.message}`;
  return credential.kind === "gitHubCli" ? credential.kind : credential.source;
}

describe("which credential is used", () => {
  const everywhere = { GH_TOKEN: "c", GITHUB_TOKEN: "d", MINE: "e" };
  const theirs = { "github:token": "b" };

  test.each<[string, Given, string]>([
    [
      "tokenEnv before token",
      { config: { tokenEnv: "MINE", token: "a", ...theirs }, env: everywhere },
      "the environment variable MINE",
    ],
    [
      "token before an app of the environment",
      { config: { token: "a", ...theirs }, env: { ...everywhere, ...APP_ENV } },
      "the configuration github-codespaces:token",
    ],
    [
      "an app of the configuration before github:token",
      { config: { ...APP, ...theirs }, env: everywhere },
      "the GitHub App 1 (its private key: the configuration github-codespaces:privateKey)",
    ],
    [
      "privateKeyEnv before privateKey",
      { config: { ...APP, privateKeyEnv: "MINE" }, env: { ...everywhere, ...APP_ENV } },
      "the GitHub App 1 (its private key: the environment variable MINE)",
    ],
    [
      "a variable in lower case, whose name is not shown",
      { config: { tokenEnv: "mine" }, env: { mine: "a" } },
      "the environment variable that github-codespaces:tokenEnv names",
    ],
    [
      "an app of the environment before github:token",
      { config: theirs, env: { ...everywhere, ...APP_ENV } },
      "the GitHub App 1 (its private key: the environment variable GITHUB_CODESPACES_PRIVATE_KEY)",
    ],
    [
      "github:token before GH_TOKEN",
      { config: theirs, env: everywhere },
      "the configuration github:token",
    ],
    ["GH_TOKEN before GITHUB_TOKEN", { env: everywhere }, "the environment variable GH_TOKEN"],
    ["GITHUB_TOKEN", { env: { GITHUB_TOKEN: "d" } }, "the environment variable GITHUB_TOKEN"],
    [
      "github:appAuth before GH_TOKEN",
      { config: { "github:appAuth": NEIGHBOURS }, env: everywhere },
      "the GitHub App 3 (its private key: the configuration github:appAuth (pemFile))",
    ],
    [
      "an app of this provider before github:appAuth",
      { config: { ...APP, "github:appAuth": NEIGHBOURS }, env: everywhere },
      "the GitHub App 1 (its private key: the configuration github-codespaces:privateKey)",
    ],
    [
      "GITHUB_TOKEN before the variables of an app, which Terraform reads only where it is told to",
      { env: { ...TRIO, GITHUB_TOKEN: "d" } },
      "the environment variable GITHUB_TOKEN",
    ],
    [
      "the variables of an app before the GitHub CLI",
      { env: TRIO },
      "the GitHub App 3 (its private key: the environment variable GITHUB_APP_PEM_FILE)",
    ],
    ["the GitHub CLI last", {}, "gitHubCli"],
  ])("%s", (_, given, source) => {
    expect(sourceOf(given)).toBe(source);
  });
});

describe("what can't be used is an error of the first request, not of a preview", () => {
  test.each<[Record<string, string>, string]>([
    [{ token: " " }, "github-codespaces:token is empty: is the variable set?"],
    [{ userToken: "", ...APP }, "github-codespaces:userToken is empty"],
    [{ tokenEnv: "UNSET" }, "names the environment variable UNSET, which is empty or not set"],
    [{ tokenEnv: "canary_token" }, "names the environment variable, which is empty or not set"],
    [{ ...APP, privateKeyEnv: "UNSET" }, "names the environment variable UNSET, which is empty"],
    [{ ...APP, privateKeyEnv: "canary\n" }, "names the environment variable, which is empty"],
    [{ token: "a", appId: "1" }, "gives both a token"],
    [{ token: "a", privateKeyEnv: "MINE" }, "gives both a token"],
    [
      { appId: "1" },
      "missing: privateKey, privateKeyFile or privateKeyEnv, installationId or appOrganization.",
    ],
    [{ privateKey: "canary" }, "missing: appId, installationId or appOrganization."],
    [{ ...APP, appId: "" }, "missing: appId."],
    [{ ...APP, installationId: "mine" }, "installationId must be a number"],
    [{ ...APP, installationId: "0" }, "installationId must be a number"],
    [{ ...APP, installationId: "1.5" }, "installationId must be a number"],
  ])("%j", (config, message) => {
    const { credential, userCredential } = read({ config, env: { GITHUB_TOKEN: "d" } });
    const { kind, ...error } = "userToken" in config ? userCredential : credential;
    expect(kind).toBe("unusable");
    expect(error).toEqual({ message: expect.stringContaining(message) as string });
    expect(JSON.stringify(error)).not.toContain("canary");
  });
});

test.each(["12345678", "1.2345678e+07", "1.2345678E7", "12345678.0", "'12345678'", ' "12345678" '])(
  "ids that arrive as %j are numbers",
  (id) => {
    const { credential } = read({ config: { ...APP, appId: id, installationId: id } });
    expect(credential).toMatchObject({
      appId: { text: "12345678" },
      installation: { id: 12_345_678 },
    });
  },
);

test("an app's client id stays as it is", () => {
  expect(read({ config: { ...APP, appId: "Iv23liAbCdEf" } }).credential).toMatchObject({
    appId: { text: "Iv23liAbCdEf" },
  });
});

test.each(["1.5", "my-app", "1e400"])("an app's id %s is refused: it stands in messages", (id) => {
  expect(read({ config: { ...APP, appId: id } }).credential).toMatchObject({
    message: expect.stringContaining(
      "appId must be the id of the app, a number, or its client id",
    ) as unknown,
  });
});

describe("a provider that names its own credential", () => {
  const env = { GITHUB_TOKEN: "d", GITHUB_CODESPACES_USER_TOKEN: "u", MINE: "e", ...APP_ENV };

  test("doesn't take one of the environment in the place of an empty one", () => {
    expect(sourceOf({ config: { token: "" }, env, ownCredential: true })).toMatch(/token is empty/);
    expect(sourceOf({ config: { appId: "1" }, env, ownCredential: true })).toMatch(
      /missing: privateKey/,
    );
  });

  test("takes its user secrets' token from nowhere else", () => {
    const { userCredential } = read({ config: { tokenEnv: "MINE" }, env, ownCredential: true });
    expect(userCredential).toMatchObject({ text: "e", source: "the environment variable MINE" });
  });
});
