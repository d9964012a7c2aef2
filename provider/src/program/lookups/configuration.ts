import * as pulumi from "@pulumi/pulumi";
import { CodespacesError } from "../../operations/by-name/call";
import type { Environment, ReadConfig } from "../../settings/sources";
import { requireKnownConfiguration } from "../registration/known-configuration";
import { configurationOfProvider } from "../provider";

/** Any type of this provider's package: a parent uses it to find the provider for its children. */
const A_TYPE = "pulumi-nodejs:dynamic:Resource";

/** What determines the provider of a lookup. */
export interface Configuration {
  /** The keys of an explicit provider. Null means the stack's configuration. */
  keys: Record<string, string> | null;
  /** The other names that its `envVarMappings` give to environment variables. */
  variables: Record<string, string>;
}

const OF_STACK: Configuration = { keys: null, variables: {} };

/** The explicit provider of a lookup: its own, or its parent's. */
export function providerOf({
  provider,
  parent,
}: pulumi.InvokeOptions): pulumi.ProviderResource | undefined {
  return provider ?? parent?.getProvider(A_TYPE);
}

/** What the provider of a lookup is configured with. */
export function configurationFor(opts: pulumi.InvokeOptions): pulumi.Output<Configuration> {
  const chosen = providerOf(opts);
  if (chosen === undefined) {
    requireKnownConfiguration();
    return pulumi.output(null).apply(() => OF_STACK);
  }
  const configuration = configurationOfProvider(chosen);
  if (configuration !== undefined) {
    const { keys: outputs, variables } = configuration;
    return pulumi.all(outputs).apply((keys) => ({ keys, variables }));
  }
  const whose = opts.provider === undefined ? "The parent's" : "The given";
  throw new CodespacesError(
    `${whose} provider is not from pulumi-github-codespaces: give a Provider of this package.`,
  );
}

export function readerOf({ keys }: Configuration): ReadConfig {
  if (keys === null) return (key) => pulumi.runtime.getConfig(key);
  return (key) => keys[key];
}

/** The environment as the engine passes it to that provider's process. */
export function environmentOf({ variables }: Configuration): Environment {
  const mapped = Object.entries(variables).flatMap(([from, to]) =>
    process.env[from] === undefined ? [] : [[to, process.env[from]] as const],
  );
  return { ...process.env, ...Object.fromEntries(mapped) };
}
