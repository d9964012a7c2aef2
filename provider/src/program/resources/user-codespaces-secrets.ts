import * as pulumi from "@pulumi/pulumi";
import { userCodespacesSecrets } from "../../kinds/secrets";
import { isOfType, typeToken } from "../registration/loader-line";
import { Registration } from "../registration/registration";
import type { UserCodespacesSecretArgs } from "./user-codespaces-secret";
import type { ArgsOf, OutputsOf } from "./types";

type Fields = typeof userCodespacesSecrets.fields;

/** One secret of a user in a set of them. */
export interface UserCodespacesSecretInSetArgs extends Omit<
  UserCodespacesSecretArgs,
  "secretName"
> {}

export interface UserCodespacesSecretsArgs extends Omit<ArgsOf<Fields>, "secrets"> {
  /**
   * By name, what each secret is: all that `UserCodespacesSecret` takes besides `secretName`. A name that comes is created, one that
   * goes is deleted, and of the others only what changed is sent.
   */
  secrets: pulumi.Input<Record<string, pulumi.Input<UserCodespacesSecretInSetArgs>>>;
}

// Filled by the base constructor.
export interface UserCodespacesSecrets extends OutputsOf<Fields> {}

/**
 * Many secrets of the token's user (`github-codespaces:userToken`, else the token) as one resource. Each behaves as a
 * `UserCodespacesSecret` does, and a failure of one doesn't keep the others. Needs "Codespaces user secrets" (write), or the classic
 * scope `codespace:secrets`. Operations: those of `UserCodespacesSecret`.
 *
 * ```ts
 * new UserCodespacesSecrets("mine", {
 *   secrets: {
 *     DOTFILES_KEY: { value: config.requireSecret("dotfilesKey"), selectedRepositories: ["octocat/dotfiles"] },
 *   },
 * });
 * ```
 */
export class UserCodespacesSecrets extends pulumi.CustomResource {
  /** The type by which policies know it: `validateResourceOfType(UserCodespacesSecrets, …)`. */
  static readonly __pulumiType: string = typeToken("UserCodespacesSecrets");

  constructor(name: string, args: UserCodespacesSecretsArgs, opts?: pulumi.CustomResourceOptions) {
    const registration = new Registration(userCodespacesSecrets, { name, args, opts });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** Whether something is one of these, made by this or by another copy of this package. */
  static override isInstance(thing: unknown): thing is UserCodespacesSecrets {
    return isOfType(thing, UserCodespacesSecrets.__pulumiType);
  }
}
