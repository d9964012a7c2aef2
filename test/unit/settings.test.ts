import { readSettings, settingsKey, WrongSetting } from "../../provider/src/settings/reading";

type Texts = Record<string, string>;
const read = (config: Texts, env: Texts = {}) => readSettings((key) => config[key], env);
const inNamespace = (config: Texts) =>
  Object.fromEntries(
    Object.entries(config).map(([key, text]) => [`github-codespaces:${key}`, text]),
  );

function messageOf(config: Texts, env: Texts = {}): string {
  try {
    read(config, env);
  } catch (error) {
    if (error instanceof WrongSetting) return error.message;
    throw error;
  }
  return "nothing is wrong";
}

test.each([
  ["https://api.github.com/", "https://api.github.com"],
  ["https://api.acme.ghe.com", "https://api.acme.ghe.com"],
  ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
  ["http://localhost:4010/", "http://localhost:4010"],
  ["http://[::1]:4010", "http://[::1]:4010"],
])("%s is a base URL", (given, kept) => {
  expect(read(inNamespace({ baseUrl: given })).baseUrl).toBe(kept);
  expect(read({}, { GITHUB_API_URL: given }).baseUrl).toBe(kept);
});

test.each([
  ["http://api.github.com", "must begin with https://"],
  ["http://127.0.0.1.evil.example", "must begin with https://"],
  ["http://localhost.evil.example", "must begin with https://"],
  ["ftp://127.0.0.1", "must begin with https://"],
  ["https://user:canary@api.github.com", "must not contain a user name or password"],
  ["https://github.acme.example/api/v3", "GitHub Enterprise Server, which has no Codespaces"],
  ["canary", "is not a URL"],
])("%s is no base URL: the message names the setting, not what is in it", (given, why) => {
  const message = messageOf(inNamespace({ baseUrl: given }));

  expect(message).toMatch(/^the configuration github-codespaces:baseUrl /);
  expect(message).toContain(why);
  expect(message).not.toContain("canary");
});

test("GitHub's own limits and half a minute a request are the defaults", () => {
  expect(read({})).toMatchObject({
    baseUrl: "https://api.github.com",
    onExisting: "adopt",
    onExternalChange: "overwrite",
    limits: {
      pointsPerMinute: 900,
      concurrency: 100,
      longestWait: 900_000,
      slowDownTo: 0.5,
      speedUpBy: 0.25,
    },
    requestTimeout: 30_000,
    retries: 3,
    readGrace: 60_000,
  });
});

test("numbers come from the configuration, then from the environment", () => {
  const env = { GITHUB_CODESPACES_POINTS_PER_MINUTE: "90", GITHUB_CODESPACES_RETRIES: "0" };
  const settings = read(inNamespace({ pointsPerMinute: "80", maxWaitSeconds: "1.5" }), env);

  expect(settings.limits).toMatchObject({ pointsPerMinute: 80, longestWait: 1_500 });
  expect(settings.retries).toBe(0);
});

test.each([
  ["maxConcurrentRequests", "101", "GitHub refuses more requests at once"],
  ["slowDownToPercent", "101", "it is a percentage"],
  ["speedUpByPercent", "250", "it is a percentage"],
])("%s can't be %s", (key, text, because) => {
  expect(messageOf(inNamespace({ [key]: text }))).toBe(
    `github-codespaces:${key} must be at most 100, not "${text}": ${because}.`,
  );
  expect(messageOf(inNamespace({ [key]: "100" }))).toBe("nothing is wrong");
});

test.each(["retries", "readGraceSeconds"])("%s may be 0", (key) => {
  expect(messageOf(inNamespace({ [key]: "0" }))).toBe("nothing is wrong");
});

test.each([
  ["requestTimeoutSeconds", "0"],
  ["pointsPerMinute", "0"],
  ["maxConcurrentRequests", "many"],
  ["maxWaitSeconds", "-1"],
  ["retries", "-1"],
  ["readGraceSeconds", "Infinity"],
])("%s can't be %s", (key, text) => {
  expect(messageOf(inNamespace({ [key]: text }))).toBe(
    `github-codespaces:${key} must be a positive number, not "${text}".`,
  );
});

test.each([
  ["onExisting", "adopt, fail"],
  ["onExternalChange", "overwrite, warn, ignore"],
])("%s is a choice", (key, choices) => {
  expect(messageOf(inNamespace({ [key]: "x" }))).toBe(
    `github-codespaces:${key} must be one of ${choices}, not "x".`,
  );
});

test("the key of the settings differs with the host and the token, and shows neither", () => {
  const keys = [
    read({}, { GH_TOKEN: "canary" }),
    read({}, { GH_TOKEN: "canary2" }),
    read({}, { GH_TOKEN: "canary", GITHUB_API_URL: "http://localhost:1" }),
  ].map(settingsKey);

  expect(new Set(keys).size).toBe(3);
  expect(keys.join()).not.toContain("canary");
});

test.each([
  ["requestTimeoutSeconds", "0.3333", { requestTimeout: 333 }],
  ["requestTimeoutSeconds", "1e-9", { requestTimeout: 1 }],
  ["requestTimeoutSeconds", "2147484", { requestTimeout: 2_147_483_647 }],
  ["requestTimeoutSeconds", "5000000", { requestTimeout: 2_147_483_647 }],
  ["requestTimeoutSeconds", "1e300", { requestTimeout: 2_147_483_647 }],
  ["readGraceSeconds", "1e300", { readGrace: 2_147_483_647 }],
  ["readGraceSeconds", "0", { readGrace: 0 }],
  ["maxWaitSeconds", "1e15", { limits: { longestWait: 2_147_483_647 } }],
  ["maxWaitSeconds", "0.0001", { limits: { longestWait: 1 } }],
  ["retries", "1e15", { retries: 100 }],
])("%s of %s is what a timer can count", (key, text, expected) => {
  expect(read(inNamespace({ [key]: text }))).toMatchObject(expected);
});
