import * as pulumi from "@pulumi/pulumi";
import type { RepositoryReference } from "../inputs";
import { Registration } from "./registration";

export interface UserCodespacesSecretRepositoryArgs {
  /**
   * Name of the secret; case is ignored. It must exist: where this program declares it, give its
   * output `secretName`, so that the order is right. Changing it replaces the resource.
   */
  secretName: pulumi.Input<string>;
  /**
   * The repository whose codespaces get the secret: `"octocat/dotfiles"`, or an id as a number.
   * Changing it replaces the resource; a repository renamed at GitHub changes nothing.
   */
  repository: pulumi.Input<RepositoryReference>;
}

/** What `get` may be told of it; where it names another one than the id, that is an error. */
export type UserCodespacesSecretRepositoryState = Partial<UserCodespacesSecretRepositoryArgs>;

const OUTPUTS = ["secretName", "repository", "repositoryId", "owner"] as const;

/**
 * One repository added to a secret of the user whose token it is (`github-codespaces:userToken`, else
 * the token), for stacks that share the secret: the rest of its list stays as it is, and deleting this
 * removes just that repository. The `UserCodespacesSecret` it belongs to leaves `selectedRepositories`
 * out, or the two undo each other. Needs "Codespaces user secrets" (write), or the classic scope
 * `codespace:secrets`. Operations: `codespaces/add-repository-for-secret-for-authenticated-user`,
 * `codespaces/remove-repository-for-secret-for-authenticated-user`,
 * `codespaces/list-repositories-for-secret-for-authenticated-user`.
 *
 * ```ts
 * new UserCodespacesSecretRepository("dotfiles-key-for-dotfiles", {
 *   secretName: "DOTFILES_KEY",
 *   repository: "octocat/dotfiles",
 * });
 * ```
 */
export class UserCodespacesSecretRepository extends pulumi.CustomResource {
  // `declare`: a plain field would be set back to undefined after the base constructor filled it.
  declare readonly secretName: pulumi.Output<string>;
  declare readonly repository: pulumi.Output<RepositoryReference>;
  /** The repository's id, which a rename leaves as it is. */
  declare readonly repositoryId: pulumi.Output<number>;
  /** The user whose secret it is. */
  declare readonly owner: pulumi.Output<{ login: string; id: number }>;

  constructor(
    name: string,
    args: UserCodespacesSecretRepositoryArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const registration = new Registration("UserCodespacesSecretRepository", OUTPUTS, {
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

  /** An existing one by its id `user/NAME/owner/name`; only read. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: UserCodespacesSecretRepositoryState = {},
    opts?: pulumi.CustomResourceOptions,
  ): UserCodespacesSecretRepository {
    const args = state as UserCodespacesSecretRepositoryArgs;
    return new UserCodespacesSecretRepository(name, args, { ...opts, id });
  }
}
