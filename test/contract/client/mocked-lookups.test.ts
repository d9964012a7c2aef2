import * as pulumi from "@pulumi/pulumi";
import * as provider from "../../../provider/src";
import { useEmulator } from "../../support/emulator-client";
import { codeIn, Document } from "../../support/markdown";
import { emulated, useEnvironment } from "../../support/program-environment";

// A unit test of a program: Pulumi's mocks stand for every provider, and GitHub must not be asked.

const { emulator } = useEmulator();
// The developer's own token and host, which a unit test finds in its environment.
useEnvironment(() => emulated(emulator));

interface Asked {
  token: string;
  inputs: object;
  provider?: string;
}

let asked: Asked[] = [];
let answer: (asked: Asked) => Record<string, unknown>;

async function mock(preview = false): Promise<void> {
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ inputs, name }) => ({
      id: preview ? undefined : `${name}-id`,
      state: inputs as object,
    }),
    call: (question) => {
      asked.push(question);
      return answer(question);
    },
  };
  await pulumi.runtime.setMocks(mocks, "project", "stack", preview);
}

beforeEach(async () => {
  asked = [];
  answer = () => ({ mocked: true });
  await mock();
});

// Whatever a test does, nothing left this process.
afterEach(() => {
  expect(emulator.requests).toEqual([]);
});

/** The value of an output, or undefined where it has none yet. */
async function settled<T>(output: pulumi.Output<T>): Promise<unknown> {
  let value: unknown;
  await pulumi.isSecret(output.apply((known) => (value = known)));
  return value;
}

type AnyLookup = (...args: object[]) => unknown;

const functions = provider as unknown as Record<string, AnyLookup>;
const samples: Record<string, string | number> = {
  org: "acme",
  username: "hubot",
  repository: "acme/api",
  repositoryId: 1001,
  secretName: "NPM_TOKEN",
  name: "some-codespace",
  exportId: "latest",
  ref: "main",
  location: "EastUs",
  clientIp: "10.0.0.1",
  devcontainerPath: ".devcontainer.json",
};

/** Each lookup of the reference, with every argument that goes with the others. */
const lookups = new Document("docs/reference.md")
  .table("Lookups", "Lookup")
  .rows.map(([name = "", args = ""]) => {
    const names = codeIn(args).map((arg) => arg.replace("?", ""));
    const kept = names.filter((one) => one !== "repositoryId");
    return {
      name: codeIn(name).join(),
      args: Object.fromEntries(kept.map((one) => [one, samples[one]])),
    };
  });

test("all 22 lookups are tried", () => {
  expect(lookups).toHaveLength(22);
});

describe.each(lookups)("$name", ({ name, args }) => {
  const given = Object.keys(args).length > 0 ? [args] : [];

  test("asks the mocks by its token, with its arguments", async () => {
    expect(await functions[name]?.(...given)).toEqual({ mocked: true });
    expect(asked).toEqual([{ token: `github-codespaces:index:${name}`, inputs: args }]);
  });

  test("asks them as an output too", async () => {
    const output = functions[`${name}Output`]?.(...given) as pulumi.Output<unknown>;
    expect(await settled(output)).toEqual({ mocked: true });
    expect(asked).toEqual([{ token: `github-codespaces:index:${name}`, inputs: args }]);
  });
});

const SECRET = { org: "acme", secretName: "NPM_TOKEN" };

describe("a lookup whose mocks stand for GitHub", () => {
  test("says what is wrong with its arguments, and asks nobody", async () => {
    const wrong = provider.getOrgCodespacesSecret({ ...SECRET, secretName: "1X" });
    await expect(wrong).rejects.toThrow('secretName: "1X" must not start with a digit');
    expect(asked).toEqual([]);
  });

  test("throws what the mocks throw", async () => {
    answer = () => {
      throw new provider.CodespacesError("no such secret", 404);
    };
    await expect(provider.getOrgCodespacesSecret(SECRET)).rejects.toMatchObject({ status: 404 });
  });

  test("needs no credential, and none is looked for", async () => {
    delete process.env.GITHUB_TOKEN;
    const empty = new provider.Provider("empty", { token: process.env.UNSET });
    expect(await provider.getUserCodespacesSecrets({ provider: empty })).toEqual({ mocked: true });
  });

  test("names the provider, given or of a parent, as Pulumi does", async () => {
    const second = new provider.Provider("second", { tokenEnv: "SECOND" });
    const providers = { "pulumi-nodejs": second };
    const parent = new pulumi.ComponentResource("test:index:Group", "group", {}, { providers });
    await provider.getOrgCodespacesSecret(SECRET, { provider: second });
    await settled(provider.getOrgCodespacesSecretOutput(SECRET, { parent }));
    const reference = expect.stringMatching(/pulumi-nodejs::second::second-id$/) as string;
    expect(asked.map(({ provider: one }) => one)).toEqual([reference, reference]);
  });

  test("gives what the mocks give, promises and secrets of theirs too", async () => {
    answer = () => ({ keyId: pulumi.secret("1"), key: Promise.resolve("k") });
    const output = provider.getOrgCodespacesPublicKeyOutput({ org: "acme" });
    expect(await settled(output)).toEqual({ keyId: "1", key: "k" });
    expect(await pulumi.isSecret(output)).toBe(true);
    expect(await provider.getOrgCodespacesPublicKey({ org: "acme" })).toEqual({
      keyId: "1",
      key: "k",
    });
  });

  test("with a secret argument gives a secret", async () => {
    const org = pulumi.secret("acme");
    const hidden = provider.getOrgCodespacesSecretsOutput({ org });
    expect(await pulumi.isSecret(hidden)).toBe(true);
    expect(asked).toEqual([
      { token: "github-codespaces:index:getOrgCodespacesSecrets", inputs: { org: "acme" } },
    ]);
  });

  test("gives nothing where the mocks give nothing, as with any provider", async () => {
    answer = () => undefined as unknown as Record<string, unknown>;
    expect(await provider.getCodespaces()).toEqual({});
  });

  test("asks the mocks of the present test, not of the one before", async () => {
    await provider.getCodespaces();
    const before = asked;
    asked = [];
    await mock();
    await provider.getCodespaces();
    expect([before.length, asked.length]).toEqual([1, 1]);
  });

  test("is unknown in a preview, unasked, where it depends on what isn't there", async () => {
    await mock(true);
    const made = new provider.UserCodespacesSecret("s", { secretName: "S", value: "v" });
    const unknown = made.id.apply(() => "NPM_TOKEN");
    const output = provider.getUserCodespacesSecretOutput({ secretName: unknown });
    expect(await settled(output)).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
