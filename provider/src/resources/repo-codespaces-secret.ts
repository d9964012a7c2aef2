import * as pulumi from "@pulumi/pulumi";
import { Registration } from "./registration";
import type { SecretState, SecretValueArgs } from "./secret-args";

export interface RepoCodespacesSecretArgs extends SecretValueArgs {
  /** The repository as `owner/name`; case is ignored. Changing it replaces the secret. */
  repository: pulumi.Input<string>;
  /**
   * Name of the secret: A-Z, 0-9 and _, no leading digit, not beginning with GITHUB_; case is
   * ignored. Changing it replaces the secret: the old one is deleted first.
   */
  secretName: pulumi.Input<string>;
}

/** What `get` may be told of a repository's secret; where it names another one than the id, that is an error. */
export type RepoCodespacesSecretState = SecretState<RepoCodespacesSecretArgs>;

const OUTPUTS = ["repository", "secretName", "createdAt", "updatedAt"] as const;

/**
 * A secret of one repository, for its codespaces. Needs "Codespaces secrets" (write), or the classic
 * scope `repo`. Operations: `codespaces/create-or-update-repo-secret` and its four neighbours.
 *
 * ```ts
 * new RepoCodespacesSecret("database-url", {
 *   repository: "acme/api",
 *   secretName: "DATABASE_URL",
 *   value: config.requireSecret("databaseUrl"),
 * });
 * ```
 */
export class RepoCodespacesSecret extends pulumi.CustomResource {
  // `declare`: a plain field would be set back to undefined after the base constructor filled it.
  declare readonly repository: pulumi.Output<string>;
  declare readonly secretName: pulumi.Output<string>;
  /** When the secret was created, as an ISO time. */
  declare readonly createdAt: pulumi.Output<string>;
  /** When the secret was last written, as an ISO time of GitHub's clock. */
  declare readonly updatedAt: pulumi.Output<string>;

  constructor(name: string, args: RepoCodespacesSecretArgs, opts?: pulumi.CustomResourceOptions) {
    const registration = new Registration("RepoCodespacesSecret", OUTPUTS, { name, args, opts });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** An existing secret by its id `owner/name/SECRET`; read, never changed. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: RepoCodespacesSecretState = {},
    opts?: pulumi.CustomResourceOptions,
  ): RepoCodespacesSecret {
    return new RepoCodespacesSecret(name, state as RepoCodespacesSecretArgs, { ...opts, id });
  }
}
