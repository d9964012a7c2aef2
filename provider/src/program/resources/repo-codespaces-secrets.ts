import * as pulumi from "@pulumi/pulumi";
import { repoCodespacesSecrets } from "../../kinds/secrets";
import { isOfType, typeToken } from "../registration/loader-line";
import { Registration } from "../registration/registration";
import type { RepoCodespacesSecretArgs } from "./repo-codespaces-secret";
import type { ArgsOf, OutputsOf } from "./types";

type Fields = typeof repoCodespacesSecrets.fields;

/** One secret of a set for repositories. */
export interface RepoCodespacesSecretInSetArgs extends Omit<
  RepoCodespacesSecretArgs,
  "repository" | "secretName"
> {}

export interface RepoCodespacesSecretsArgs extends Omit<ArgsOf<Fields>, "secrets"> {
  /**
   * By name, what each secret is: all that `RepoCodespacesSecret` takes besides `repository` and `secretName`. A name that comes is created, one that
   * goes is deleted, and of the others only what changed is sent.
   */
  secrets: pulumi.Input<Record<string, pulumi.Input<RepoCodespacesSecretInSetArgs>>>;
}

// Filled by the base constructor.
export interface RepoCodespacesSecrets extends OutputsOf<Fields> {}

/**
 * The same secrets for one or many repositories, as one resource. Each behaves as a `RepoCodespacesSecret` does, and a failure of
 * one doesn't keep the others. Needs "Codespaces secrets" (write), or the classic scope `repo`. Operations: those of
 * `RepoCodespacesSecret`.
 *
 * ```ts
 * new RepoCodespacesSecrets("services", {
 *   repositories: ["acme/api", "acme/web"],
 *   secrets: { DATABASE_URL: { value: config.requireSecret("databaseUrl") } },
 * });
 * ```
 */
export class RepoCodespacesSecrets extends pulumi.CustomResource {
  /** The type by which policies know it: `validateResourceOfType(RepoCodespacesSecrets, …)`. */
  static readonly __pulumiType: string = typeToken("RepoCodespacesSecrets");

  constructor(name: string, args: RepoCodespacesSecretsArgs, opts?: pulumi.CustomResourceOptions) {
    const registration = new Registration(repoCodespacesSecrets, { name, args, opts });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** Whether something is one of these, made by this or by another copy of this package. */
  static override isInstance(thing: unknown): thing is RepoCodespacesSecrets {
    return isOfType(thing, RepoCodespacesSecrets.__pulumiType);
  }
}
