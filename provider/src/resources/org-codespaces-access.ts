import * as pulumi from "@pulumi/pulumi";
import type { AccessVisibility } from "../inputs";
import { Registration } from "./registration";

export interface OrgCodespacesAccessArgs {
  /** Login of the organization, such as `acme`; case is ignored. Changing it replaces the resource. */
  org: pulumi.Input<string>;
  /**
   * Who may use codespaces that the organization pays for: `disabled`, `selected_members` (those in
   * `selectedUsernames`), `all_members`, or `all_members_and_outside_collaborators`.
   */
  visibility: pulumi.Input<AccessVisibility>;
  /**
   * Logins of members or outside collaborators; required with `selected_members`, not allowed
   * otherwise. Beyond 100 they are sent in steps of 100; later only the difference is sent.
   */
  selectedUsernames?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * What destroying this resource does: `disable` (default) sets the access to `disabled` for
   * everybody, `leave` changes nothing at GitHub. It counts once an `up` has applied it.
   */
  onDestroy?: pulumi.Input<"disable" | "leave"> | undefined;
}

const OUTPUTS = ["org", "visibility"] as const;

/**
 * Who may use codespaces in an organization. GitHub's API can't read this setting back: the state is
 * what was last written, and a change by hand is not seen by `pulumi refresh`. There should be one of
 * it for an organization. Needs "Organization codespaces settings" (write), or the classic scope
 * `admin:org`. Operations: `codespaces/set-codespaces-access`,
 * `codespaces/set-codespaces-access-users`, `codespaces/delete-codespaces-access-users`.
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
  // `declare`: a plain field would be set back to undefined after the base constructor filled it.
  declare readonly org: pulumi.Output<string>;
  declare readonly visibility: pulumi.Output<AccessVisibility>;

  constructor(name: string, args: OrgCodespacesAccessArgs, opts?: pulumi.CustomResourceOptions) {
    const registration = new Registration("OrgCodespacesAccess", OUTPUTS, { name, args, opts });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }
}
