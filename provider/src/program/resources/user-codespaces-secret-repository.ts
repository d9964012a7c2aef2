import * as pulumi from "@pulumi/pulumi";
import { userCodespacesSecretRepository } from "../../kinds/secret-repositories";
import { isOfType, typeToken } from "../registration/loader-line";
import { Registration } from "../registration/registration";
import type { ArgsOf, OutputsOf } from "./types";

type Fields = typeof userCodespacesSecretRepository.fields;

export interface UserCodespacesSecretRepositoryArgs extends ArgsOf<Fields> {}

/** What `get` may be given besides the id. Naming another one than the id does is an error. */
export type UserCodespacesSecretRepositoryState = Partial<UserCodespacesSecretRepositoryArgs>;

// Filled by the base constructor.
export interface UserCodespacesSecretRepository extends OutputsOf<Fields> {}

/**
 * One repository added to a secret of the token's user (`github-codespaces:userToken`, else the token), for
 * stacks that share the secret: the rest of its list stays as it is, and deleting this removes just that
 * repository. The `UserCodespacesSecret` it belongs to must leave `selectedRepositories` out, or the two undo
 * each other. Needs "Codespaces user secrets" (write), or the classic scope `codespace:secrets`. Operations:
 * `codespaces/add-repository-for-secret-for-authenticated-user`,
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
  /** The type by which policies know it: `validateResourceOfType(UserCodespacesSecretRepository, …)`. */
  static readonly __pulumiType: string = typeToken("UserCodespacesSecretRepository");

  constructor(
    name: string,
    args: UserCodespacesSecretRepositoryArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const registration = new Registration(userCodespacesSecretRepository, { name, args, opts });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** Whether something is one of these, made by this or by another copy of this package. */
  static override isInstance(thing: unknown): thing is UserCodespacesSecretRepository {
    return isOfType(thing, UserCodespacesSecretRepository.__pulumiType);
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
