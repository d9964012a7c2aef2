import * as pulumi from "@pulumi/pulumi";
import { orgCodespacesSecrets } from "../../kinds/secrets";
import { isOfType, typeToken } from "../registration/loader-line";
import { Registration } from "../registration/registration";
import type { OrgCodespacesSecretArgs } from "./org-codespaces-secret";
import type { ArgsOf, OutputsOf } from "./types";

type Fields = typeof orgCodespacesSecrets.fields;

/** One secret of an organization in a set of them. */
export interface OrgCodespacesSecretInSetArgs extends Omit<
  OrgCodespacesSecretArgs,
  "org" | "secretName"
> {}

export interface OrgCodespacesSecretsArgs extends Omit<ArgsOf<Fields>, "secrets"> {
  /**
   * By name, what each secret is: all that `OrgCodespacesSecret` takes besides `org` and `secretName`. A name that comes is created, one that
   * goes is deleted, and of the others only what changed is sent.
   */
  secrets: pulumi.Input<Record<string, pulumi.Input<OrgCodespacesSecretInSetArgs>>>;
}

// Filled by the base constructor.
export interface OrgCodespacesSecrets extends OutputsOf<Fields> {}

/**
 * Many secrets of an organization as one resource: written as one declaration, with one step of Pulumi's engine for all, which is
 * many times faster than a resource for each. Each secret behaves as an `OrgCodespacesSecret` does, and a failure of one doesn't
 * keep the others. Needs "Organization codespaces secrets" (write), or the classic scope `admin:org`. Operations: those of
 * `OrgCodespacesSecret`.
 *
 * ```ts
 * new OrgCodespacesSecrets("acme", {
 *   org: "acme",
 *   secrets: {
 *     NPM_TOKEN: { value: config.requireSecret("npmToken"), visibility: "all" },
 *     DATABASE_URL: { value: config.requireSecret("databaseUrl"), visibility: "selected", selectedRepositories: ["api"] },
 *   },
 * });
 * ```
 */
export class OrgCodespacesSecrets extends pulumi.CustomResource {
  /** The type by which policies know it: `validateResourceOfType(OrgCodespacesSecrets, …)`. */
  static readonly __pulumiType: string = typeToken("OrgCodespacesSecrets");

  constructor(name: string, args: OrgCodespacesSecretsArgs, opts?: pulumi.CustomResourceOptions) {
    const registration = new Registration(orgCodespacesSecrets, { name, args, opts });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** Whether something is one of these, made by this or by another copy of this package. */
  static override isInstance(thing: unknown): thing is OrgCodespacesSecrets {
    return isOfType(thing, OrgCodespacesSecrets.__pulumiType);
  }
}
