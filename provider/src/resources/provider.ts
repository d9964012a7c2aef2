import * as pulumi from "@pulumi/pulumi";
import type { OnExisting, OnExternalChange } from "../inputs";
import { OWN_CREDENTIAL } from "../hints";

type Text = pulumi.Input<string | undefined>;
type Amount = pulumi.Input<number | undefined>;

/**
 * The settings of one provider; what they mean is in the README's table of settings. What is left out
 * comes from the environment or is the default, never from the stack's configuration.
 */
export interface ProviderArgs {
  /** The token of the requests; a secret. */
  token?: Text;
  /** The name of the environment variable that holds the token. */
  tokenEnv?: Text;
  /** The token of the user whose secrets are declared; a secret. Default: the token. */
  userToken?: Text;
  /** The id or the client id of a GitHub App, in the place of a token. */
  appId?: pulumi.Input<string | number | undefined>;
  /** The id of the app's installation. */
  installationId?: pulumi.Input<string | number | undefined>;
  /** The organization whose installation it is, in the place of `installationId`. */
  appOrganization?: Text;
  /** The app's private key as PEM; a secret. */
  privateKey?: Text;
  /** The path of a file with the app's private key, in the place of `privateKey`. */
  privateKeyFile?: Text;
  /** The name of the environment variable that holds the app's private key. */
  privateKeyEnv?: Text;
  /** Where the API is, such as `https://api.acme.ghe.com`. */
  baseUrl?: Text;
  /** Goes into the fingerprints in the state; a secret. */
  fingerprintKey?: Text;
  onExisting?: pulumi.Input<OnExisting | undefined>;
  onExternalChange?: pulumi.Input<OnExternalChange | undefined>;
  pointsPerMinute?: Amount;
  maxConcurrentRequests?: Amount;
  maxWaitSeconds?: Amount;
  slowDownToPercent?: Amount;
  speedUpByPercent?: Amount;
  requestTimeoutSeconds?: Amount;
  retries?: Amount;
  readGraceSeconds?: Amount;
}

const SECRET: readonly string[] = ["token", "userToken", "privateKey", "fingerprintKey"];
/** With one of these given, the environment's credentials are not this provider's. */
const OWN: readonly string[] = [
  ...["token", "tokenEnv", "appId", "installationId", "appOrganization", "privateKey"],
  ...["privateKeyFile", "privateKeyEnv"],
];

/**
 * A second account or host: resources that get it as `provider` in their options use its settings, in
 * a process of their own. A changed token or key updates it in place and leaves its resources alone.
 * A provider that is given a credential uses only that, also when it turns out empty (an error); one
 * that is given none takes it from the environment. Prefer `tokenEnv`, and `privateKeyEnv` or `privateKeyFile`: what is
 * given as an argument is encrypted in the state, but Pulumi shows it in `up --json` and `--event-log`.
 *
 * ```ts
 * const other = new Provider("acme-b", { tokenEnv: "ACME_B_TOKEN" });
 * new OrgCodespacesAccess("access-b", { org: "acme-b", visibility: "disabled" }, { provider: other });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    super("pulumi-nodejs", name, configurationOf(args), opts);
  }
}

type Value = string | number | undefined;

function configurationOf(args: ProviderArgs): Record<string, pulumi.Input<string>> {
  const entries = Object.entries(args) as [string, pulumi.Input<Value>][];
  const given = entries.filter(([key, value]) => value !== undefined || isOwn(key));
  const configuration = given.map(([key, value]): [string, pulumi.Output<string>] => {
    const text = pulumi.output<Value>(value).apply((known) => String(known ?? ""));
    return [`github-codespaces:${key}`, SECRET.includes(key) ? pulumi.secret(text) : text];
  });
  const own = given.some(([key]) => OWN.includes(key)) ? { [OWN_CREDENTIAL]: "true" } : {};
  return { ...Object.fromEntries(configuration), ...own };
}

/** A credential that is given but undefined must not look like one that isn't given. */
function isOwn(key: string): boolean {
  return OWN.includes(key) || key === "userToken";
}
