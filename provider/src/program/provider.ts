import * as pulumi from "@pulumi/pulumi";
import { configurationKeys, type ProviderSettings } from "../settings/given";
import { settingsThat } from "../settings/table";
import { isOfType } from "./registration/loader-line";

/**
 * The settings of one provider, as docs/settings.md describes them. What is left out comes from the
 * environment or is the default, never from the stack's configuration.
 */
export type ProviderArgs = {
  [Name in keyof ProviderSettings]: pulumi.Input<ProviderSettings[Name]>;
};

const SECRET = settingsThat(({ secret }) => secret);
/**
 * The property in which a provider holds its configuration for lookups, also those of another copy of this
 * package.
 */
const CONFIGURATION = Symbol.for("pulumi-github-codespaces:configuration");
/** The property for the `envVarMappings` of its options. */
const VARIABLES = Symbol.for("pulumi-github-codespaces:variables");
const TYPE = "pulumi:providers:pulumi-nodejs";

type ProviderProps = Record<string, pulumi.Output<string>>;

/**
 * A second account or host: resources with this `provider` in their options use its settings, in a process of
 * their own. A changed token or key updates it in place and leaves its resources alone. A provider that is
 * given a credential uses only that one; an empty one is an error. A provider without a credential uses the
 * environment's, but only for the host that it is meant for. Prefer `tokenEnv`, and `privateKeyEnv` or
 * `privateKeyFile`: what is given as an argument is encrypted in the state, but Pulumi shows it in `up --json`
 * and `--event-log`.
 *
 * ```ts
 * const other = new Provider("acme-b", { tokenEnv: "ACME_B_TOKEN" });
 * new OrgCodespacesAccess("access-b", { org: "acme-b", visibility: "disabled" }, { provider: other });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  /** The type by which policies know it. Every provider of dynamic resources shares it. */
  static readonly __pulumiType: string = TYPE;

  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const configuration = configurationOf(args);
    super("pulumi-nodejs", name, configuration, opts);
    Object.defineProperty(this, CONFIGURATION, { value: configuration });
    Object.defineProperty(this, VARIABLES, { value: { ...opts?.envVarMappings } });
  }

  /** Whether something is a provider of dynamic resources, as this is. */
  static override isInstance(thing: unknown): thing is Provider {
    return isOfType(thing, TYPE);
  }
}

interface Configured {
  [CONFIGURATION]?: ProviderProps;
  [VARIABLES]?: Record<string, string>;
}

/**
 * What a provider was configured with, and the environment variables that have another name for it: from, to.
 * Undefined if it isn't one of this package.
 */
export function configurationOfProvider(provider: pulumi.ProviderResource) {
  const { [CONFIGURATION]: keys, [VARIABLES]: variables = {} } = provider as Configured;
  return keys && { keys, variables };
}

type PropertyInput = string | number | undefined;

function configurationOf(args: ProviderArgs): ProviderProps {
  const { keys, hints } = configurationKeys<pulumi.Input<PropertyInput>>({ ...args });
  const given = keys.map(([key, name, value]): [string, pulumi.Output<string>] => {
    const text = pulumi.output<PropertyInput>(value).apply((known) => String(known ?? ""));
    return [key, SECRET.includes(name) ? pulumi.secret(text) : text];
  });
  const own = Object.entries(hints).map(([key, text]) => [key, pulumi.output(text)] as const);
  return Object.fromEntries([...given, ...own]);
}
