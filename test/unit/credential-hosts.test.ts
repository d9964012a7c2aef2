import { readSettings } from "../../provider/src/settings/reading";

type Texts = Record<string, string>;

const GITHUB = "https://api.github.com";
const ACME = "https://api.acme.ghe.com";
const OWN = "github-codespaces";
const TRIO = {
  GITHUB_APP_ID: "1",
  GITHUB_APP_INSTALLATION_ID: "2",
  GITHUB_APP_PEM_FILE: "canary",
};

function read(config: Texts, env: Texts, ownCredential = false) {
  return readSettings((key) => config[key], env, { ownCredential });
}

/** Where the requests go, and whether with a credential; a refusal without its words. */
function outcomeOf(config: Texts, env: Texts): string {
  const { baseUrl, credential } = read(config, env);
  return credential.kind === "unusable" ? "refused" : `${credential.kind} to ${baseUrl}`;
}

function wordsOf(config: Texts, env: Texts): string {
  const { credential } = read(config, env);
  return credential.kind === "unusable" ? credential.message : "";
}

describe("the address that is named beside a token is where it goes", () => {
  test.each<[Texts, Texts]>([
    [{ "github:token": "t", "github:baseUrl": "https://acme.ghe.com/" }, {}],
    [{ "github:token": "t" }, { GITHUB_BASE_URL: "https://acme.ghe.com", GITHUB_API_URL: ACME }],
    [
      { "github:token": "t", "github:baseUrl": "https://acme.ghe.com/" },
      { GITHUB_API_URL: GITHUB },
    ],
    [{ "github:baseUrl": ACME }, { GITHUB_TOKEN: "t" }],
    [{ "github:token": "t" }, { GITHUB_BASE_URL: "https://acme.ghe.com/api/v3/" }],
    [{}, { GITHUB_TOKEN: "t", GITHUB_BASE_URL: "https://acme.ghe.com" }],
    [{}, { GH_TOKEN: "t", GH_HOST: "acme.ghe.com" }],
    [{}, { GH_TOKEN: "t", GH_HOST: "https://ACME.ghe.com/" }],
    [{}, { GITHUB_TOKEN: "t", GH_HOST: "acme.ghe.com" }],
    [{}, { GITHUB_TOKEN: "t", GITHUB_SERVER_URL: "https://acme.ghe.com" }],
    [{}, { GITHUB_TOKEN: "t", GITHUB_SERVER_URL: "https://acme.ghe.com", GITHUB_API_URL: ACME }],
    [{ [`${OWN}:baseUrl`]: ACME }, { GITHUB_TOKEN: "t", GH_HOST: "acme.ghe.com" }],
    [{ [`${OWN}:baseUrl`]: ACME, [`${OWN}:token`]: "t" }, { GH_HOST: "github.com" }],
    [{ [`${OWN}:baseUrl`]: ACME, [`${OWN}:tokenEnv`]: "GITHUB_TOKEN" }, { GITHUB_TOKEN: "t" }],
    [
      { [`${OWN}:token`]: "t" },
      { GITHUB_API_URL: ACME, GITHUB_SERVER_URL: "https://acme.ghe.com" },
    ],
  ])("%j with %j", (config, env) => {
    expect(outcomeOf(config, env)).toBe(`token to ${ACME}`);
  });

  test.each<[Texts, Texts]>([
    [{}, { GITHUB_TOKEN: "t", GITHUB_API_URL: GITHUB, GITHUB_SERVER_URL: "https://github.com" }],
    [{}, { GH_TOKEN: "t", GH_HOST: "github.com" }],
    [{}, { GITHUB_TOKEN: "t", GITHUB_BASE_URL: "https://api.github.com/" }],
    [{ "github:token": "t" }, {}],
    [{ [`${OWN}:token`]: "t" }, {}],
    [{ [`${OWN}:baseUrl`]: GITHUB }, { GITHUB_TOKEN: "t" }],
  ])("%j with %j is GitHub.com's", (config, env) => {
    expect(outcomeOf(config, env)).toBe(`token to ${GITHUB}`);
  });

  test("an app is for the host that is named beside it", () => {
    expect(outcomeOf({}, { ...TRIO, GH_HOST: "acme.ghe.com" })).toBe(`app to ${ACME}`);
    const appAuth = JSON.stringify({ id: 1, installationId: 2, pemFile: "canary" });
    const config = { "github:appAuth": appAuth, "github:baseUrl": "https://acme.ghe.com" };
    expect(outcomeOf(config, {})).toBe(`app to ${ACME}`);
  });

  test("the GitHub CLI is asked for the token of the host that the environment names", () => {
    expect(outcomeOf({}, { GH_HOST: "acme.ghe.com" })).toBe(`gitHubCli to ${ACME}`);
    expect(outcomeOf({ [`${OWN}:baseUrl`]: ACME }, {})).toBe(`gitHubCli to ${ACME}`);
  });
});

describe("a credential that may be for another host is not sent, and the message names both", () => {
  test.each<[string, Texts, Texts, string[]]>([
    [
      "a token of the environment, and an address of this provider",
      { [`${OWN}:baseUrl`]: ACME },
      { GITHUB_TOKEN: "canary" },
      ["the environment variable GITHUB_TOKEN", "api.github.com", "api.acme.ghe.com", "tokenEnv"],
    ],
    [
      "the other way round",
      { [`${OWN}:baseUrl`]: GITHUB },
      { GH_TOKEN: "canary", GH_HOST: "acme.ghe.com" },
      ["the environment variable GH_TOKEN", "GH_HOST", "api.acme.ghe.com", "api.github.com"],
    ],
    [
      "github:token, which is for github:baseUrl",
      { [`${OWN}:baseUrl`]: GITHUB, "github:token": "canary", "github:baseUrl": ACME },
      {},
      ["the configuration github:token", "github:baseUrl", "api.acme.ghe.com"],
    ],
    [
      "github:token alone, which is for GitHub.com",
      { [`${OWN}:baseUrl`]: ACME, "github:token": "canary" },
      {},
      ["the configuration github:token", "api.github.com", "api.acme.ghe.com"],
    ],
    [
      "two addresses in the environment",
      {},
      { GITHUB_TOKEN: "canary", GITHUB_API_URL: GITHUB, GITHUB_BASE_URL: ACME },
      ["GITHUB_API_URL", "GITHUB_BASE_URL", "api.github.com", "api.acme.ghe.com"],
    ],
    [
      "github:token, and somebody's GH_HOST",
      { "github:token": "canary" },
      { GH_HOST: "acme.ghe.com" },
      ["GH_HOST", "api.acme.ghe.com", "api.github.com"],
    ],
    [
      "this provider's own token, and somebody's GH_HOST",
      { [`${OWN}:token`]: "canary" },
      { GH_HOST: "acme.ghe.com" },
      ["GH_HOST", "api.acme.ghe.com", "api.github.com", `set ${OWN}:baseUrl`],
    ],
    [
      "a variable that is named, and the address beside it",
      { [`${OWN}:tokenEnv`]: "GH_TOKEN" },
      { GH_TOKEN: "canary", GH_HOST: "acme.ghe.com" },
      ["GH_HOST", "api.acme.ghe.com", `set ${OWN}:baseUrl`],
    ],
    [
      "this provider's own token, and github:baseUrl",
      { [`${OWN}:token`]: "canary", "github:baseUrl": ACME },
      {},
      ["github:baseUrl", "api.acme.ghe.com", `set ${OWN}:baseUrl`],
    ],
    [
      "an app of the environment, and an address of this provider",
      { [`${OWN}:baseUrl`]: ACME },
      TRIO,
      ["GITHUB_APP_PEM_FILE", "api.github.com", "api.acme.ghe.com"],
    ],
  ])("%s", (_, config, env, words) => {
    const message = wordsOf(config, env);
    expect(words.filter((word) => !message.includes(word))).toEqual([]);
    expect(message).not.toContain("canary");
  });

  test.each<[Texts, Texts, string]>([
    [
      { "github:token": "t", "github:baseUrl": "https://git.corp.example/api/v3" },
      {},
      "github:baseUrl",
    ],
    [{ "github:token": "t", "github:baseUrl": "https://git.corp.example" }, {}, "github:baseUrl"],
    [{}, { GITHUB_TOKEN: "t", GITHUB_BASE_URL: "https://git.corp.example/" }, "GITHUB_BASE_URL"],
    [{}, { GH_TOKEN: "t", GH_HOST: "git.corp.example" }, "GH_HOST"],
    [{}, { GH_ENTERPRISE_TOKEN: "t", GH_HOST: "git.corp.example" }, "GH_ENTERPRISE_TOKEN"],
    [{}, { GITHUB_TOKEN: "t", GITHUB_SERVER_URL: "https://git.corp.example" }, "GITHUB_SERVER_URL"],
    [{}, { GH_HOST: "git.corp.example" }, "GH_HOST"],
  ])("%j with %j: a GitHub Enterprise Server has no Codespaces", (config, env, name) => {
    expect(wordsOf(config, env)).toContain(name);
    expect(wordsOf(config, env)).toContain("GitHub Enterprise Server, which has no Codespaces");
  });

  test.each([
    "not a host",
    "https://octocat:canary@acme.ghe.com",
    "http://acme.ghe.com",
    "ghe.com",
  ])("an address that is none, %j, is refused by the name of its variable", (text) => {
    for (const variable of ["GITHUB_BASE_URL", "GH_HOST", "GITHUB_SERVER_URL"]) {
      const message = wordsOf({}, { GITHUB_TOKEN: "t", [variable]: text });
      expect(message).toContain(`the environment variable ${variable} `);
      expect(message).not.toContain("canary");
    }
  });

  test.each(["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"])(
    "%s beside a host is for a GitHub Enterprise Server",
    (variable) => {
      const message = wordsOf({}, { [variable]: "canary", GH_HOST: "acme.ghe.com" });
      expect(message).toContain(`${variable} is for a GitHub Enterprise Server`);
      expect(message).not.toContain("canary");
      expect(outcomeOf({}, { [variable]: "t" })).toBe(`gitHubCli to ${GITHUB}`);
      expect(outcomeOf({}, { [variable]: "t", GH_TOKEN: "t" })).toBe(`token to ${GITHUB}`);
    },
  );
});

test("on a runner of a GitHub Enterprise Server its token stays, and a preview goes on", () => {
  const runner = { GITHUB_API_URL: "https://git.corp.example/api/v3", GITHUB_TOKEN: "canary" };
  const own = { [`${OWN}:baseUrl`]: GITHUB };
  expect(wordsOf(own, runner)).toContain("the environment variable GITHUB_API_URL looks like");
  expect(outcomeOf({ ...own, [`${OWN}:token`]: "t" }, runner)).toBe(`token to ${GITHUB}`);
  const theirs = { "github:token": "t", "github:baseUrl": "https://acme.ghe.com" };
  expect(outcomeOf(theirs, runner)).toBe(`token to ${ACME}`);
});

test("a user's token is held to the same: it goes where the others go, or nowhere", () => {
  const env = { GITHUB_TOKEN: "t", GH_HOST: "acme.ghe.com" };
  const { credential, userCredential } = read({ [`${OWN}:userToken`]: "canary" }, env);
  expect(credential.kind).toBe("token");
  expect(userCredential).toMatchObject({ kind: "unusable" });
  expect(JSON.stringify(userCredential)).not.toContain("canary");

  const named = { [`${OWN}:userToken`]: "u", [`${OWN}:token`]: "t", [`${OWN}:baseUrl`]: ACME };
  expect(read(named, env).userCredential.kind).toBe("token");
});

test("a Provider with an address and no token doesn't take the environment's for another host", () => {
  const keys = { [`${OWN}:baseUrl`]: ACME };
  expect(read(keys, { GITHUB_TOKEN: "t" }).credential.kind).toBe("unusable");
  expect(read({ ...keys, [`${OWN}:token`]: "t" }, {}, true)).toMatchObject({
    baseUrl: ACME,
    credential: { kind: "token" },
  });
});

test("what goes to this machine leaves it for nowhere: an emulator takes every token", () => {
  const url = "http://127.0.0.1:4010";
  const env = {
    GITHUB_TOKEN: "t",
    GH_HOST: "acme.ghe.com",
    GITHUB_SERVER_URL: "https://github.com",
  };
  expect(outcomeOf({ [`${OWN}:baseUrl`]: url }, env)).toBe(`token to ${url}`);
  expect(outcomeOf({}, { ...env, GITHUB_API_URL: url })).toBe(`token to ${url}`);
  expect(outcomeOf({ "github:token": "t" }, { ...env, GITHUB_API_URL: url })).toBe(
    `token to ${url}`,
  );
});
