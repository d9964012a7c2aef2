import * as lookups from "../../provider/src";
import { CodespacesClient } from "../../provider/src/client";
import { provider } from "../../provider/src/dynamic";
import { readSettings } from "../../provider/src/settings/reading";
import { expectNoTrace, HARD_TOKENS, HARD_VALUE } from "../support/canaries";

// What was meant for `value` or `token` and came into another argument is in no message.

const CANARIES = [
  "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
  "npm_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
  "AKIAIOSFODNN7EXAMPLE",
  "Tr0ub4dor&3",
  "a pass phrase of some words",
  "https://user:hunter2hunter2@example.com/x",
  "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7\n-----END RSA PRIVATE KEY-----",
  HARD_VALUE,
  HARD_TOKENS[1] ?? "",
];
/** In each form that somebody may give it in. */
const forms = (canary: string): unknown[] => [
  canary,
  [canary],
  { token: canary },
  { [canary]: "selected" },
  { [canary]: true },
  [[canary]],
  ` ${canary} `,
];

const VALID: Record<string, Record<string, unknown>> = {
  OrgCodespacesSecret: { org: "acme", secretName: "S", value: "v", visibility: "selected" },
  UserCodespacesSecret: { secretName: "S", value: "v" },
  RepoCodespacesSecret: { repository: "acme/api", secretName: "S", value: "v" },
  OrgCodespacesSecretRepository: { org: "acme", secretName: "S", repository: "api" },
  UserCodespacesSecretRepository: { secretName: "S", repository: "acme/api" },
  OrgCodespacesAccess: { org: "acme", visibility: "disabled" },
  Codespace: { repository: "acme/api" },
};

let count = 0;
/** Each has settings of its own, and so declares nothing twice. */
function configured(className: string, config: Record<string, string> = {}) {
  const own: Record<string, string> = {
    "github-codespaces:fingerprintKey": `wrong ${++count}`,
    ...config,
  };
  const made = provider(className);
  made.configure({ config: { get: (key) => own[key] } });
  return made;
}

/** The inputs of a class, as its own message lists them. */
async function inputsOf(className: string): Promise<string[]> {
  const { failures } = await configured(className).check({}, { unheardOf: 1 });
  const list = failures.map(({ reason }) => /the inputs are (.+)$/.exec(reason)?.[1]);
  return list.find((names) => names !== undefined)?.split(", ") ?? [];
}

const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  const note = (...line: unknown[]) => void said.push(line.join(" "));
  jest.spyOn(console, "log").mockImplementation(note);
  jest.spyOn(console, "warn").mockImplementation(note);
  jest.spyOn(console, "error").mockImplementation(note);
});

afterEach(() => {
  jest.restoreAllMocks();
});

const messageOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return "";
  } catch (error) {
    const { message, stack = "" } = error as Error;
    return message + stack;
  }
};

describe.each(Object.keys(VALID))("%s", (className) => {
  test("names no value that came into any of its inputs", async () => {
    const inputs = await inputsOf(className);
    expect(inputs.length).toBeGreaterThan(1);
    for (const input of inputs) {
      for (const canary of CANARIES) {
        for (const given of forms(canary)) {
          const news = { ...VALID[className], [input]: given };
          const { failures } = await configured(className).check({}, news);
          const told = failures.map(({ reason }) => reason).join("\n");
          expectNoTrace(told + said.join("\n"), [canary]);
        }
      }
    }
  });

  test("names none that came in as the name of an input, or as an id", async () => {
    for (const canary of CANARIES) {
      const { failures } = await configured(className).check({}, { [canary]: 1 });
      expectNoTrace(failures.map(({ reason }) => reason).join("\n"), [canary]);
      const base = { "github-codespaces:baseUrl": "http://127.0.0.1:9" };
      const quick = { ...base, "github-codespaces:retries": "0", "github-codespaces:token": "t" };
      const reading = () => configured(className, quick).read(canary, {});
      expectNoTrace(await messageOf(reading), [canary]);
    }
  });

  test("refuses a token in the place of a name", async () => {
    const [token = ""] = CANARIES;
    const places = (await inputsOf(className)).filter(
      (input) => !["value", "encryptedValue"].includes(input),
    );
    for (const place of places) {
      const news = { ...VALID[className], [place]: token };
      const { failures } = await configured(className).check({}, news);
      expect(failures.map(({ reason }) => reason).join()).toContain(
        `${place}: looks like a token or a key`,
      );
    }
  });
});

const SETTINGS = [
  ...["token", "tokenEnv", "userToken", "baseUrl", "fingerprintKey", "appId", "installationId"],
  ...["appOrganization", "privateKey", "privateKeyFile", "privateKeyEnv", "onExisting"],
  ...["onExternalChange", "readGraceSeconds", "pointsPerMinute", "maxConcurrentRequests"],
  ...["maxWaitSeconds", "slowDownToPercent", "speedUpByPercent", "requestTimeoutSeconds"],
  "retries",
];
const APP = {
  "github-codespaces:appId": "4242",
  "github-codespaces:installationId": "9001",
  "github-codespaces:privateKey": "no key",
};
const OFFLINE = {
  "github-codespaces:baseUrl": "http://127.0.0.1:9",
  "github-codespaces:retries": "0",
};

describe.each(SETTINGS)("the setting %s", (setting) => {
  test.each(CANARIES)("is not shown where it holds %j", async (canary) => {
    const key = `github-codespaces:${setting}`;
    for (const others of [{}, APP, { "github-codespaces:token": "t" }]) {
      const config: Record<string, string> = { ...OFFLINE, ...others, [key]: canary };
      const reading = await messageOf(() => readSettings((name) => config[name], {}));
      const secret = configured("OrgCodespacesSecret", config);
      const { inputs } = await secret.check({}, VALID.OrgCodespacesSecret ?? {}).catch(() => ({
        inputs: {},
      }));
      const creating = await messageOf(() => secret.create(inputs));
      const client = new CodespacesClient({ [setting]: canary });
      const asking = await messageOf(() => client.getOrgCodespacesPublicKey({ org: "a b" }));
      expectNoTrace([reading, creating, asking, ...said].join("\n"), [canary]);
    }
  });
});

test("a setting's name that is none of them isn't shown where it may be a value", async () => {
  for (const canary of CANARIES) {
    expectNoTrace(await messageOf(() => new CodespacesClient({ [canary]: "x" })), [canary]);
    const config = { [`github-codespaces:${canary}`]: "x" };
    expectNoTrace(await messageOf(() => configured("Codespace", config).check({}, {})), [canary]);
  }
});

type Ask = (args: Record<string, unknown>) => Promise<unknown>;
const ALL = Object.entries(lookups as unknown as Record<string, Ask>).filter(
  ([name]) => name.startsWith("get") && !name.endsWith("Output"),
);
const ARGUMENTS = [
  ...["org", "username", "repository", "repositoryId", "secretName", "name", "exportId", "ref"],
  ...["location", "clientIp", "devcontainerPath"],
];

test.each(ALL)("%s names no value that came into an argument", async (_, ask) => {
  for (const canary of CANARIES) {
    for (const argument of [...ARGUMENTS, canary]) {
      // With another that is wrong nothing is asked.
      const given = { [argument]: canary, unheardOf: 1 };
      expectNoTrace(await messageOf(() => ask(given)), [canary]);
    }
  }
});

test("an action's options and arguments are not shown either", async () => {
  const client = new CodespacesClient({ token: "t" });
  for (const canary of CANARIES) {
    const asked = [
      () => client.startCodespace({ name: canary, x: 1 } as never),
      () => client.stopCodespace({ name: "x" }, { maxWaitSeconds: canary as never }),
      () => client.stopCodespace({ name: "x" }, { [canary]: 1 }),
      () =>
        client.publishCodespace({ name: "x", repositoryName: canary, private: canary as never }),
      () =>
        client.deleteOrgMemberCodespace({
          org: canary,
          username: canary,
          name: canary,
          x: 1,
        } as never),
      () => client.exportCodespace({ name: canary, x: 1 } as never),
    ];
    for (const ask of asked) expectNoTrace(await messageOf(ask), [canary]);
  }
});
