import * as pulumi from "@pulumi/pulumi";
import type { RepositoryReference } from "../inputs";
import { Registration } from "./registration";

export interface OrgCodespacesSecretRepositoryArgs {
  /** Login of the organization, such as `acme`; case is ignored. Changing it replaces the resource. */
  org: pulumi.Input<string>;
  /**
   * Name of the secret; case is ignored. It must exist, with visibility `selected`: where this
   * program declares it, give its output `secretName`, so that the order is right. Changing it
   * replaces the resource.
   */
  secretName: pulumi.Input<string>;
  /**
   * The repository that gets the secret: `"api"` (of the organization), `"acme/api"`, or an id as a
   * number. Changing it replaces the resource; a repository renamed at GitHub changes nothing.
   */
  repository: pulumi.Input<RepositoryReference>;
}

/** What `get` may be told of it; where it names another one than the id, that is an error. */
export type OrgCodespacesSecretRepositoryState = Partial<OrgCodespacesSecretRepositoryArgs>;

const OUTPUTS = ["org", "secretName", "repository", "repositoryId"] as const;

/**
 * One repository added to an organization's secret, for stacks that share the secret: the rest of its
 * list stays as it is, and deleting this removes just that repository. The `OrgCodespacesSecret` it
 * belongs to leaves `selectedRepositories` out, or the two undo each other. Needs "Organization
 * codespaces secrets" (write), or the classic scope `admin:org`. Operations:
 * `codespaces/add-selected-repo-to-org-secret`, `codespaces/remove-selected-repo-from-org-secret`,
 * `codespaces/list-selected-repos-for-org-secret`.
 *
 * ```ts
 * new OrgCodespacesSecretRepository("npm-token-for-api", {
 *   org: "acme",
 *   secretName: "NPM_TOKEN",
 *   repository: "api",
 * });
 * ```
 */
export class OrgCodespacesSecretRepository extends pulumi.CustomResource {
  // `declare`: a plain field would be set back to undefined after the base constructor filled it.
  declare readonly org: pulumi.Output<string>;
  declare readonly secretName: pulumi.Output<string>;
  declare readonly repository: pulumi.Output<RepositoryReference>;
  /** The repository's id, which a rename leaves as it is. */
  declare readonly repositoryId: pulumi.Output<number>;

  constructor(
    name: string,
    args: OrgCodespacesSecretRepositoryArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const registration = new Registration("OrgCodespacesSecretRepository", OUTPUTS, {
      name,
      args,
      opts,
    });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** An existing one by its id `org/NAME/owner/name`, such as `acme/NPM_TOKEN/acme/api`; only read. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: OrgCodespacesSecretRepositoryState = {},
    opts?: pulumi.CustomResourceOptions,
  ): OrgCodespacesSecretRepository {
    const args = state as OrgCodespacesSecretRepositoryArgs;
    return new OrgCodespacesSecretRepository(name, args, { ...opts, id });
  }
}
