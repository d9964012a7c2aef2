import type * as pulumi from "@pulumi/pulumi";
import { lookups } from "../../operations/by-name/lookups";
import type { UserCodespacesArgs } from "../../operations/by-name/codespaces";
import { lookupOf, outputOf, type OutputArgs } from "./lookup";
import type { CodespacesResult } from "../../operations/by-name/results";

/**
 * All codespaces of the token's user, or those of one repository. Needs "Codespaces" (read), or the classic
 * scope `codespace`. Operation: `codespaces/list-for-authenticated-user`. Throws CodespacesError if an argument
 * is wrong or GitHub refuses.
 */
export function getCodespaces(
  args: UserCodespacesArgs = {},
  opts?: pulumi.InvokeOptions,
): Promise<CodespacesResult> {
  return lookupOf(lookups.getCodespaces)(args, opts);
}

/** `getCodespaces` with arguments that may be outputs, as an output. */
export function getCodespacesOutput(
  args: OutputArgs<UserCodespacesArgs> = {},
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<CodespacesResult> {
  return outputOf(lookups.getCodespaces)(args, opts);
}

/**
 * The codespaces of the token's user in one repository. Needs "Codespaces" (read), or the classic scope
 * `codespace`. Operation: `codespaces/list-in-repository-for-authenticated-user`. Throws CodespacesError, with
 * `status` 404 if there is none or the token may not see it.
 */
export const getRepoCodespaces = lookupOf(lookups.getRepoCodespaces);

/** `getRepoCodespaces` with arguments that may be outputs, as an output. */
export const getRepoCodespacesOutput = outputOf(lookups.getRepoCodespaces);

/**
 * All codespaces that an organization pays for. Needs "Codespaces" (read) and "Organization codespaces" (read),
 * or the classic scope `admin:org`. Operation: `codespaces/list-in-organization`. Throws CodespacesError, with
 * `status` 404 if there is none or the token may not see it.
 */
export const getOrgCodespaces = lookupOf(lookups.getOrgCodespaces);

/** `getOrgCodespaces` with arguments that may be outputs, as an output. */
export const getOrgCodespacesOutput = outputOf(lookups.getOrgCodespaces);

/**
 * All codespaces of one member that an organization pays for. Needs "Codespaces" (read) and "Organization
 * codespaces" (read), or the classic scope `admin:org`. Operation: `codespaces/get-codespaces-for-user-in-org`.
 * Throws CodespacesError, with `status` 404 if there is none or the token may not see it.
 */
export const getOrgMemberCodespaces = lookupOf(lookups.getOrgMemberCodespaces);

/** `getOrgMemberCodespaces` with arguments that may be outputs, as an output. */
export const getOrgMemberCodespacesOutput = outputOf(lookups.getOrgMemberCodespaces);

/**
 * One codespace of the token's user, by the name that GitHub gave it. Needs "Codespaces" (read), or the classic
 * scope `codespace`. Operation: `codespaces/get-for-authenticated-user`. Throws CodespacesError, with `status`
 * 404 if there is none or the token may not see it.
 */
export const getCodespace = lookupOf(lookups.getCodespace);

/** `getCodespace` with arguments that may be outputs, as an output. */
export const getCodespaceOutput = outputOf(lookups.getCodespace);

/**
 * An export of a codespace: whether it is done, and the branch that it pushed. Needs "Codespaces lifecycle
 * admin" (read), or the classic scope `codespace`. Operation:
 * `codespaces/get-export-details-for-authenticated-user`. Throws CodespacesError, with `status` 404 if there is
 * none or the token may not see it.
 */
export const getCodespaceExport = lookupOf(lookups.getCodespaceExport);

/** `getCodespaceExport` with arguments that may be outputs, as an output. */
export const getCodespaceExportOutput = outputOf(lookups.getCodespaceExport);
