import * as pulumi from "@pulumi/pulumi";
import { orgCodespacesSecretRepository } from "../../kinds/secret-repositories";
import { isOfType, typeToken } from "../registration/loader-line";
import { Registration } from "../registration/registration";
import type { ArgsOf, OutputsOf } from "./types";

type Fields = typeof orgCodespacesSecretRepository.fields;

export interface OrgCodespacesSecretRepositoryArgs extends ArgsOf<Fields> {}

/** What `get` may be given besides the id. Naming another one than the id does is an error. */
export type OrgCodespacesSecretRepositoryState = Partial<OrgCodespacesSecretRepositoryArgs>;

// Filled by the base constructor.
export interface OrgCodespacesSecretRepository extends OutputsOf<Fields> {}

/**
 * One repository added to an organization's secret, for stacks that share the secret: the rest of its list
 * stays as it is, and deleting this removes just that repository. The `OrgCodespacesSecret` it belongs to must
 * leave `selectedRepositories` out, or the two undo each other. Needs "Organization codespaces secrets"
 * (write), or the classic scope `admin:org`. Operations: `codespaces/add-selected-repo-to-org-secret`,
 * `codespaces/remove-selected-repo-from-org-secret`, `codespaces/list-selected-repos-for-org-secret`.
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
  /** The type by which policies know it: `validateResourceOfType(OrgCodespacesSecretRepository, …)`. */
  static readonly __pulumiType: string = typeToken("OrgCodespacesSecretRepository");

  constructor(
    name: string,
    args: OrgCodespacesSecretRepositoryArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const registration = new Registration(orgCodespacesSecretRepository, { name, args, opts });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** Whether something is one of these, made by this or by another copy of this package. */
  static override isInstance(thing: unknown): thing is OrgCodespacesSecretRepository {
    return isOfType(thing, OrgCodespacesSecretRepository.__pulumiType);
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
