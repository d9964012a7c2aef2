import * as pulumi from "@pulumi/pulumi";
import type { RepositoryReference, SecretVisibility } from "../inputs";
import { Registration } from "./registration";
import type { SecretState, SecretValueArgs } from "./secret-args";

export interface OrgCodespacesSecretArgs extends SecretValueArgs {
  /** Login of the organization, such as `acme`; case is ignored. Changing it replaces the secret. */
  org: pulumi.Input<string>;
  /**
   * Name of the secret: A-Z, 0-9 and _, no leading digit, not beginning with GITHUB_; case is
   * ignored. Changing it replaces the secret: the old one is deleted first.
   */
  secretName: pulumi.Input<string>;
  /**
   * Which repositories' codespaces get the secret: `all`, `private` (private and internal ones), or
   * `selected` (those in `selectedRepositories`). A change updates the secret in place and sends no value.
   */
  visibility: pulumi.Input<SecretVisibility>;
  /**
   * The repositories that get the secret, with visibility `selected`: `"api"` (of the organization),
   * `"acme/api"`, or an id as a number. The list given is exactly the set that GitHub holds afterwards, `[]`
   * is none. Left out, the list is not managed. A change updates the secret in place with one request.
   */
  selectedRepositories?: pulumi.Input<pulumi.Input<RepositoryReference>[]> | undefined;
}

/** What `get` may be told of an organization's secret; where it names another one than the id, that is an error. */
export type OrgCodespacesSecretState = SecretState<OrgCodespacesSecretArgs>;

const OUTPUTS = [
  "org",
  "secretName",
  "visibility",
  "createdAt",
  "updatedAt",
  "selectedRepositoryIds",
] as const;

/**
 * A secret that an organization gives to the codespaces of its repositories. Needs "Organization
 * codespaces secrets" (write), or the classic scope `admin:org`. It reaches a codespace when that is
 * created or restarted. Operations: `codespaces/create-or-update-org-secret` and its eight neighbours.
 *
 * ```ts
 * new OrgCodespacesSecret("npm-token", {
 *   org: "acme",
 *   secretName: "NPM_TOKEN",
 *   value: config.requireSecret("npmToken"),
 *   visibility: "selected",
 *   selectedRepositories: ["api", "web"],
 * });
 * ```
 */
export class OrgCodespacesSecret extends pulumi.CustomResource {
  // `declare`: a plain field would be set back to undefined after the base constructor filled it.
  declare readonly org: pulumi.Output<string>;
  declare readonly secretName: pulumi.Output<string>;
  declare readonly visibility: pulumi.Output<SecretVisibility>;
  /** When the secret was created, as an ISO time. */
  declare readonly createdAt: pulumi.Output<string>;
  /** When the secret was last written, as an ISO time of GitHub's clock. */
  declare readonly updatedAt: pulumi.Output<string>;
  /** The ids of the selected repositories by name; undefined with another visibility. */
  declare readonly selectedRepositoryIds: pulumi.Output<Record<string, number> | undefined>;

  constructor(name: string, args: OrgCodespacesSecretArgs, opts?: pulumi.CustomResourceOptions) {
    const registration = new Registration("OrgCodespacesSecret", OUTPUTS, { name, args, opts });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** An existing secret by its id `org/NAME`, such as `acme/NPM_TOKEN`; read, never changed. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: OrgCodespacesSecretState = {},
    opts?: pulumi.CustomResourceOptions,
  ): OrgCodespacesSecret {
    return new OrgCodespacesSecret(name, state as OrgCodespacesSecretArgs, { ...opts, id });
  }
}
