import * as pulumi from "@pulumi/pulumi";
import { tokens } from "github-codespaces-emulator";
import * as provider from "../../../provider/src";
import { lookups } from "../../../provider/src/operations/by-name/lookups";
import { askQuietly } from "../../../provider/src/program/lookups/lookup";
import { useEmulator } from "../../support/emulator-client";
import { emulated, useEnvironment } from "../../support/program-environment";
import { standInEngine } from "../../support/stand-in-engine";

const { emulator } = useEmulator();
useEnvironment(() => ({ ...emulated(emulator), SECOND: tokens.hubot, GITHUB_TOKEN: "wrong" }));

beforeAll(() => standInEngine({ preview: true }));

const USER = { secretName: "ABSENT" };

/** The value of an output, or undefined where it has none yet. */
async function settled<T>(output: pulumi.Output<T>): Promise<unknown> {
  let value: unknown;
  await pulumi.isSecret(output.apply((known) => (value = known)));
  return value;
}

test("the settings of a Provider are used, and its credential is named in an error", async () => {
  const second = new provider.Provider("second", { tokenEnv: "SECOND", retries: 0 });
  const { secrets } = await provider.getUserCodespacesSecrets({ provider: second });
  expect(secrets).toEqual([]);
  await expect(provider.getUserCodespacesSecret(USER, { provider: second })).rejects.toThrow(
    "The credential came from the environment variable SECOND.",
  );
});

test("a Provider's envVarMappings count for its lookups as they do for its resources", async () => {
  const mapped = (name: string, envVarMappings: Record<string, string>, args: object = {}) => ({
    provider: new provider.Provider(name, args, { envVarMappings }),
  });
  const named = mapped("named", { SECOND: "OF_THIS" }, { tokenEnv: "OF_THIS" });
  expect(await provider.getUserCodespacesSecrets(named)).toEqual({ secrets: [] });
  const ambient = mapped("ambient", { SECOND: "GITHUB_TOKEN" });
  const { keyId } = await provider.getUserCodespacesPublicKey(ambient);
  expect(keyId).toMatch(/^\d+$/);
  const unset = mapped("unset", { NOT_SET: "GITHUB_TOKEN" });
  const refused = provider.getUserCodespacesPublicKey(unset);
  await expect(refused).rejects.toThrow(
    "The credential came from the environment variable GITHUB_TOKEN",
  );
  const parent = new pulumi.ComponentResource(
    "test:index:Group",
    "mapped",
    {},
    {
      providers: { "pulumi-nodejs": ambient.provider },
    },
  );
  expect(await provider.getUserCodespacesPublicKey({ parent })).toMatchObject({ keyId });
});

test("a Provider's own credential that is empty is not replaced by the environment's", async () => {
  const empty = new provider.Provider("empty", { token: process.env.UNSET });
  const asked = provider.getUserCodespacesPublicKey({ provider: empty });
  await expect(asked).rejects.toThrow("github-codespaces:token is empty: is the variable set?");
  expect(emulator.requests).toEqual([]);
});

test("settings that are unknown make a promise an error and an output unknown", async () => {
  const other = new provider.UserCodespacesSecret("s", { secretName: "S", value: "v" });
  const unknown = new provider.Provider("unknown", { token: other.id.apply(() => "token") });
  await expect(provider.getUserCodespacesPublicKey({ provider: unknown })).rejects.toThrow(
    "The settings of this lookup's provider are known only when the program is applied",
  );
  const output = provider.getUserCodespacesPublicKeyOutput({ provider: unknown });
  expect(await settled(output)).toBeUndefined();
  expect(emulator.requests).toEqual([]);
});

test("a provider of another class is an error, given or a parent's", async () => {
  class Other extends pulumi.ProviderResource {
    constructor() {
      super("pulumi-nodejs", "other", {});
    }
  }
  const other = new Other();
  const parent = new pulumi.ComponentResource(
    "test:index:Group",
    "group",
    {},
    {
      providers: { "pulumi-nodejs": other },
    },
  );
  await expect(provider.getUserCodespacesPublicKey({ provider: other })).rejects.toThrow(
    "The given provider is not from pulumi-github-codespaces",
  );
  await expect(provider.getUserCodespacesPublicKey({ parent })).rejects.toThrow(
    "The parent's provider is not from pulumi-github-codespaces",
  );
});

test("outputs carry secretness over from arguments, and none from a token", async () => {
  const second = new provider.Provider("third", { token: tokens.full });
  const args = { org: "acme" };
  const open = provider.getOrgCodespacesPublicKeyOutput(args, { provider: second });
  const hidden = provider.getOrgCodespacesPublicKeyOutput(
    { org: pulumi.secret("acme") },
    { provider: second },
  );
  expect([await pulumi.isSecret(open), await pulumi.isSecret(hidden)]).toEqual([false, true]);
  expect(await settled(open)).toEqual(await settled(hidden));
});

test("what GitHub refuses is told without arguments of which one is secret", async () => {
  const keys = {
    keys: { "github-codespaces:token": tokens.full, "github-codespaces:retries": "0" },
    variables: {},
  };
  const args = { org: "acme", secretName: "HUNTER_TWO" };
  const failing = (given: pulumi.Input<typeof args>) =>
    askQuietly(lookups.getOrgCodespacesSecret, args, {
      keys,
      given: pulumi.output(given),
    });
  await expect(failing(args)).rejects.toMatchObject({
    status: 404,
    message: expect.stringContaining("The secret HUNTER_TWO of acme could not be read") as string,
  });
  const message = "The secret [secret] of [secret] could not be read: GitHub answered 404 to GET ";
  const failure: unknown = await failing(pulumi.secret(args)).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    status: 404,
    message: expect.stringContaining(message) as string,
  });
  expect((failure as Error).message).not.toMatch(/hunter|acme/i);
});

test("a Provider of another copy of this package is one of it", async () => {
  let other: typeof provider | undefined;
  jest.isolateModules(() => {
    other = jest.requireActual<typeof provider>("../../../provider/src/program/provider");
  });
  if (other === undefined || other.Provider === provider.Provider) throw new Error("the same copy");
  const theirs = new other.Provider("theirs", { tokenEnv: "SECOND" });
  const { keyId } = await provider.getUserCodespacesPublicKey({ provider: theirs });
  expect(keyId).toMatch(/^\d+$/);
});

test("options where none belong are told", () => {
  const args = { org: "acme" } as object;
  expect(() => provider.getUserCodespacesSecretsOutput(args)).toThrow(/^org: is not an option/);
});
