import * as pulumi from "@pulumi/pulumi";
import { orgCodespacesSecret } from "../../kinds/org-codespaces-secret";
import { isOfType, typeToken } from "../registration/loader-line";
import { Registration } from "../registration/registration";
import type { GetState } from "./secret-args";
import type { ArgsOf, OutputsOf } from "./types";

type Fields = typeof orgCodespacesSecret.fields;

export interface OrgCodespacesSecretArgs extends ArgsOf<Fields> {}

/** What `get` may be given besides an organization secret's id. Naming another one than the id does is an error. */
export type OrgCodespacesSecretState = GetState<OrgCodespacesSecretArgs>;

// Filled by the base constructor.
export interface OrgCodespacesSecret extends OutputsOf<Fields> {}

/**
 * A secret that an organization gives to the codespaces of its repositories. Needs "Organization codespaces
 * secrets" (write), or the classic scope `admin:org`. A codespace gets it when it is created or restarted.
 * Operations: `codespaces/create-or-update-org-secret` and its eight neighbours.
 *
 * ```ts
 * new OrgCodespacesSecret("npm-token", {
 *   org: "acme",
 *   secretName: "NPM_TOKEN",
 *   value: config.requireSecret("npmToken"),
 *   visibility: "selected",
 *   selectedRepositories: ["api", "web"],
 * });
 * ```
 */
export class OrgCodespacesSecret extends pulumi.CustomResource {
  /** The type by which policies know it: `validateResourceOfType(OrgCodespacesSecret, …)`. */
  static readonly __pulumiType: string = typeToken("OrgCodespacesSecret");

  constructor(name: string, args: OrgCodespacesSecretArgs, opts?: pulumi.CustomResourceOptions) {
    const registration = new Registration(orgCodespacesSecret, { name, args, opts });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** Whether something is one of these, made by this or by another copy of this package. */
  static override isInstance(thing: unknown): thing is OrgCodespacesSecret {
    return isOfType(thing, OrgCodespacesSecret.__pulumiType);
  }

  /** An existing secret by its id `org/NAME`, such as `acme/NPM_TOKEN`; read, never changed. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: OrgCodespacesSecretState = {},
    opts?: pulumi.CustomResourceOptions,
  ): OrgCodespacesSecret {
    return new OrgCodespacesSecret(name, state as OrgCodespacesSecretArgs, { ...opts, id });
  }
}
