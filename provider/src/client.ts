// `pulumi-github-codespaces/client`: the client without Pulumi, for scripts.
export { CodespacesError } from "./operations/by-name/call";
export {
  CodespacesClient,
  type ClientParts,
  type ExportOptions,
  type WaitOptions,
} from "./script/codespaces-client";
export type { ConnectionSettings } from "./settings/given";
export type { Clock } from "./clock";
export type { Say } from "./say";
export type { PublishCodespaceArgs } from "./operations/by-name/actions";
export type {
  CodespaceGitStatus,
  CodespaceResult,
  CodespaceState,
} from "./operations/answers/codespace";
export type {
  CodespaceNameArgs,
  OrgMemberArgs,
  OrgMemberCodespaceArgs,
} from "./operations/codespaces";
export type { CodespaceExportArgs, CodespaceExportResult } from "./operations/exports";
