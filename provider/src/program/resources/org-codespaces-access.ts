import * as pulumi from "@pulumi/pulumi";
import { orgCodespacesAccess } from "../../kinds/org-codespaces-access";
import { isOfType, typeToken } from "../registration/loader-line";
import { Registration } from "../registration/registration";
import type { ArgsOf, OutputsOf } from "./types";

type Fields = typeof orgCodespacesAccess.fields;

export interface OrgCodespacesAccessArgs extends ArgsOf<Fields> {}

// Filled by the base constructor.
export interface OrgCodespacesAccess extends OutputsOf<Fields> {}

/**
 * Who may use codespaces in an organization. GitHub's API can't read this setting back: the state is what was
 * last written, and `pulumi refresh` doesn't see a change by hand. Declare only one per organization. Needs
 * "Organization codespaces settings" (write), or the classic scope `admin:org`. Operations:
 * `codespaces/set-codespaces-access`, `codespaces/set-codespaces-access-users`,
 * `codespaces/delete-codespaces-access-users`.
 *
 * ```ts
 * new OrgCodespacesAccess("access", {
 *   org: "acme",
 *   visibility: "selected_members",
 *   selectedUsernames: ["octocat", "hubot"],
 * });
 * ```
 */
export class OrgCodespacesAccess extends pulumi.CustomResource {
  /** The type by which policies know it: `validateResourceOfType(OrgCodespacesAccess, …)`. */
  static readonly __pulumiType: string = typeToken("OrgCodespacesAccess");

  constructor(name: string, args: OrgCodespacesAccessArgs, opts?: pulumi.CustomResourceOptions) {
    const registration = new Registration(orgCodespacesAccess, { name, args, opts });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** Whether something is one of these, made by this or by another copy of this package. */
  static override isInstance(thing: unknown): thing is OrgCodespacesAccess {
    return isOfType(thing, OrgCodespacesAccess.__pulumiType);
  }
}
