import * as pulumi from "@pulumi/pulumi";
import type { RepositoryReference } from "../inputs";
import { Registration } from "./registration";
import type { SecretState, SecretValueArgs } from "./secret-args";

export interface UserCodespacesSecretArgs extends SecretValueArgs {
  /**
   * Name of the secret: A-Z, 0-9 and _, no leading digit, not beginning with GITHUB_; case is
   * ignored. Changing it replaces the secret: the old one is deleted first.
   */
  secretName: pulumi.Input<string>;
  /**
   * The repositories whose codespaces get the secret: `"octocat/dotfiles"`, or an id as a number. The
   * list given is exactly the set that GitHub holds afterwards, `[]` is none. Left out, the list is
   * not managed. A change updates the secret in place with one request.
   */
  selectedRepositories?: pulumi.Input<pulumi.Input<RepositoryReference>[]> | undefined;
}

/** What `get` may be told of a user's secret; where it names another one than the id, that is an error. */
export type UserCodespacesSecretState = SecretState<UserCodespacesSecretArgs>;

const OUTPUTS = ["secretName", "createdAt", "updatedAt", "selectedRepositoryIds", "owner"] as const;

/**
 * A secret of the user whose token it is (`github-codespaces:userToken`, else the token), for the
 * codespaces of selected repositories. Needs "Codespaces user secrets" (write), or the classic scope
 * `codespace:secrets`; an app's installation token can't be used. It stays that user's: another
 * user's token is an error. Operations: `codespaces/create-or-update-secret-for-authenticated-user`
 * and its eight neighbours.
 *
 * ```ts
 * new UserCodespacesSecret("dotfiles-key", {
 *   secretName: "DOTFILES_KEY",
 *   value: config.requireSecret("dotfilesKey"),
 *   selectedRepositories: ["octocat/dotfiles"],
 * });
 * ```
 */
export class UserCodespacesSecret extends pulumi.CustomResource {
  // `declare`: a plain field would be set back to undefined after the base constructor filled it.
  declare readonly secretName: pulumi.Output<string>;
  /** When the secret was created, as an ISO time. */
  declare readonly createdAt: pulumi.Output<string>;
  /** When the secret was last written, as an ISO time of GitHub's clock. */
  declare readonly updatedAt: pulumi.Output<string>;
  /** The ids of the selected repositories by name. */
  declare readonly selectedRepositoryIds: pulumi.Output<Record<string, number>>;
  /** The user whose secret it is. */
  declare readonly owner: pulumi.Output<{ login: string; id: number }>;

  constructor(name: string, args: UserCodespacesSecretArgs, opts?: pulumi.CustomResourceOptions) {
    const registration = new Registration("UserCodespacesSecret", OUTPUTS, { name, args, opts });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** An existing secret by its id `user/NAME`, such as `user/DOTFILES_KEY`; read, never changed. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: UserCodespacesSecretState = {},
    opts?: pulumi.CustomResourceOptions,
  ): UserCodespacesSecret {
    return new UserCodespacesSecret(name, state as UserCodespacesSecretArgs, { ...opts, id });
  }
}
