import * as pulumi from "@pulumi/pulumi";
import { userCodespacesSecret } from "../../kinds/user-codespaces-secret";
import { isOfType, typeToken } from "../registration/loader-line";
import { Registration } from "../registration/registration";
import type { GetState } from "./secret-args";
import type { ArgsOf, OutputsOf } from "./types";

type Fields = typeof userCodespacesSecret.fields;

export interface UserCodespacesSecretArgs extends ArgsOf<Fields> {}

/** What `get` may be given besides a user secret's id. Naming another one than the id does is an error. */
export type UserCodespacesSecretState = GetState<UserCodespacesSecretArgs>;

// Filled by the base constructor.
export interface UserCodespacesSecret extends OutputsOf<Fields> {}

/**
 * A secret of the token's user (`github-codespaces:userToken`, else the token), for the codespaces of selected
 * repositories. Needs "Codespaces user secrets" (write), or the classic scope `codespace:secrets`; an app's
 * installation token can't be used. It stays that user's secret: another user's token is an error. Operations:
 * `codespaces/create-or-update-secret-for-authenticated-user` and its eight neighbours.
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
  /** The type by which policies know it: `validateResourceOfType(UserCodespacesSecret, …)`. */
  static readonly __pulumiType: string = typeToken("UserCodespacesSecret");

  constructor(name: string, args: UserCodespacesSecretArgs, opts?: pulumi.CustomResourceOptions) {
    const registration = new Registration(userCodespacesSecret, { name, args, opts });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** Whether something is one of these, made by this or by another copy of this package. */
  static override isInstance(thing: unknown): thing is UserCodespacesSecret {
    return isOfType(thing, UserCodespacesSecret.__pulumiType);
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
