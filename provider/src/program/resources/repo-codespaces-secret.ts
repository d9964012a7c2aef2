import * as pulumi from "@pulumi/pulumi";
import { repoCodespacesSecret } from "../../kinds/repo-codespaces-secret";
import { isOfType, typeToken } from "../registration/loader-line";
import { Registration } from "../registration/registration";
import type { GetState } from "./secret-args";
import type { ArgsOf, OutputsOf } from "./types";

type Fields = typeof repoCodespacesSecret.fields;

export interface RepoCodespacesSecretArgs extends ArgsOf<Fields> {}

/** What `get` may be given besides a repository secret's id. Naming another one than the id does is an error. */
export type RepoCodespacesSecretState = GetState<RepoCodespacesSecretArgs>;

// Filled by the base constructor.
export interface RepoCodespacesSecret extends OutputsOf<Fields> {}

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
  /** The type by which policies know it: `validateResourceOfType(RepoCodespacesSecret, …)`. */
  static readonly __pulumiType: string = typeToken("RepoCodespacesSecret");

  constructor(name: string, args: RepoCodespacesSecretArgs, opts?: pulumi.CustomResourceOptions) {
    const registration = new Registration(repoCodespacesSecret, { name, args, opts });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** Whether something is one of these, made by this or by another copy of this package. */
  static override isInstance(thing: unknown): thing is RepoCodespacesSecret {
    return isOfType(thing, RepoCodespacesSecret.__pulumiType);
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
