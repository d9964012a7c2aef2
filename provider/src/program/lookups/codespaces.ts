import type * as pulumi from "@pulumi/pulumi";
import { lookups } from "../../operations/by-name/lookups";
import type { UserCodespacesArgs } from "../../operations/by-name/codespaces";
import type { CodespaceResult } from "../../operations/answers/codespace";
import type { CodespaceNameArgs, OrgMemberArgs } from "../../operations/codespaces";
import type { CodespaceExportArgs, CodespaceExportResult } from "../../operations/exports";
import type { OrgArgs } from "../../operations/answers/secret";
import type { RepoArgs } from "../../operations/answers/repository";
import { lookUp, lookUpOutput, type OutputArgs } from "./lookup";
import type { CodespacesResult } from "./results";

/**
 * All codespaces of the user whose token it is, or those of one repository. Needs "Codespaces"
 * (read), or the classic scope `codespace`. Operation: `codespaces/list-for-authenticated-user`.
 * Throws CodespacesError where an argument is wrong or GitHub refuses.
 */
export function getCodespaces(
  args: UserCodespacesArgs = {},
  opts?: pulumi.InvokeOptions,
): Promise<CodespacesResult> {
  return lookUp(lookups.getCodespaces, args, opts);
}

/** `getCodespaces` with arguments that may be outputs, as an output. */
export function getCodespacesOutput(
  args: OutputArgs<UserCodespacesArgs> = {},
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesResult> {
  return lookUpOutput(lookups.getCodespaces, args, opts);
}

/**
 * The codespaces of the user whose token it is in one repository. Needs "Codespaces" (read), or the
 * classic scope `codespace`. Operation: `codespaces/list-in-repository-for-authenticated-user`.
 * Throws CodespacesError, with `status` 404 where there is none or the token may not see it.
 */
export function getRepoCodespaces(
  args: RepoArgs,
  opts?: pulumi.InvokeOptions,
): Promise<CodespacesResult> {
  return lookUp(lookups.getRepoCodespaces, args, opts);
}

/** `getRepoCodespaces` with arguments that may be outputs, as an output. */
export function getRepoCodespacesOutput(
  args: OutputArgs<RepoArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesResult> {
  return lookUpOutput(lookups.getRepoCodespaces, args, opts);
}

/**
 * All codespaces that an organization pays for. Needs "Codespaces" (read) and "Organization
 * codespaces" (read), or the classic scope `admin:org`. Operation:
 * `codespaces/list-in-organization`. Throws CodespacesError, with `status` 404 where there is none or the token may not
 * see it.
 */
export function getOrgCodespaces(
  args: OrgArgs,
  opts?: pulumi.InvokeOptions,
): Promise<CodespacesResult> {
  return lookUp(lookups.getOrgCodespaces, args, opts);
}

/** `getOrgCodespaces` with arguments that may be outputs, as an output. */
export function getOrgCodespacesOutput(
  args: OutputArgs<OrgArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesResult> {
  return lookUpOutput(lookups.getOrgCodespaces, args, opts);
}

/**
 * All codespaces of one member that an organization pays for. Needs "Codespaces" (read) and
 * "Organization codespaces" (read), or the classic scope `admin:org`. Operation:
 * `codespaces/get-codespaces-for-user-in-org`. Throws CodespacesError, with `status` 404 where there is none or the
 * token may not see it.
 */
export function getOrgMemberCodespaces(
  args: OrgMemberArgs,
  opts?: pulumi.InvokeOptions,
): Promise<CodespacesResult> {
  return lookUp(lookups.getOrgMemberCodespaces, args, opts);
}

/** `getOrgMemberCodespaces` with arguments that may be outputs, as an output. */
export function getOrgMemberCodespacesOutput(
  args: OutputArgs<OrgMemberArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesResult> {
  return lookUpOutput(lookups.getOrgMemberCodespaces, args, opts);
}

/**
 * One codespace of the user whose token it is, by the name that GitHub gave it. Needs "Codespaces"
 * (read), or the classic scope `codespace`. Operation: `codespaces/get-for-authenticated-user`.
 * Throws CodespacesError, with `status` 404 where there is none or the token may not see it.
 */
export function getCodespace(
  args: CodespaceNameArgs,
  opts?: pulumi.InvokeOptions,
): Promise<CodespaceResult> {
  return lookUp(lookups.getCodespace, args, opts);
}

/** `getCodespace` with arguments that may be outputs, as an output. */
export function getCodespaceOutput(
  args: OutputArgs<CodespaceNameArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespaceResult> {
  return lookUpOutput(lookups.getCodespace, args, opts);
}

/**
 * An export of a codespace: whether it is done, and the branch that it pushed. Needs "Codespaces
 * lifecycle admin" (read), or the classic scope `codespace`. Operation:
 * `codespaces/get-export-details-for-authenticated-user`. Throws CodespacesError, with `status` 404 where there is none or
 * the token may not see it.
 */
export function getCodespaceExport(
  args: CodespaceExportArgs,
  opts?: pulumi.InvokeOptions,
): Promise<CodespaceExportResult> {
  return lookUp(lookups.getCodespaceExport, args, opts);
}

/** `getCodespaceExport` with arguments that may be outputs, as an output. */
export function getCodespaceExportOutput(
  args: OutputArgs<CodespaceExportArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespaceExportResult> {
  return lookUpOutput(lookups.getCodespaceExport, args, opts);
}
