import * as pulumi from "@pulumi/pulumi";
import { CodespacesError } from "../calls/call";
import type { ReadConfig } from "../lookup";
import { requireKnownConfiguration } from "../resources/known-configuration";
import { configurationOfProvider } from "../resources/provider";

/** Any type of this provider's package: by it a parent knows which provider its children get. */
const A_TYPE = "pulumi-nodejs:dynamic:Resource";

/** The keys of an explicit provider; null stands for the stack's configuration. */
export type Configuration = Record<string, string> | null;

/** What the provider of a lookup is configured with. */
export function configurationFor({
  provider,
  parent,
}: pulumi.InvokeOptions): pulumi.Output<Configuration> {
  const chosen = provider ?? parent?.getProvider(A_TYPE);
  if (chosen === undefined) {
    requireKnownConfiguration();
    return pulumi.output(null);
  }
  const configuration = configurationOfProvider(chosen);
  if (configuration !== undefined) return pulumi.all(configuration);
  const whose = provider === undefined ? "The parent's" : "The given";
  throw new CodespacesError(
    `${whose} provider is none of pulumi-github-codespaces: give a Provider of this package.`,
  );
}

export function readerOf(configuration: Configuration): ReadConfig {
  if (configuration === null) return (key) => pulumi.runtime.getConfig(key);
  return (key) => configuration[key];
}
